using System.Globalization;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>An EDIFACT interchange, syntax version 3: UNA, UNB, messages, UNZ, without line breaks.</summary>
/// <remarks>ISO 9735: component separator <c>:</c>, element separator <c>+</c>, decimal mark <c>.</c>, release character <c>?</c>, terminator <c>'</c>.</remarks>
internal sealed class EdifactWriter : IDisposable
{
    private readonly StreamWriter writer;
    private readonly Interchange interchange;
    private int segments;
    private long messages;

    public EdifactWriter(Stream stream, Interchange interchange)
    {
        this.interchange = interchange;
        writer = new StreamWriter(stream, interchange.Characters.Encoding, 1 << 16, leaveOpen: true);
        writer.Write("UNA:+.? '");
        Segment(
            "UNB", $"{interchange.Characters.Name}:3", Party("sender"), Party("receiver"), $"{interchange.Day6}:0000", interchange.Number.ToString(),
            "", "", "", "", "", interchange.IsTest ? "1" : "");
    }

    /// <summary>Values that every interchange needs.</summary>
    public static FormatValue[] Values =>
    [
        new("sender", "UNB 0004", Rules.Required(35)),
        new("senderQualifier", "UNB 0007", Rules.Text(4), "14"),
        new("receiver", "UNB 0010", Rules.Required(35)),
        new("receiverQualifier", "UNB 0007", Rules.Text(4), "14"),
        new("buyer", "NAD+BY 3039", Rules.Required(17)),
    ];

    /// <summary>A text as one component: what parts components is released.</summary>
    public static string Escaped(string text) =>
        text.AsSpan().IndexOfAny("+:'?") < 0
            ? text
            : text.Replace("?", "??", StringComparison.Ordinal).Replace("+", "?+", StringComparison.Ordinal)
                .Replace(":", "?:", StringComparison.Ordinal).Replace("'", "?'", StringComparison.Ordinal);

    /// <summary>A party: a GLN by the agency 9 (EAN), any other code as the buyer's own, 92.</summary>
    public static string PartyCode(string code) => $"{Escaped(code)}::{(IsGln(code) ? "9" : "92")}";

    /// <summary>Begins a message; its reference counts from 1 in the interchange.</summary>
    public void Begin(string type)
    {
        messages++;
        segments = 0;
        Segment("UNH", CsvText.Whole(messages), type);
    }

    /// <summary>Ends a message with the number of its segments, UNH and UNT included.</summary>
    public void End() => Segment("UNT", CsvText.Whole(segments + 1), CsvText.Whole(messages));

    /// <summary>A segment; elements are composed and released already, empty ones at the end are left out.</summary>
    public void Segment(string tag, params ReadOnlySpan<string> elements)
    {
        while (elements.Length > 0 && elements[^1].Length == 0)
            elements = elements[..^1];
        writer.Write(tag);
        foreach (var element in elements)
        {
            writer.Write('+');
            writer.Write(element);
        }

        writer.Write('\'');
        segments++;
    }

    public void Dispose()
    {
        Segment("UNZ", messages.ToString(CultureInfo.InvariantCulture), interchange.Number.ToString());
        writer.Dispose();
    }

    private string Party(string role) => $"{Escaped(interchange.Value(role))}:{Escaped(interchange.Value(role + "Qualifier"))}".TrimEnd(':');

    // GS1: thirteen digits, the last the check digit of weights 1 and 3.
    private static bool IsGln(string code) =>
        code.Length == 13 && code.All(char.IsAsciiDigit) && code.Select((c, i) => (c - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;
}
