using System.Globalization;
using Forecasting.Planning;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Answers;

/// <summary>EDIFACT: CONTRL about an interchange, ORDRSP about an order.</summary>
/// <remarks>UN/EDIFACT, elements 0083, 1225 and 1229 of D.96A, and the semantic notes of ORDRSP; EANCOM 1997, ORDRSP, for QTY and for LIN, whose 1082 counts
/// lines of the answer and is no number of ours.</remarks>
internal static class EdifactAnswers
{
    /// <summary>The answers of an interchange.</summary>
    /// <exception cref="AnswerFileException">It is not whole, or says what nobody can have meant.</exception>
    public static AnswerDocument Read(ReadOnlySpan<byte> bytes)
    {
        var interchange = EdifactSegments.Read(bytes);
        var answers = new List<ReadAnswer>();
        foreach (var message in interchange.Messages)
        {
            switch (message[0][2])
            {
                case "CONTRL":
                    answers.Add(Control(interchange, message));
                    break;
                case "ORDRSP":
                    answers.AddRange(Response(message));
                    break;
                default:
                    throw new AnswerFileException($"{message[0]} begins a {AnswerFile.Shown(message[0][2])}; read are CONTRL and ORDRSP");
            }
        }

        var kinds = interchange.Messages.Select(m => m[0][2]).Distinct().Order(StringComparer.Ordinal);
        return new AnswerDocument(string.Join("+", kinds), [.. answers]) { Sender = interchange.Sender, Receiver = interchange.Receiver };
    }

    private static NumberAnswer Control(EdifactSegments interchange, List<EdifactSegment> message)
    {
        if (message.FirstOrDefault(s => s.Tag is not ("UNH" or "UCI" or "UCF" or "UCM" or "UCS" or "UCD" or "UNT")) is { } stranger)
            throw new AnswerFileException($"{AnswerFile.Shown(stranger.ToString())} stands where it cannot in a CONTRL");
        if (message.Where(s => s.Tag == "UCI").ToArray() is not [var subject])
            throw new AnswerFileException($"{message[0]} begins a CONTRL without one UCI");
        if (subject[2] != interchange.Receiver)
            throw new AnswerFileException($"{subject} speaks of an interchange of \"{AnswerFile.Shown(subject[2])}\", and the answer is for \"{AnswerFile.Shown(interchange.Receiver)}\"");
        if (!long.TryParse(subject[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > ControlNumber.Largest)
            throw new AnswerFileException($"{subject} names the number \"{AnswerFile.Shown(subject[1])}\", which is none");
        string[] rejected = [.. message.Where(s => s.Tag is "UCM" && State(s, s[3]) == TechnicalState.Rejected).Select(s => $"{s[1]} {s[4]}".Trim())];
        var state = State(subject, subject[4]);
        if (state is TechnicalState.Accepted or TechnicalState.AcceptedWithErrors && rejected.Length > 0)
            state = TechnicalState.Rejected;
        else if (state == TechnicalState.Accepted && subject[5].Length > 0)
            state = TechnicalState.AcceptedWithErrors;
        var text = rejected.Length == 0 ? "" : $"messages {string.Join(", ", rejected.Take(20))}{(rejected.Length > 20 ? ", …" : "")}";
        return new NumberAnswer(Place(subject), number, new TechnicalAnswer("CONTRL", state, OneLine.Of($"{subject[4]} {subject[5]}".Trim()), OneLine.Of(text)));
    }

    private static TechnicalState State(EdifactSegment segment, string action) => action switch
    {
        "1" or "7" => TechnicalState.Accepted,
        "2" => TechnicalState.AcceptedWithErrors,
        "3" or "4" or "6" => TechnicalState.Rejected,
        "5" or "8" => TechnicalState.Received,
        _ => throw new AnswerFileException($"{segment} says \"{AnswerFile.Shown(action)}\"; expected is an action from 1 to 8"),
    };

    private static IEnumerable<ReadAnswer> Response(List<EdifactSegment> message)
    {
        var head = message.TakeWhile(s => s.Tag != "LIN").ToList();
        var begin = head.FirstOrDefault(s => s.Tag == "BGM") ?? throw new AnswerFileException($"{message[0]} begins an ORDRSP without BGM");
        var order = head.FirstOrDefault(s => s.Tag == "RFF" && s[1] == "ON")?[1, 1] ?? "";
        if (order.Length == 0)
            throw new AnswerFileException($"{message[0]} begins an ORDRSP that names no order (RFF+ON)");
        AcknowledgementState? whole = begin[3] switch
        {
            "29" => AcknowledgementState.Accepted,
            "27" => AcknowledgementState.Rejected,
            "12" => AcknowledgementState.Received,
            "4" or "9" or "28" or "30" or "34" or "36" => null,
            _ => throw new AnswerFileException($"{begin} says \"{AnswerFile.Shown(begin[3])}\"; expected is 4, 9, 12, 27, 28, 29, 30, 34 or 36"),
        };
        if (whole is { } state)
            yield return new LineAnswer(Place(begin), "", order, null, state, null) { TheirReference = OneLine.Of(begin[2]), Code = begin[3], Text = Text(head), Date = Date(head) };
        var lines = Lines(message).ToList();
        if (whole is null && lines.Count == 0)
            yield return new UnreadableAnswer(Place(begin), AnswerFile.Shown(order), "it says that something changes and has no line");
        foreach (var line in lines)
        {
            var answer = Line(line, begin, order);
            if (whole is null)
                yield return answer;
            else if (answer is LineAnswer { State: var said } && said != whole && said != AcknowledgementState.Received)
                throw new AnswerFileException($"{begin} says {begin[3]} of the whole order, and {line[0]} another thing");
        }
    }

    private static IEnumerable<List<EdifactSegment>> Lines(List<EdifactSegment> message)
    {
        List<EdifactSegment>? line = null;
        foreach (var segment in message)
        {
            if (segment.Tag is "LIN" or "UNS" or "UNT" && line is not null)
            {
                yield return line;
                line = null;
            }

            if (segment.Tag == "LIN")
                line = [];
            line?.Add(segment);
        }
    }

    private static ReadAnswer Line(List<EdifactSegment> line, EdifactSegment begin, string order)
    {
        var id = Reference("LI")?[1, 1] ?? "";
        int? number = int.TryParse(Reference("ON")?[1, 2], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
        var subject = AnswerFile.Shown(id.Length > 0 ? id : order);
        if (id.Length == 0 && number is null)
            return Refused("neither RFF+LI nor RFF+ON with a line number names our line");
        AcknowledgementState? state = line[0][2] switch
        {
            "3" or "5" or "6" or "24" => AcknowledgementState.Accepted,
            "2" or "7" or "10" => AcknowledgementState.Rejected,
            "" or "4" or "11" or "23" => AcknowledgementState.Received,
            _ => null,
        };
        if (state is null)
            return Refused($"the action \"{AnswerFile.Shown(line[0][2])}\" is not among those that are read");
        decimal? quantity = null;
        if (line[0][2] is "3" or "6" or "24" && (Quantity("113") ?? Quantity("21")) is { } units)
        {
            if (!Decimals.TryRead(units[1, 1], out var value))
                return Refused($"the quantity \"{AnswerFile.Shown(units[1, 1])}\" is no number from 0");
            quantity = value;
        }

        return new LineAnswer(Place(line[0]), id, order, id.Length > 0 ? null : number, state.Value, quantity)
        {
            TheirReference = OneLine.Of(begin[2]),
            Code = OneLine.Of(line[0][2]),
            Text = Text(line),
            Date = Date(line),
        };

        EdifactSegment? Reference(string qualifier) => line.FirstOrDefault(s => s.Tag == "RFF" && s[1] == qualifier);

        EdifactSegment? Quantity(string qualifier) => line.FirstOrDefault(s => s.Tag == "QTY" && s[1] == qualifier);

        UnreadableAnswer Refused(string why) => new(Place(line[0]), subject, why);
    }

    // DTM+2 is the delivery requested; what the supplier means by it in an answer is the day that he keeps.
    private static DateOnly? Date(List<EdifactSegment> segments) =>
        segments.FirstOrDefault(s => s.Tag == "DTM" && s[1] == "2" && s[1, 2] == "102") is { } date ? Decimals.Day(date[1, 1]) : null;

    private static string Text(List<EdifactSegment> segments) => OneLine.Of(string.Join(" ", segments.Where(s => s.Tag == "FTX" && s.Elements.Count > 4)
        .Select(s => string.Join(" ", s.Elements[4].Where(c => c.Length > 0)))));

    private static string Place(EdifactSegment segment) => FormattableString.Invariant($"segment {segment.Position}");
}
