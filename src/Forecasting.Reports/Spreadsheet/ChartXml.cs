using System.Globalization;
using System.Xml.Linq;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>What chart parts are made of (ECMA-376 part 1, 21.2): the same look for every chart of the workbook.</summary>
internal static class ChartXml
{
    public static readonly XNamespace Chart = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    public static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";

    /// <summary>A chart part with its title, a legend below, and white ground.</summary>
    /// <param name="title">Title.</param>
    /// <param name="plot">The kind of chart with its series, then its axes.</param>
    public static XDocument Part(string title, params XElement[] plot) => new(
        new XDeclaration("1.0", "utf-8", "yes"),
        new XElement(
            Chart + "chartSpace",
            new XAttribute(XNamespace.Xmlns + "c", Chart),
            new XAttribute(XNamespace.Xmlns + "a", Drawing),
            Val("roundedCorners", 0),
            new XElement(
                Chart + "chart",
                Title(title, 1000, isBold: true),
                Val("autoTitleDeleted", 0),
                new XElement(Chart + "plotArea", new XElement(Chart + "layout"), plot),
                new XElement(Chart + "legend", Val("legendPos", "b"), Val("overlay", 0), TextSize(800)),
                Val("plotVisOnly", 0),
                Val("dispBlanksAs", "gap")),
            new XElement(Chart + "spPr", Solid("FFFFFF"), Line("D5DAE1", 9525, isDashed: false))));

    /// <summary>A title: of a chart, or of an axis.</summary>
    public static XElement Title(string text, int size, bool isBold) =>
        new(Chart + "title", new XElement(Chart + "tx", Rich(text, size, isBold)), Val("overlay", 0));

    /// <summary>A reference to the cell of a name.</summary>
    public static XElement Words(string sheet, int row, int column, string text) => Reference("strRef", null, sheet, row, column, [text]);

    /// <summary>A reference to numbers one below the other; NaN = blank.</summary>
    public static XElement Numbers(string sheet, int firstRow, int column, double[] values) =>
        Numbers(sheet, firstRow, column, "General", [.. values.Select(v => double.IsFinite(v) ? Files.CsvText.SixDecimals(v) : null)]);

    /// <summary>The same, already written out.</summary>
    public static XElement Numbers(string sheet, int firstRow, int column, string format, string?[] values) =>
        Reference("numRef", format, sheet, firstRow, column, values);

    /// <summary>An element with a value.</summary>
    public static XElement Val(string name, object value) => new(Chart + name, new XAttribute("val", Convert.ToString(value, CultureInfo.InvariantCulture)!));

    /// <summary>A number format of its own, not that of the cells.</summary>
    public static XElement Format(string code) => new(Chart + "numFmt", new XAttribute("formatCode", code), new XAttribute("sourceLinked", 0));

    /// <summary>Size of the text, hundredths of a point.</summary>
    public static XElement TextSize(int size) => new(
        Chart + "txPr",
        new XElement(Drawing + "bodyPr"),
        new XElement(Drawing + "p", new XElement(Drawing + "pPr", new XElement(Drawing + "defRPr", new XAttribute("sz", size)))));

    public static XElement Solid(string rgb) => new(Drawing + "solidFill", new XElement(Drawing + "srgbClr", new XAttribute("val", rgb)));

    /// <summary>A line; width in EMU, 12,700 a point.</summary>
    public static XElement Line(string rgb, int width, bool isDashed) => new(
        Drawing + "ln",
        new XAttribute("w", width),
        Solid(rgb),
        isDashed ? new XElement(Drawing + "prstDash", new XAttribute("val", "dash")) : null);

    public static XElement NoLine() => new(Drawing + "ln", new XElement(Drawing + "noFill"));

    /// <summary>Titles and labels have no escape for what XML cannot hold.</summary>
    public static string XmlSafe(string text) => SheetText.Encode(text);

    private static XElement Reference(string reference, string? format, string sheet, int firstRow, int column, string?[] values) => new(
        Chart + reference,
        new XElement(Chart + "f", CellName.Absolute(sheet, firstRow, column, firstRow + values.Length - 1, column)),
        new XElement(
            Chart + (format is null ? "strCache" : "numCache"),
            format is null ? null : new XElement(Chart + "formatCode", format),
            Val("ptCount", values.Length),
            values.Select((value, index) => value is null
                ? null
                : new XElement(Chart + "pt", new XAttribute("idx", index), new XElement(Chart + "v", XmlSafe(value))))));

    private static XElement Rich(string text, int size, bool isBold) => new(
        Chart + "rich",
        new XElement(Drawing + "bodyPr"),
        new XElement(
            Drawing + "p",
            new XElement(
                Drawing + "r",
                new XElement(Drawing + "rPr", new XAttribute("sz", size), new XAttribute("b", isBold ? 1 : 0)),
                new XElement(Drawing + "t", XmlSafe(text)))));
}
