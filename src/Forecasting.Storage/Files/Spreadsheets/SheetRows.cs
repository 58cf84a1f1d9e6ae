using System.Globalization;
using System.Xml;

namespace Forecasting.Storage.Files.Spreadsheets;

/// <summary>The rows of a sheet, read one after another: values only, formulas by the value that was saved with them.</summary>
internal static class SheetRows
{
    /// <summary>The limits of the format.</summary>
    private const int LastRow = 1_048_576;
    private const int LastColumn = 16_384;

    private const string Damaged = "The sheet is damaged: its rows or cells are not in order. Save the workbook again.";

    /// <summary>Every row that holds something, as wide as its last cell.</summary>
    /// <exception cref="FileRejectedException">The sheet is damaged.</exception>
    public static IEnumerable<SheetRow> Read(WorkbookArchive archive, Sheet sheet, WorkbookStructure structure)
    {
        using var reader = archive.Read(sheet.Part)
            ?? throw new FileRejectedException($"The workbook has lost its sheet \"{sheet.Name}\". Save it again.");
        var number = 0;
        while (reader.Read())
        {
            if (reader.LocalName == "sheetData" && reader.NodeType == XmlNodeType.EndElement)
                yield break;
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "row")
                continue;
            var before = number;
            number = reader.GetAttribute("r") is { } r ? Whole(r) : number + 1;
            if (number <= before || number > LastRow)
                throw new FileRejectedException(Damaged);
            var cells = Cells(reader, structure);
            var row = new SheetRow(number, cells, cells.Length);
            if (!row.IsBlank())
                yield return row;
        }
    }

    private static CellText[] Cells(XmlReader row, WorkbookStructure structure)
    {
        var cells = new List<CellText>();
        if (row.IsEmptyElement)
            return [];
        var depth = row.Depth;
        while (row.Read() && row.Depth > depth)
        {
            if (row.NodeType != XmlNodeType.Element || row.LocalName != "c" || row.Depth != depth + 1)
                continue;
            var column = row.GetAttribute("r") is { } reference ? ColumnOf(reference) : cells.Count;
            if (column < cells.Count || column >= LastColumn)
                throw new FileRejectedException(Damaged);
            while (cells.Count < column)
                cells.Add(new CellText(""));
            cells.Add(Cell(row, structure));
        }

        return [.. cells];
    }

    private static CellText Cell(XmlReader cell, WorkbookStructure structure)
    {
        var type = cell.GetAttribute("t") ?? "n";
        var style = cell.GetAttribute("s") is { } s ? Whole(s) : 0;
        var (value, inline) = Content(cell);
        if (inline is not null)
            return new CellText(inline);
        if (value is null)
            return new CellText("");
        return type switch
        {
            "s" => new CellText(Whole(value) is var index && index < structure.Strings.Count
                ? structure.Strings[index]
                : throw new FileRejectedException(Damaged)),
            "str" or "inlineStr" => new CellText(CellText.Unescape(value)),
            "b" => CellText.OfBoolean(value),
            "e" => CellText.OfError(value),
            "d" => CellText.OfIsoDate(value),
            _ => CellText.OfNumber(value, style < structure.Formats.Length ? structure.Formats[style] : default, structure.Is1904),
        };
    }

    /// <summary>The value and the text written in the cell; each null when there is none.</summary>
    private static (string? Value, string? Inline) Content(XmlReader cell)
    {
        if (cell.IsEmptyElement)
            return (null, null);
        var (value, inline, depth) = (null as string, null as string, cell.Depth);
        cell.Read();
        while (cell.Depth > depth)
        {
            if (cell is { NodeType: XmlNodeType.Element, LocalName: "v" })
                value = cell.ReadElementContentAsString();
            else if (cell is { NodeType: XmlNodeType.Element, LocalName: "is" })
                inline = WorkbookStructure.Text(cell);
            else if (cell is { NodeType: XmlNodeType.Element })
                cell.Skip();
            else if (!cell.Read())
                break;
        }

        return (value, inline);
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper).Take(4))
            column = column * 26 + letter - 'A' + 1;
        return column - 1;
    }

    private static int Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FileRejectedException(Damaged);
}
