using Forecasting.Planning;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Runs;

/// <summary>One row of a file of answers: an answer, or what is wrong with it.</summary>
/// <param name="Line">Line in the file, the header being line 1.</param>
/// <param name="LineId">The line it speaks of, as written.</param>
/// <param name="Answer">The answer; null when the row cannot be read.</param>
/// <param name="Fault">What is wrong; empty when nothing is.</param>
public sealed record AcknowledgementRow(long Line, string LineId, Acknowledgement? Answer, string Fault);

/// <summary>A CSV of answers about lines that went out: <c>line_id,status,quantity,reason</c>.</summary>
/// <remarks><c>status</c> is <c>received</c>, <c>accepted</c> or <c>rejected</c>; <c>quantity</c> is what will come, empty = the whole line;
/// the decimal mark is a point. Comma or semicolon between fields; <c>quantity</c> and <c>reason</c> may be missing.</remarks>
public static class AcknowledgementFile
{
    private static readonly string[] Columns = ["line_id", "status", "quantity", "reason"];

    /// <summary>Every row, in order.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read, or has no columns <c>line_id</c> and <c>status</c>.</exception>
    public static IReadOnlyList<AcknowledgementRow> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new InputException($"The file of answers \"{path}\" is not there.");
        try
        {
            using var content = FileContent.Open(path);
            var encoding = TextEncoding.Recognise(content, null);
            content.Position = 0;
            return Rows(Path.GetFileName(path), CsvRows.Read(content, encoding, Delimiter(path)));
        }
        catch (Exception fault) when (fault is FileRejectedException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The file of answers \"{path}\" cannot be read: {fault.Message}");
        }
    }

    private static char Delimiter(string path)
    {
        var header = File.ReadLines(path).FirstOrDefault() ?? "";
        return header.Contains(';', StringComparison.Ordinal) && !header.Contains(',', StringComparison.Ordinal) ? ';' : ',';
    }

    private static List<AcknowledgementRow> Rows(string file, IEnumerable<RawRow> rows)
    {
        int[]? at = null;
        var answers = new List<AcknowledgementRow>();
        foreach (var row in rows)
        {
            if (at is null)
            {
                var header = Enumerable.Range(0, row.FieldCount).Select(i => row.Field(i).Trim().TrimStart('\uFEFF').ToLowerInvariant()).ToList();
                at = [.. Columns.Select(column => header.IndexOf(column))];
                if (at[0] < 0 || at[1] < 0)
                    throw new InputException($"The file of answers \"{file}\" has no columns line_id and status in its first row.");
                continue;
            }

            answers.Add(row.Fault is { } fault
                ? new AcknowledgementRow(row.Line, "", null, fault.Text)
                : Read(file, row.Line, [.. at.Select(i => i < 0 ? "" : row.Field(i).Trim())]));
        }

        return answers;
    }

    private static AcknowledgementRow Read(string file, long line, string[] fields)
    {
        var lineId = fields[0];
        if (lineId.Length == 0)
            return Refused("the line_id is missing");
        AcknowledgementState? state = fields[1].ToLowerInvariant() switch
        {
            "received" => AcknowledgementState.Received,
            "accepted" => AcknowledgementState.Accepted,
            "rejected" => AcknowledgementState.Rejected,
            _ => null,
        };
        if (state is null)
            return Refused($"the status \"{MessageText.Shown(fields[1])}\" is none of received, accepted and rejected");
        decimal? quantity = null;
        if (fields[2].Length > 0)
        {
            if (NumberText.Read(fields[2], '.', out var number) != NumberReading.Number || number < 0)
                return Refused($"the quantity \"{MessageText.Shown(fields[2])}\" is no number from 0 (expected e.g. 12.5)");
            quantity = number;
        }

        if (state == AcknowledgementState.Rejected && quantity > 0)
            return Refused("a rejected line has no quantity; write accepted with what will come");
        return new AcknowledgementRow(line, lineId, new Acknowledgement(lineId, state.Value, quantity, file, OneLine.Of(fields[3])), "");

        AcknowledgementRow Refused(string why) => new(line, MessageText.Shown(lineId), null, why);
    }
}
