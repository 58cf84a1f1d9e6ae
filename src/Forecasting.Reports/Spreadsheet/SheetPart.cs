using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>Writes one worksheet part: the layout that ClosedXML made, with the content of the draft in it.</summary>
internal sealed class SheetPart
{
    internal static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    internal static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The order that the schema asks for (ECMA-376 part 1, 18.3.1.99), as far as we meet it.</summary>
    private static readonly string[] Order =
    [
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter", "mergeCells",
        "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
        "colBreaks", "ignoredErrors", "drawing", "extLst",
    ];

    private readonly SheetDraft draft;

    private readonly List<XElement> elements;

    private readonly SortedDictionary<int, SampledRow> fixedRows = [];

    private readonly Dictionary<int, Dictionary<int, string>> samples = [];

    private XmlWriter writer = null!;

    /// <param name="layout">The worksheet as ClosedXML wrote it.</param>
    /// <param name="draft">Its content.</param>
    /// <param name="drawingId">Relationship of the drawing part; null = none.</param>
    public SheetPart(XDocument layout, SheetDraft draft, string? drawingId)
    {
        this.draft = draft;
        var root = layout.Root!;
        foreach (var row in root.Element(Main + "sheetData")!.Elements())
        {
            var number = int.Parse(row.Attribute("r")!.Value, CultureInfo.InvariantCulture);
            var styles = row.Elements().ToDictionary(c => CellName.ColumnOf(c.Attribute("r")!.Value), c => c.Attribute("s")!.Value);
            if (number >= SheetDraft.FirstSampleRow)
                samples[number] = styles;
            else
                fixedRows[number] = new SampledRow([.. row.Attributes().Where(a => a.Name.LocalName is "ht" or "customHeight")], styles);
        }

        // ClosedXML's extension lists hold random identifiers and only repeat the data bars; its empty table list says nothing.
        root.Descendants(Main + "extLst").Remove();
        root.Elements(Main + "tableParts").Remove();
        root.Elements(Main + "dimension").Remove();
        elements = [.. root.Elements()];
        elements.Add(new XElement(
            Main + "ignoredErrors",
            new XElement(Main + "ignoredError", new XAttribute("sqref", "A1:XFD1048576"), new XAttribute("numberStoredAsText", 1))));
        if (draft.Links.Count > 0)
            elements.Add(new XElement(Main + "hyperlinks", draft.Links.Select(Hyperlink)));
        if (drawingId is not null)
            elements.Add(new XElement(Main + "drawing", new XAttribute(Relationships + "id", drawingId)));
        if (draft.Sparklines is { } sparklines)
            elements.Add(SparklineList.Extension(sparklines, draft.Layout.Name));
    }

    /// <summary>Writes the part.</summary>
    public void Write(Stream stream)
    {
        var settings = new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), NewLineHandling = NewLineHandling.None, CloseOutput = false };
        using (writer = XmlWriter.Create(stream, settings))
        {
            writer.WriteStartDocument(standalone: true);
            writer.WriteStartElement("worksheet", Main.NamespaceName);
            writer.WriteAttributeString("xmlns", "r", null, Relationships.NamespaceName);
            foreach (var element in elements.OrderBy(PlaceOf))
            {
                if (element.Name == Main + "sheetData")
                    WriteRows();
                else
                    new XElement(element).WriteTo(writer); // a copy has no parent, and so none of ClosedXML's prefixes
            }

            writer.WriteEndElement();
        }
    }

    private static int PlaceOf(XElement element)
    {
        var place = Array.IndexOf(Order, element.Name.LocalName);
        return place >= 0 ? place : throw new InvalidOperationException($"<{element.Name.LocalName}> has no place in the order of a worksheet part yet.");
    }

    private static XElement Hyperlink(SheetLink link) => new(
        Main + "hyperlink",
        new XAttribute("ref", CellName.Of(link.Row, link.Column)),
        new XAttribute("location", $"'{link.Sheet}'!{CellName.Of(link.TargetRow, link.TargetColumn)}"),
        new XAttribute("display", link.Sheet));

    private void WriteRows()
    {
        writer.WriteStartElement("sheetData", Main.NamespaceName);
        var single = draft.Cells.GroupBy(c => c.Key.Row).ToDictionary(g => g.Key, g => g.ToDictionary(c => c.Key.Column, c => c.Value));
        var pending = new Queue<RowBlock>(draft.Blocks.OrderBy(b => b.FirstRow));
        foreach (var number in fixedRows.Keys.Union(single.Keys).Order())
        {
            while (pending.TryPeek(out var block) && block.FirstRow <= number)
                WriteBlock(pending.Dequeue());
            WriteFixedRow(number, single.GetValueOrDefault(number) ?? []);
        }

        while (pending.TryDequeue(out var block))
            WriteBlock(block);
        writer.WriteEndElement();
    }

    private void WriteFixedRow(int number, Dictionary<int, CellContent> contents)
    {
        var row = fixedRows.GetValueOrDefault(number) ?? SampledRow.Plain;
        StartRow(number);
        foreach (var attribute in row.Attributes)
            writer.WriteAttributeString(attribute.Name.LocalName, attribute.Value);
        foreach (var column in row.Styles.Keys.Union(contents.Keys).Order())
            WriteCell(number, column, row.Styles.GetValueOrDefault(column, "0"), contents.GetValueOrDefault(column) ?? CellContent.Blank);
        writer.WriteEndElement();
    }

    private void WriteBlock(RowBlock block)
    {
        var number = block.FirstRow;
        foreach (var row in block.Rows)
        {
            var (plain, quoted) = (samples[row.Shape.SampleRow], samples[row.Shape.SampleRow + 1]);
            StartRow(number);
            if (row.Height is { } height)
            {
                writer.WriteAttributeString("ht", height.ToString(CultureInfo.InvariantCulture));
                writer.WriteAttributeString("customHeight", "1");
            }

            for (var column = 1; column <= row.Cells.Length; column++)
            {
                var content = row.Cells[column - 1];
                if (content is CellContent.Nothing && !plain.ContainsKey(column))
                    continue; // neither content nor a look: the many empty cells of a table behind the scenes
                var styles = content is CellContent.Words words && SheetText.NeedsQuotePrefix(words.Value) ? quoted : plain;
                WriteCell(number, column, styles.GetValueOrDefault(column, "0"), content);
            }

            writer.WriteEndElement();
            number++;
        }
    }

    private void StartRow(int number)
    {
        writer.WriteStartElement("row", Main.NamespaceName);
        writer.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
    }

    private void WriteCell(int row, int column, string style, CellContent content)
    {
        writer.WriteStartElement("c", Main.NamespaceName);
        writer.WriteAttributeString("r", CellName.Of(row, column));
        writer.WriteAttributeString("s", style);
        switch (content)
        {
            case CellContent.Words words:
                writer.WriteAttributeString("t", "inlineStr");
                writer.WriteStartElement("is", Main.NamespaceName);
                writer.WriteStartElement("t", Main.NamespaceName);
                if (IsSpaced(words.Value))
                    writer.WriteAttributeString("xml", "space", null, "preserve");
                writer.WriteString(Encoded(words.Value));
                writer.WriteEndElement();
                writer.WriteEndElement();
                break;
            case CellContent.Figure figure:
                writer.WriteElementString("v", Main.NamespaceName, figure.Invariant);
                break;
            case CellContent.Calculation calculation:
                writer.WriteElementString("f", Main.NamespaceName, calculation.Formula.Text);
                writer.WriteElementString("v", Main.NamespaceName, calculation.Invariant);
                break;
            case CellContent.CalculatedWords calculation:
                writer.WriteAttributeString("t", "str");
                writer.WriteElementString("f", Main.NamespaceName, calculation.Formula.Text);
                writer.WriteStartElement("v", Main.NamespaceName);
                writer.WriteString(Encoded(calculation.Value));
                writer.WriteEndElement();
                break;
        }

        writer.WriteEndElement();
    }

    // What another program might trim or fold. Said of every text it would be a tenth of a large workbook.
    private static bool IsSpaced(string text) => text.Length > 0
        && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.AsSpan().IndexOfAny('\t', '\n', '\r') >= 0 || text.Contains("  ", StringComparison.Ordinal));

    private static string Encoded(string text) => SheetText.Encode(SheetText.Cut(text, SheetText.LongestCell - 100, "the machine files"));

    private sealed record SampledRow(XAttribute[] Attributes, Dictionary<int, string> Styles)
    {
        public static readonly SampledRow Plain = new([], []);
    }
}
