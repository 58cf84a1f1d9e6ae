using System.Globalization;
using Forecasting.Planning;
using Forecasting.Storage.Files;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Answers;

/// <summary>A CSV of answers: <c>sequence_no,order_id,line_id,status,their_ref,qty_confirmed,date_confirmed,code,text</c>, of which only <c>status</c> and one
/// of the first three must be there.</summary>
/// <remarks><c>quantity</c> and <c>reason</c> are other names of <c>qty_confirmed</c> and <c>text</c>. Comma or semicolon between fields, decimal point, ISO
/// days. A row that cannot be read costs no other.</remarks>
internal static class AnswerCsv
{
    /// <summary>The answers of a file.</summary>
    /// <exception cref="AnswerFileException">It is no such CSV.</exception>
    public static AnswerDocument Read(byte[] bytes)
    {
        try
        {
            using var content = new MemoryStream(bytes, writable: false);
            var encoding = TextEncoding.Recognise(content, null);
            content.Position = 0;
            return Read(CsvRows.Read(content, encoding, Delimiter(bytes)));
        }
        catch (Exception fault) when (FileContent.Reason(fault) is { } reason)
        {
            throw new AnswerFileException(reason.TrimEnd('.'));
        }
    }

    private static char Delimiter(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        var header = end < 0 ? bytes : bytes[..end];
        return header.Contains((byte)';') && !header.Contains((byte)',') ? ';' : ',';
    }

    private static AnswerDocument Read(IEnumerable<RawRow> rows)
    {
        Columns? columns = null;
        var answers = new List<ReadAnswer>();
        var told = new HashSet<long>();
        foreach (var row in rows)
        {
            if (columns is null)
            {
                columns = Columns.Of(row);
                continue;
            }

            if (answers.Count >= AnswerFile.MostParts)
                throw new AnswerFileException(FormattableString.Invariant($"it has more than {AnswerFile.MostParts} rows"));
            var place = FormattableString.Invariant($"line {row.Line}");
            if (row.Fault is { } fault)
            {
                answers.Add(new UnreadableAnswer(place, "", fault.Text));
                continue;
            }

            var fields = columns.FieldsOf(row);
            answers.Add(columns.IsDynamics365 ? Dynamics365Answers.Row(place, fields) : Row(place, fields));
            if (answers[^1] is LineAnswer && long.TryParse(fields("sequence_no"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && told.Add(number))
                answers.Add(new NumberAnswer(place, number, new TechnicalAnswer("csv", TechnicalState.Received, "", "")) { IsImplied = true });
        }

        return new AnswerDocument(columns?.IsDynamics365 == true ? "D365" : "csv", [.. answers]);
    }

    private static ReadAnswer Row(string place, Func<string, string> fields)
    {
        var (number, order, line) = (fields("sequence_no"), fields("order_id"), fields("line_id"));
        var subject = AnswerFile.Shown(line.Length > 0 ? line : order.Length > 0 ? order : number);
        if (subject.Length == 0)
            return Refused("the line_id is missing");
        if (number.Length > 0 && !(long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed is >= 1 and <= ControlNumber.Largest))
            return Refused($"the sequence_no \"{AnswerFile.Shown(number)}\" is no number of a file");
        var status = fields("status").ToLowerInvariant();
        if (status is not ("received" or "accepted" or "rejected" or "changed"))
            return Refused($"the status \"{AnswerFile.Shown(fields("status"))}\" is none of received, accepted, rejected and changed");
        decimal? quantity = null;
        if (fields("qty_confirmed") is { Length: > 0 } units)
        {
            if (NumberText.Read(units, '.', out var read) != NumberReading.Number || read < 0)
                return Refused($"the quantity \"{AnswerFile.Shown(units)}\" is no number from 0 (expected e.g. 12.5)");
            quantity = read;
        }

        DateOnly? date = null;
        if (fields("date_confirmed") is { Length: > 0 } day)
        {
            if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var confirmed))
                return Refused($"the date \"{AnswerFile.Shown(day)}\" is no day (expected e.g. 2026-06-29)");
            date = confirmed;
        }

        var (code, text) = (OneLine.Of(fields("code")), OneLine.Of(fields("text")));
        if (line.Length == 0 && order.Length == 0)
        {
            return status == "changed" || quantity is not null || date is not null
                ? Refused("a file is received, accepted or rejected; what changes is a line")
                : new NumberAnswer(place, long.Parse(number, CultureInfo.InvariantCulture), new TechnicalAnswer("csv", Technical(status), code, text));
        }

        if (status == "rejected" && quantity > 0)
            return Refused("a rejected line has no quantity; write accepted with what will come");
        if (line.Length == 0 && quantity is not null)
            return Refused("a quantity needs a line_id");
        if (status == "changed" && quantity is null && date is null)
            return Refused("a changed line has a quantity or a date");
        return new LineAnswer(place, line, order, null, State(status), quantity) { TheirReference = OneLine.Of(fields("their_ref")), Date = date, Code = code, Text = text };

        UnreadableAnswer Refused(string why) => new(place, subject, why);
    }

    private static TechnicalState Technical(string status) => status switch
    {
        "received" => TechnicalState.Received,
        "accepted" => TechnicalState.Accepted,
        _ => TechnicalState.Rejected,
    };

    private static AcknowledgementState State(string status) => status switch
    {
        "received" => AcknowledgementState.Received,
        "rejected" => AcknowledgementState.Rejected,
        _ => AcknowledgementState.Accepted,
    };

    /// <summary>Where each column stands.</summary>
    private sealed record Columns(Dictionary<string, int> At)
    {
        public bool IsDynamics365 => At.ContainsKey("message_id");

        public static Columns Of(RawRow header)
        {
            var at = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < header.FieldCount; i++)
            {
                var name = header.Field(i).Trim().TrimStart('\uFEFF').ToLowerInvariant() switch
                {
                    "quantity" => "qty_confirmed",
                    "reason" => "text",
                    var other => other,
                };
                if (name.Length > 0 && !at.TryAdd(name, i))
                    throw new AnswerFileException($"the column {AnswerFile.Shown(name)} stands twice in its first row");
            }

            if (!at.ContainsKey("status") || !(at.ContainsKey("message_id") || at.ContainsKey("line_id") || at.ContainsKey("order_id") || at.ContainsKey("sequence_no")))
                throw new AnswerFileException("it has no columns line_id and status in its first row");
            return new Columns(at);
        }

        public Func<string, string> FieldsOf(RawRow row) => name => At.TryGetValue(name, out var i) ? row.Field(i).Trim() : "";
    }
}
