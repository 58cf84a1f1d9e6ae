using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>An X12 interchange of one functional group, version 004010: ISA, GS, transaction sets, GE, IEA, without line breaks.</summary>
/// <remarks>X12 has no release character: what parts elements cannot stand in one. The separators stand in ISA itself: the element separator after
/// <c>ISA</c>, the component separator in ISA16, the terminator after it.</remarks>
internal sealed class X12Writer : IDisposable
{
    /// <summary>Element, component and segment separator when the profile is silent.</summary>
    public const string Separators = "*>~";

    private readonly StreamWriter writer;
    private readonly Interchange interchange;
    private readonly char element;
    private readonly char terminator;
    private int segments;
    private long sets;

    public X12Writer(Stream stream, Interchange interchange, string group)
    {
        this.interchange = interchange;
        var separators = interchange.Value("separators");
        (element, terminator) = (separators[0], separators[2]);
        writer = new StreamWriter(stream, interchange.Characters.Encoding, 1 << 16, leaveOpen: true);
        var (sender, receiver) = (interchange.Value("sender"), interchange.Value("receiver"));
        Raw(
            "ISA", "00", new string(' ', 10), "00", new string(' ', 10), interchange.Value("senderQualifier"), sender.PadRight(15),
            interchange.Value("receiverQualifier"), receiver.PadRight(15), interchange.Day6, "0000", "U", "00401", interchange.Number.Digits(9), "0",
            interchange.IsTest ? "T" : "P", separators[1].ToString());
        Raw("GS", group, sender, receiver, interchange.Day8, "0000", interchange.Number.ToString(), "X", "004010");
    }

    /// <summary>Values that every interchange needs.</summary>
    /// <remarks>GS02 and GS03 are the same codes; they take 2 to 15 characters.</remarks>
    public static FormatValue[] Values =>
    [
        new("sender", "ISA06, GS02", Rules.Required(15, 2)),
        new("senderQualifier", "ISA05", Rules.Required(2, 2), "ZZ"),
        new("receiver", "ISA08, GS03", Rules.Required(15, 2)),
        new("receiverQualifier", "ISA07", Rules.Required(2, 2), "ZZ"),
        new("separators", "ISA", Rules.Required(3, 3), Separators),
    ];

    /// <summary>A decimal: X12 writes no zero before the mark.</summary>
    public static string Number(decimal value) =>
        CsvText.Exact(value) is var text && text.StartsWith("0.", StringComparison.Ordinal) ? text[1..] : text;

    /// <summary>Qualifier and GTIN by its length; nothing without one.</summary>
    public static string[] Gtin(string gtin) => gtin.Length switch
    {
        0 => [],
        12 => ["UP", gtin],
        13 => ["EN", gtin],
        _ => ["UK", gtin],
    };

    /// <summary>Begins a transaction set; its number counts from 1 in the group.</summary>
    public void Begin(string set)
    {
        sets++;
        segments = 0;
        Segment("ST", set, Set);
    }

    /// <summary>Ends it with the number of its segments, ST and SE included.</summary>
    public void End() => Segment("SE", CsvText.Whole(segments + 1), Set);

    /// <summary>A segment; empty elements at its end are left out.</summary>
    public void Segment(string id, params ReadOnlySpan<string> elements)
    {
        while (elements.Length > 0 && elements[^1].Length == 0)
            elements = elements[..^1];
        Raw([id, .. elements]);
        segments++;
    }

    public void Dispose()
    {
        Raw("GE", CsvText.Whole(sets), interchange.Number.ToString());
        Raw("IEA", "1", interchange.Number.Digits(9));
        writer.Dispose();
    }

    private string Set => sets.ToString("D4", System.Globalization.CultureInfo.InvariantCulture);

    private void Raw(params ReadOnlySpan<string> parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                writer.Write(element);
            writer.Write(parts[i]);
        }

        writer.Write(terminator);
    }
}
