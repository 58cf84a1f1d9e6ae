using System.Globalization;
using Forecasting.Planning;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Answers;

/// <summary>X12: TA1 about an interchange, 997 about a group, 855 about an order.</summary>
/// <remarks>IBM, <em>997</em> and <em>855</em>; BizTalk, <em>X12 997 acknowledgment</em>; Stedi's reference of elements I17, 715, 717, 587 and 668.</remarks>
internal static class X12Answers
{
    /// <summary>The answers of an interchange.</summary>
    /// <exception cref="AnswerFileException">It is not whole, or says what nobody can have meant.</exception>
    public static AnswerDocument Read(ReadOnlySpan<byte> bytes)
    {
        var interchange = X12Segments.Read(bytes);
        var answers = interchange.InterchangeAnswers.Select(Interchange).ToList();
        foreach (var set in interchange.Sets)
        {
            switch (set.Type)
            {
                case "997":
                    answers.Add(Group(set));
                    break;
                case "855":
                    answers.AddRange(Order(set));
                    break;
                default:
                    throw new AnswerFileException($"{set.Segments[0]} begins a {AnswerFile.Shown(set.Type)}; read are 997 and 855");
            }
        }

        var kinds = interchange.Sets.Select(s => s.Type).Concat(interchange.InterchangeAnswers.Select(_ => "TA1")).Distinct().Order(StringComparer.Ordinal);
        return new AnswerDocument(string.Join("+", kinds), [.. answers]) { Sender = interchange.Sender, Receiver = interchange.Receiver };
    }

    // TA1 speaks of the envelope alone: with A and E the content may still be refused by a 997.
    private static ReadAnswer Interchange(X12Segment ta1)
    {
        var state = ta1[4] switch
        {
            "A" or "E" => TechnicalState.Received,
            "R" => TechnicalState.Rejected,
            _ => throw new AnswerFileException($"{ta1} says \"{AnswerFile.Shown(ta1[4])}\"; expected is A, E or R"),
        };
        return new NumberAnswer(Place(ta1), Number(ta1, ta1[1]), new TechnicalAnswer("TA1", state, Codes(ta1[4], ta1[5]), ""));
    }

    private static NumberAnswer Group(X12Set set)
    {
        X12Segment? group = null, end = null, about = null;
        var rejected = new List<string>();
        foreach (var segment in set.Segments)
        {
            switch (segment.Id)
            {
                case "AK1" when group is null:
                    group = segment;
                    break;
                case "AK2" when group is not null && end is null:
                    about = segment;
                    break;
                case "AK5" when about is not null:
                    if (segment[1] is not ("A" or "E"))
                        rejected.Add(Codes(about[2], segment[2]));
                    about = null;
                    break;
                case "AK9" when group is not null && end is null && about is null:
                    end = segment;
                    break;
                case "AK3" or "AK4" when about is not null:
                case "ST" or "SE":
                    break;
                default:
                    throw new AnswerFileException($"{AnswerFile.Shown(segment.ToString())} stands where it cannot in a 997");
            }
        }

        if (group is null || end is null)
            throw new AnswerFileException($"{set.Segments[0]} begins a 997 without AK1 and AK9");
        var state = end[1] switch
        {
            "A" => TechnicalState.Accepted,
            "E" => TechnicalState.AcceptedWithErrors,

            // P: some sets are refused. What is not delivered whole has to be looked at.
            "P" or "R" or "M" or "W" or "X" => TechnicalState.Rejected,
            _ => throw new AnswerFileException($"{end} says \"{AnswerFile.Shown(end[1])}\"; expected is A, E, P, R, M, W or X"),
        };
        if (state != TechnicalState.Rejected && rejected.Count > 0)
            throw new AnswerFileException($"{end} accepts the group, and AK5 refuses set {AnswerFile.Shown(rejected[0])}");
        var text = rejected.Count == 0 ? "" : $"sets {string.Join(", ", rejected.Take(20))}{(rejected.Count > 20 ? ", …" : "")}";
        return new NumberAnswer(Place(group), Number(group, group[2]), new TechnicalAnswer("997", state, Codes(end[1], end[5], end[6], end[7]), OneLine.Of(text)));
    }

    private static IEnumerable<ReadAnswer> Order(X12Set set)
    {
        var head = set.Segments.FirstOrDefault(s => s.Id == "BAK") ?? throw new AnswerFileException($"{set.Segments[0]} begins an 855 without BAK");
        if (head[3].Length == 0)
            throw new AnswerFileException($"{head} names no order");
        AcknowledgementState? whole = head[2] switch
        {
            "AT" => AcknowledgementState.Accepted,
            "AK" => AcknowledgementState.Received,
            "RJ" or "RD" => AcknowledgementState.Rejected,
            "AC" or "AD" or "AE" => null,
            _ => throw new AnswerFileException($"{head} says \"{AnswerFile.Shown(head[2])}\"; expected is AC, AD, AE, AK, AT, RD or RJ"),
        };
        if (whole is { } state)
            yield return new LineAnswer(Place(head), "", head[3], null, state, null) { TheirReference = OneLine.Of(head[8]), Code = head[2] };
        var at = set.Segments.FindIndex(s => s.Id == "PO1");
        while (at >= 0 && whole is null)
        {
            var next = set.Segments.FindIndex(at + 1, s => s.Id is "PO1" or "CTT" or "SE");
            yield return Line(head, set.Segments[at..next]);
            at = set.Segments[next].Id == "PO1" ? next : -1;
        }
    }

    private static ReadAnswer Line(X12Segment head, List<X12Segment> loop)
    {
        var line = loop.FirstOrDefault(s => s.Id == "REF" && s[1] == "LI")?[2] ?? "";
        var subject = AnswerFile.Shown(line.Length > 0 ? line : $"{head[3]} line {loop[0][1]}");
        int? number = int.TryParse(loop[0][1], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
        if (line.Length == 0 && number is null)
            return Refused("neither REF*LI nor PO101 names the line");
        var answers = loop.Where(s => s.Id == "ACK").ToList();
        var (accepted, isSplit, states) = (0m, answers.Count > 1, new HashSet<AcknowledgementState>());
        decimal? quantity = null;
        foreach (var answer in answers)
        {
            AcknowledgementState? state = answer[1] switch
            {
                "IA" or "IC" or "IE" or "IP" or "IQ" or "DR" or "SP" => AcknowledgementState.Accepted,
                "IR" or "ID" => AcknowledgementState.Rejected,
                "IB" or "IH" or "IF" => AcknowledgementState.Received,
                _ => null,
            };
            if (state is null)
                return Refused($"the code ACK01 \"{AnswerFile.Shown(answer[1])}\" is not among those that are read");
            states.Add(state.Value);
            if (state != AcknowledgementState.Accepted)
                continue;
            if (answer[2].Length == 0 && isSplit || answer[2].Length > 0 && !Decimals.TryRead(answer[2], out accepted))
                return Refused($"the quantity ACK02 \"{AnswerFile.Shown(answer[2])}\" is no number from 0");
            if (answer[2].Length > 0)
                quantity = (quantity ?? 0) + accepted;
        }

        if (answers.Count == 0)
            return Refused("it has no ACK");
        var result = states.Contains(AcknowledgementState.Accepted) ? AcknowledgementState.Accepted
            : states.Contains(AcknowledgementState.Rejected) ? AcknowledgementState.Rejected
            : AcknowledgementState.Received;
        return new LineAnswer(Place(loop[0]), line, head[3], line.Length > 0 ? null : number, result, quantity)
        {
            TheirReference = OneLine.Of(head[8]),
            Code = string.Join(" ", answers.Select(a => a[1])),
            Date = answers.Select(a => Decimals.Day(a[5])).FirstOrDefault(d => d is not null),
        };

        UnreadableAnswer Refused(string why) => new(Place(loop[0]), subject, why);
    }

    private static long Number(X12Segment where, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= ControlNumber.Largest
            ? number
            : throw new AnswerFileException($"{where} names the number \"{AnswerFile.Shown(text)}\", which is none");

    private static string Codes(params ReadOnlySpan<string> codes) => OneLine.Of(string.Join(" ", codes.ToArray().Where(c => c.Length > 0)));

    private static string Place(X12Segment segment) => FormattableString.Invariant($"segment {segment.Position}");
}
