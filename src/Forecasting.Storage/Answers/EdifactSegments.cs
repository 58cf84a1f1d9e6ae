using System.Globalization;
using System.Text;

namespace Forecasting.Storage.Answers;

/// <summary>A segment and its place in the file.</summary>
/// <param name="Position">From 1; UNA does not count.</param>
/// <param name="Elements">The tag, then the elements, each of components.</param>
internal sealed record EdifactSegment(int Position, List<List<string>> Elements)
{
    public string Tag => Elements[0][0];

    /// <summary>The first component of an element, from 1; empty where there is none.</summary>
    public string this[int element] => this[element, 0];

    /// <summary>A component, from 0; empty where there is none.</summary>
    public string this[int element, int component] =>
        element < Elements.Count && component < Elements[element].Count ? Elements[element][component].Trim() : "";

    public override string ToString() => FormattableString.Invariant($"segment {Position} ({Tag})");
}

/// <summary>An EDIFACT interchange with every count and reference of its envelopes checked.</summary>
/// <remarks>ISO 9735, syntax versions 1 to 4 as far as they have no repetition of elements.</remarks>
internal sealed class EdifactSegments
{
    private readonly List<EdifactSegment> segments = [];

    private EdifactSegments()
    {
    }

    public string Sender => segments[0][2];

    public string Receiver => segments[0][3];

    /// <summary>The messages, from UNH to UNT.</summary>
    public List<List<EdifactSegment>> Messages { get; } = [];

    /// <summary>Reads an interchange; the separators are those of its UNA, else the usual ones.</summary>
    /// <exception cref="AnswerFileException">It is not whole.</exception>
    public static EdifactSegments Read(ReadOnlySpan<byte> bytes)
    {
        var interchange = new EdifactSegments();
        interchange.Split(Encoding.Latin1.GetString(bytes));
        interchange.Open();
        return interchange;
    }

    private void Split(string text)
    {
        var (component, element, release, terminator) = (':', '+', '?', '\'');
        var start = 0;
        if (text.StartsWith("UNA", StringComparison.Ordinal))
        {
            if (text.Length < 9)
                throw new AnswerFileException("the UNA of 9 characters is not whole");
            (component, element, release, terminator, start) = (text[3], text[4], text[6], text[8], 9);
            if (new[] { component, element, terminator }.Distinct().Count() < 3 || new[] { component, element, terminator }.Any(char.IsAsciiLetterOrDigit))
                throw new AnswerFileException("the separators of the UNA are not three different marks");
        }

        var value = new StringBuilder();
        var elements = new List<List<string>> { new() };
        for (var i = start; i < text.Length; i++)
        {
            var character = text[i];
            if (character == release && release != ' ')
            {
                if (++i == text.Length)
                    break;
                value.Append(text[i]);
            }
            else if (character == component || character == element || character == terminator)
            {
                elements[^1].Add(value.ToString());
                value.Clear();
                if (character == element)
                    elements.Add([]);
                if (character != terminator)
                    continue;
                if (segments.Count == AnswerFile.MostParts)
                    throw new AnswerFileException(FormattableString.Invariant($"it has more than {AnswerFile.MostParts} segments"));
                segments.Add(new EdifactSegment(segments.Count + 1, elements));
                elements = [[]];
            }
            else if (character is not ('\r' or '\n'))
            {
                value.Append(character);
            }
        }

        if (elements.Count > 1 || elements[0].Count > 0 || value.ToString().Trim().Length > 0)
            throw new AnswerFileException(FormattableString.Invariant($"segment {segments.Count + 1} has no end"));
        if (segments.Count < 2)
            throw new AnswerFileException("it has no UNB and UNZ");
    }

    private void Open()
    {
        var (first, last) = (segments[0], segments[^1]);
        if (first.Tag != "UNB" || last.Tag != "UNZ")
            throw new AnswerFileException($"{AnswerFile.Shown((first.Tag != "UNB" ? first : last).ToString())} is no {(first.Tag != "UNB" ? "UNB" : "UNZ")}: the interchange is not whole, or another follows it");
        if (last[2] != first[5])
            throw new AnswerFileException($"{last} has another reference than UNB");
        List<EdifactSegment>? message = null;
        foreach (var segment in segments.Skip(1).SkipLast(1))
        {
            if (segment.Tag == "UNH" && message is null)
                message = [];
            else if (message is null || segment.Tag == "UNH")
                throw new AnswerFileException($"{AnswerFile.Shown(segment.ToString())} stands where it cannot");
            message.Add(segment);
            if (segment.Tag != "UNT")
                continue;
            if (!IsCount(segment[1], message.Count))
                throw new AnswerFileException($"{segment} has another count of segments");
            if (segment[2] != message[0][1])
                throw new AnswerFileException($"{segment} has another reference than UNH");
            Messages.Add(message);
            message = null;
        }

        if (message is not null)
            throw new AnswerFileException("a message has no end");
        if (!IsCount(last[1], Messages.Count))
            throw new AnswerFileException($"{last} has another count of messages");
    }

    private static bool IsCount(string text, int expected) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value == expected;
}
