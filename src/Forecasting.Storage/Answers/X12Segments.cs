using System.Text;

namespace Forecasting.Storage.Answers;

/// <summary>A segment and its place in the file.</summary>
/// <param name="Position">From 1.</param>
/// <param name="Elements">The id, then the elements.</param>
internal sealed record X12Segment(int Position, string[] Elements)
{
    public string Id => Elements[0];

    /// <summary>An element, from 1; empty where there is none.</summary>
    public string this[int element] => element < Elements.Length ? Elements[element].Trim() : "";

    public override string ToString() => FormattableString.Invariant($"segment {Position} ({Id})");
}

/// <summary>A transaction set, from ST to SE.</summary>
internal sealed record X12Set(string Type, string Number, List<X12Segment> Segments);

/// <summary>An X12 interchange with every count and number of its envelopes checked.</summary>
internal sealed class X12Segments
{
    private readonly List<X12Segment> segments = [];

    private X12Segments()
    {
    }

    public string Sender => segments[0][6];

    public string Receiver => segments[0][8];

    public List<X12Segment> InterchangeAnswers { get; } = [];

    public List<X12Set> Sets { get; } = [];

    /// <summary>Reads an interchange; the separators are those that its ISA shows.</summary>
    /// <exception cref="AnswerFileException">It is not whole.</exception>
    public static X12Segments Read(ReadOnlySpan<byte> bytes)
    {
        var interchange = new X12Segments();
        interchange.Split(Encoding.Latin1.GetString(bytes));
        interchange.Open();
        return interchange;
    }

    private void Split(string text)
    {
        if (text.Length < 107 || char.IsAsciiLetterOrDigit(text[3]) || char.IsAsciiLetterOrDigit(text[105]) || text[3] == text[105])
            throw new AnswerFileException("the ISA of 106 characters is not whole");
        var (element, terminator) = (text[3], text[105]);
        for (var start = 0; start < text.Length;)
        {
            if (text[start] is '\r' or '\n' or ' ' && terminator != text[start])
            {
                start++;
                continue;
            }

            if (segments.Count == AnswerFile.MostParts)
                throw new AnswerFileException(FormattableString.Invariant($"it has more than {AnswerFile.MostParts} segments"));
            var end = text.IndexOf(terminator, start);
            if (end < 0)
                throw new AnswerFileException(FormattableString.Invariant($"segment {segments.Count + 1} has no end"));
            segments.Add(new X12Segment(segments.Count + 1, text[start..end].Split(element)));
            start = end + 1;
        }

        if (segments[0].Elements.Length != 17)
            throw new AnswerFileException("the ISA has not its 16 elements");
    }

    private void Open()
    {
        var last = segments[^1];
        if (last.Id != "IEA")
            throw new AnswerFileException($"{last} is no IEA: the interchange has no end, or another follows it");
        Same(last, last[2], segments[0][13], "another number than ISA");
        var groups = 0L;
        X12Segment? group = null;
        var setsBefore = 0;
        X12Set? set = null;
        foreach (var segment in segments.Skip(1).SkipLast(1))
        {
            if (set is not null)
            {
                set.Segments.Add(segment);
                if (segment.Id != "SE")
                    continue;
                Same(segment, segment[1], set.Segments.Count, "another count of segments");
                Same(segment, segment[2], set.Number, "another number than ST");
                set = null;
                continue;
            }

            switch (segment.Id)
            {
                case "TA1" when group is null:
                    InterchangeAnswers.Add(segment);
                    break;
                case "GS" when group is null:
                    (group, setsBefore, groups) = (segment, Sets.Count, groups + 1);
                    break;
                case "ST" when group is not null:
                    Sets.Add(set = new X12Set(segment[1], segment[2], [segment]));
                    break;
                case "GE" when group is not null:
                    Same(segment, segment[1], Sets.Count - setsBefore, "another count of sets");
                    Same(segment, segment[2], group[6], "another number than GS");
                    group = null;
                    break;
                default:
                    throw new AnswerFileException($"{AnswerFile.Shown(segment.ToString())} stands where it cannot");
            }
        }

        if (set is not null || group is not null)
            throw new AnswerFileException($"{(set is not null ? "a transaction set" : "a group")} has no end");
        Same(last, last[1], groups, "another count of groups");
    }

    private static void Same(X12Segment where, string found, long expected, string what)
    {
        if (!long.TryParse(found, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) || value != expected)
            throw new AnswerFileException($"{where} has {what}");
    }

    private static void Same(X12Segment where, string found, string expected, string what)
    {
        if (found != expected)
            throw new AnswerFileException($"{where} has {what}");
    }
}
