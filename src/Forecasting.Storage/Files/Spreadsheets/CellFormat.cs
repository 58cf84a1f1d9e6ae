using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;

namespace Forecasting.Storage.Files.Spreadsheets;

/// <summary>What a number format makes of the number in a cell, as far as reading it back goes.</summary>
/// <param name="IsDate">True when the number is shown as a date or a time of day.</param>
/// <param name="Digits">Digits shown at least, when the format is zeros alone, as for codes: <c>00000</c> shows 123
/// as 00123. Otherwise 0.</param>
internal readonly record struct CellFormat(bool IsDate, int Digits)
{
    private static readonly SearchValues<char> DateLetters = SearchValues.Create("dmyhsDMYHS");
    private static readonly SearchValues<char> TimeLetters = SearchValues.Create("hmsHMS");

    /// <summary>Formats that every workbook has under these numbers without listing them: ECMA-376 Part 1, 18.8.30, with
    /// those of East Asia.</summary>
    private static bool IsBuiltInDate(int id) => id is (>= 14 and <= 22) or (>= 27 and <= 36) or 45 or 47 or (>= 50 and <= 58);

    /// <summary>The formats of the cell styles, in their order.</summary>
    /// <param name="styles">The part of the styles; null = the workbook has none.</param>
    public static ImmutableArray<CellFormat> ReadStyles(XmlReader? styles)
    {
        using var reader = styles;
        var codes = new Dictionary<int, string>();
        var formats = ImmutableArray.CreateBuilder<CellFormat>();
        var isCellStyle = false;
        while (reader?.Read() == true)
        {
            if (reader.LocalName == "cellXfs")
                isCellStyle = reader.NodeType == XmlNodeType.Element;
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "numFmt")
                codes[Id(reader)] = reader.GetAttribute("formatCode") ?? "";
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "xf" && isCellStyle)
                formats.Add(codes.TryGetValue(Id(reader), out var code) ? Of(code) : new CellFormat(IsBuiltInDate(Id(reader)), 0));
        }

        return formats.ToImmutable();
    }

    /// <summary>The meaning of a format code such as <c>dd/mm/yyyy</c> or <c>00000</c>.</summary>
    public static CellFormat Of(string code)
    {
        var plain = WithoutText(code.Split(';')[0]);
        return plain.Length > 1 && plain.All(c => c == '0')
            ? new CellFormat(false, plain.Length)
            : new CellFormat(plain.AsSpan().ContainsAny(DateLetters) && !plain.Contains('#', StringComparison.Ordinal), 0);
    }

    private static int Id(XmlReader reader) =>
        int.TryParse(reader.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>A code without quoted text, escaped letters, colours, conditions and locales. Elapsed hours, <c>[h]</c>, are no
    /// time of day either.</summary>
    private static string WithoutText(string code)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < code.Length; i++)
        {
            var end = code[i] switch
            {
                '"' => code.IndexOf('"', i + 1),
                '[' => code.IndexOf(']', i + 1),
                '\\' or '_' or '*' => i + 1,
                _ => i - 1,
            };
            if (code[i] == '[' && end > i && code.AsSpan(i + 1, end - i - 1).IndexOfAnyExcept(TimeLetters) < 0)
                return "";
            if (end == i - 1 && code[i] is not ('"' or '['))
                plain.Append(code[i]);
            else
                i = end < 0 ? code.Length : end;
        }

        return plain.ToString();
    }
}
