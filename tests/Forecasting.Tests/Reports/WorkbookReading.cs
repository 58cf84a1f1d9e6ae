using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Forecasting.Tests.Reports;

/// <summary>What stands in a cell of a finished workbook.</summary>
/// <param name="Type">Type attribute: <c>inlineStr</c>, or empty for a number.</param>
/// <param name="Text">Text or number as it stands in the file, decoded.</param>
/// <param name="Formula">Formula; empty when there is none.</param>
/// <param name="HasQuotePrefix">True when the style says so.</param>
/// <param name="NumberFormat">Format code of the style; empty for general.</param>
internal sealed record CellRead(string Type, string Text, string Formula, bool HasQuotePrefix, string NumberFormat)
{
    public decimal Number => decimal.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary>A finished workbook, read back by another route than it was written: the Open XML SDK and the schema's own rule for escapes.</summary>
internal sealed class WorkbookReading
{
    private static readonly Regex Escape = new("_x([0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, Dictionary<string, CellRead>> sheets = [];

    public WorkbookReading(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        var workbook = document.WorkbookPart!;
        var styles = workbook.WorkbookStylesPart!.Stylesheet;
        var formats = styles.NumberingFormats!.Elements<NumberingFormat>().ToDictionary(f => f.NumberFormatId!.Value, f => f.FormatCode!.Value!);
        var looks = styles.CellFormats!.Elements<CellFormat>()
            .Select(f => (f.QuotePrefix?.Value ?? false, formats.GetValueOrDefault(f.NumberFormatId?.Value ?? 0, ""))).ToArray();
        var shared = workbook.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray() ?? [];
        foreach (var sheet in workbook.Workbook.Sheets!.Elements<Sheet>())
        {
            SheetNames.Add(sheet.Name!.Value!);
            var cells = sheets[sheet.Name!.Value!] = [];
            foreach (var cell in ((WorksheetPart)workbook.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Cell>())
            {
                var (quoted, format) = looks[(int)(cell.StyleIndex?.Value ?? 0)];
                var text = cell.InlineString is { } inline ? Decode(inline.InnerText)
                    : cell.DataType?.Value == CellValues.SharedString ? shared[int.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture)]
                    : cell.CellValue?.Text ?? "";
                cells[cell.CellReference!.Value!] = new CellRead(cell.DataType?.InnerText ?? "", text, cell.CellFormula?.Text ?? "", quoted, format);
            }
        }
    }

    public List<string> SheetNames { get; } = [];

    public IReadOnlyDictionary<string, CellRead> this[string sheet] => sheets[sheet];

    public IEnumerable<(string Sheet, string Name, CellRead Cell)> Cells =>
        sheets.SelectMany(sheet => sheet.Value.Select(cell => (sheet.Key, cell.Key, cell.Value)));

    /// <summary>The text of a column of a sheet below its header, as far as it goes.</summary>
    public List<CellRead> Below(string sheet, string header)
    {
        var at = this[sheet].Last(c => c.Value.Text == header).Key;
        var column = at.TrimEnd("0123456789".ToCharArray());
        var row = int.Parse(at[column.Length..], CultureInfo.InvariantCulture);
        var cells = new List<CellRead>();
        while (this[sheet].TryGetValue(column + (++row).ToString(CultureInfo.InvariantCulture), out var cell))
            cells.Add(cell);
        return cells;
    }

    private static string Decode(string text) =>
        Escape.Replace(text, m => ((char)int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
}
