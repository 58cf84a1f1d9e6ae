using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Forecasting.Reports.Formats;

/// <summary>The characters that a format can carry, and how they become bytes.</summary>
/// <remarks>Nothing is ever replaced by a likeness: what is not in the repertoire is refused before a byte is written.</remarks>
public sealed record Repertoire
{
    private const string Digits = "0123456789";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";

    // ISO 9735 annex A: level A and level B; the last four of A need the release character.
    private const string EdifactMarks = " .,-()/=!\"%&*;<>'+:?";

    // ASC X12.5: basic, then extended.
    private const string X12BasicMarks = " !\"&'()*+,-./:;?=";
    private const string X12ExtendedMarks = "%~@[]_{}\\|<>#$";

    // The strict decoder and encoder: bytes that stand for something else are worse than none.
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding StrictLatin1 =
        Encoding.GetEncoding("iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private readonly SearchValues<char>? allowed;
    private readonly string without;

    private Repertoire(string name, Encoding encoding, string? characters, string without = "")
    {
        (Name, Encoding, this.without) = (name, encoding, without);
        allowed = characters is null ? null : SearchValues.Create(characters);
        Characters = characters;
        DropsLastBlanks = characters is not null;
    }

    /// <summary>All of Unicode but control characters and what is no character: CSV and XML.</summary>
    public static Repertoire Unicode { get; } = new("unicode", StrictUtf8, null);

    /// <summary>The same where fields are filled up with blanks: SAP.</summary>
    public static Repertoire UnicodeFilled { get; } = new("unicode", StrictUtf8, null) { DropsLastBlanks = true };

    /// <summary>The same without the bar, which parts columns there and cannot be quoted.</summary>
    public static Repertoire UnicodeBarred { get; } = new("unicode", StrictUtf8, null, "|");

    /// <summary>All of Unicode, control characters too: JSON can escape them.</summary>
    public static Repertoire Json { get; } = new("json", StrictUtf8, null);

    /// <summary>EDIFACT level A: capital letters, digits and a few marks.</summary>
    public static Repertoire UnoA { get; } = new("UNOA", StrictLatin1, Upper + Digits + EdifactMarks);

    /// <summary>EDIFACT level B: level A and small letters.</summary>
    public static Repertoire UnoB { get; } = new("UNOB", StrictLatin1, Upper + Lower + Digits + EdifactMarks);

    /// <summary>EDIFACT level C: ISO 8859-1 (Western European) without control characters.</summary>
    public static Repertoire UnoC { get; } = new("UNOC", StrictLatin1, Range(0x20, 0x7E) + Range(0xA0, 0xFF));

    /// <summary>X12 basic: capital letters, digits and a few marks.</summary>
    public static Repertoire X12Basic { get; } = new("basic", StrictLatin1, Upper + Digits + X12BasicMarks);

    /// <summary>X12 extended: basic, small letters and more marks.</summary>
    public static Repertoire X12Extended { get; } = new("extended", StrictLatin1, Upper + Lower + Digits + X12BasicMarks + X12ExtendedMarks);

    /// <summary>Parts of an external id of Odoo.</summary>
    public static Repertoire ExternalId { get; } = new("external id", StrictUtf8, Upper + Lower + Digits + "_.-");

    /// <summary>Name, as in the settings (<c>characterSet</c>).</summary>
    public string Name { get; }

    /// <summary>How text becomes bytes; whatever is not in it throws.</summary>
    public Encoding Encoding { get; }

    private string? Characters { get; }

    private bool DropsLastBlanks { get; init; }

    /// <summary>The same without some characters: X12 has no release character, so its separators cannot be data.</summary>
    /// <param name="separators">Characters to leave out.</param>
    public Repertoire Without(string separators) =>
        new(Name, Encoding, string.Concat((Characters ?? "").Where(c => !separators.Contains(c, StringComparison.Ordinal))), separators);

    /// <summary>Why a text cannot be carried, e.g. <c>holds U+0416, which is not in UNOC</c>; null when it can.</summary>
    /// <param name="text">Any text.</param>
    public string? Fault(ReadOnlySpan<char> text)
    {
        if (DropsLastBlanks && text is [.., ' '])
            return "ends in a blank, which receivers of this format drop";
        if (allowed is not null)
        {
            var at = text.IndexOfAnyExcept(allowed);
            if (at < 0)
                return null;
            return without.Contains(text[at], StringComparison.Ordinal)
                ? $"holds {Point(text, at)}, which parts the elements of the file (name other separators)"
                : $"holds {Point(text, at)}, which is not in {Name}";
        }

        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text[at..], out var rune, out var length) != OperationStatus.Done)
                return $"holds {Point(text, at)}, half a character";
            if (without.Contains(text[at], StringComparison.Ordinal))
                return $"holds {Point(text, at)}, which parts the columns of the file";
            if (!ReferenceEquals(this, Json) && (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || (rune.Value & 0xFFFE) == 0xFFFE))
                return $"holds {Point(text, at)}, a control character";
            at += length;
        }

        return null;
    }

    /// <summary>The repertoires of EDIFACT, the widest first.</summary>
    internal static ImmutableArray<Repertoire> Edifact => [UnoC, UnoB, UnoA];

    /// <summary>The repertoires of X12, the wider first.</summary>
    internal static ImmutableArray<Repertoire> X12 => [X12Extended, X12Basic];

    private static string Range(int first, int last) => string.Concat(Enumerable.Range(first, last - first + 1).Select(c => (char)c));

    private static string Point(ReadOnlySpan<char> text, int at) =>
        Rune.DecodeFromUtf16(text[at..], out var rune, out _) == OperationStatus.Done
            ? string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}")
            : string.Create(CultureInfo.InvariantCulture, $"U+{(int)text[at]:X4}");
}
