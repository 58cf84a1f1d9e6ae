using System.Globalization;
using System.Xml.Linq;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>One line of a chart: a name and the cells of one column, with the values that they hold.</summary>
/// <param name="Name">Words of the legend.</param>
/// <param name="Column">Column of the cells.</param>
/// <param name="Values">Contents of the cells; NaN = blank.</param>
/// <param name="Rgb">Colour, six hexadecimal digits.</param>
/// <param name="IsDashed">True for a dashed line.</param>
internal sealed record ChartLine(string Name, int Column, double[] Values, string Rgb, bool IsDashed);

/// <summary>A native line chart over time, of some columns of the sheet that it stands on.</summary>
/// <param name="Title">Title.</param>
/// <param name="Sheet">Sheet of cells and chart.</param>
/// <param name="FirstRow">First row of the cells.</param>
/// <param name="DayColumn">Column of the dates.</param>
/// <param name="Days">Contents of the dates, ascending; at least one.</param>
/// <param name="Lines">The lines.</param>
/// <param name="From">Row and column of the cell at the chart's top left corner.</param>
/// <param name="To">Row and column of the cell at its bottom right corner, itself outside.</param>
internal sealed record LineChart(
    string Title, string Sheet, int FirstRow, int DayColumn, DateOnly[] Days, ChartLine[] Lines, (int Row, int Column) From, (int Row, int Column) To)
{
    internal static readonly XNamespace Chart = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    internal static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";

    private const int LabelsShown = 8;

    private const string DateFormat = "yyyy-mm-dd";

    /// <summary>Row of the cells that name the lines: the one above <see cref="FirstRow"/>, unless the chart begins further down a
    /// table.</summary>
    public int NameRow { get; init; } = FirstRow - 1;

    /// <summary>True when the value axis begins at 0, as amounts ask for; false for what swings around 0.</summary>
    public bool IsFromZero { get; init; } = true;

    /// <summary>Distance between labels: whole months where there is room for it.</summary>
    private (int Count, string Unit) Step => (Days[^1].DayNumber - Days[0].DayNumber) / LabelsShown is var days && days < 28
        ? (Math.Max(1, days), "days")
        : ((int)Math.Round(days / 30.4), "months");

    /// <summary>The chart part.</summary>
    public XDocument ChartPart() => new(
        new XDeclaration("1.0", "utf-8", "yes"),
        new XElement(
            Chart + "chartSpace",
            new XAttribute(XNamespace.Xmlns + "c", Chart),
            new XAttribute(XNamespace.Xmlns + "a", Drawing),
            Val("roundedCorners", 0),
            new XElement(
                Chart + "chart",
                new XElement(Chart + "title", new XElement(Chart + "tx", Rich(Title, 1000, isBold: true)), Val("overlay", 0)),
                Val("autoTitleDeleted", 0),
                new XElement(
                    Chart + "plotArea",
                    new XElement(Chart + "layout"),
                    new XElement(
                        Chart + "lineChart",
                        Val("grouping", "standard"),
                        Val("varyColors", 0),
                        Lines.Select(Series),
                        Val("marker", 1),
                        Val("axId", 1),
                        Val("axId", 2)),
                    DateAxis(),
                    ValueAxis()),
                new XElement(Chart + "legend", Val("legendPos", "b"), Val("overlay", 0), TextSize(800)),
                Val("plotVisOnly", 0),
                Val("dispBlanksAs", "gap")),
            new XElement(Chart + "spPr", Solid("FFFFFF"), Line("D5DAE1", 9525, isDashed: false))));

    private XElement Series(ChartLine line, int index) => new(
        Chart + "ser",
        Val("idx", index),
        Val("order", index),
        new XElement(Chart + "tx", Reference("strRef", null, NameRow, NameRow, line.Column, [line.Name])),
        new XElement(Chart + "spPr", Line(line.Rgb, line.IsDashed ? 12700 : 22225, line.IsDashed)),
        new XElement(Chart + "marker", Val("symbol", "none")),
        new XElement(Chart + "cat", Reference("numRef", DateFormat, FirstRow, FirstRow + Days.Length - 1, DayColumn, [.. Days.Select(Serial)])),
        new XElement(
            Chart + "val",
            Reference(
                "numRef", "General", FirstRow, FirstRow + Days.Length - 1, line.Column,
                [.. line.Values.Select(v => double.IsFinite(v) ? Files.CsvText.SixDecimals(v) : null)])),
        Val("smooth", 0));

    /// <param name="reference"><c>numRef</c> or <c>strRef</c>.</param>
    /// <param name="format">Number format; null for text.</param>
    /// <param name="firstRow">First row of the cells.</param>
    /// <param name="lastRow">Last row of the cells.</param>
    /// <param name="column">Column of the cells.</param>
    /// <param name="values">What they hold; null = blank.</param>
    private XElement Reference(string reference, string? format, int firstRow, int lastRow, int column, string?[] values) => new(
        Chart + reference,
        new XElement(Chart + "f", CellName.Absolute(Sheet, firstRow, column, lastRow, column)),
        new XElement(
            Chart + (format is null ? "strCache" : "numCache"),
            format is null ? null : new XElement(Chart + "formatCode", format),
            Val("ptCount", values.Length),
            values.Select((value, index) => value is null
                ? null
                : new XElement(Chart + "pt", new XAttribute("idx", index), new XElement(Chart + "v", XmlSafe(value))))));

    private XElement DateAxis() => new(
        Chart + "dateAx",
        Val("axId", 1),
        new XElement(Chart + "scaling", Val("orientation", "minMax")),
        Val("delete", 0),
        Val("axPos", "b"),
        Format(DateFormat),
        Val("majorTickMark", "none"),
        Val("minorTickMark", "none"),
        Val("tickLblPos", "low"),
        new XElement(Chart + "spPr", Line("9AA5B1", 9525, isDashed: false)),
        TextSize(800),
        Val("crossAx", 2),
        Val("crosses", "autoZero"),
        Val("auto", 0),
        Val("lblOffset", 100),
        Val("baseTimeUnit", "days"),
        Val("majorUnit", Step.Count),
        Val("majorTimeUnit", Step.Unit));

    private XElement ValueAxis() => new(
        Chart + "valAx",
        Val("axId", 2),
        new XElement(Chart + "scaling", Val("orientation", "minMax"), IsFromZero ? Val("min", 0) : null),
        Val("delete", 0),
        Val("axPos", "l"),
        new XElement(Chart + "majorGridlines", new XElement(Chart + "spPr", Line("E6EAEF", 6350, isDashed: false))),
        Format("General"),
        Val("majorTickMark", "none"),
        Val("minorTickMark", "none"),
        Val("tickLblPos", "nextTo"),
        new XElement(Chart + "spPr", new XElement(Drawing + "ln", new XElement(Drawing + "noFill"))),
        TextSize(800),
        Val("crossAx", 1),
        Val("crosses", "autoZero"));

    private static XElement Val(string name, object value) => new(Chart + name, new XAttribute("val", Convert.ToString(value, CultureInfo.InvariantCulture)!));

    private static XElement Format(string code) => new(Chart + "numFmt", new XAttribute("formatCode", code), new XAttribute("sourceLinked", 0));

    private static string Serial(DateOnly day) => ((CellContent.Figure)CellContent.Date(day)).Invariant;

    private static XElement Rich(string text, int size, bool isBold) => new(
        Chart + "rich",
        new XElement(Drawing + "bodyPr"),
        new XElement(
            Drawing + "p",
            new XElement(
                Drawing + "r",
                new XElement(Drawing + "rPr", new XAttribute("sz", size), new XAttribute("b", isBold ? 1 : 0)),
                new XElement(Drawing + "t", XmlSafe(text)))));

    private static XElement TextSize(int size) => new(
        Chart + "txPr",
        new XElement(Drawing + "bodyPr"),
        new XElement(Drawing + "p", new XElement(Drawing + "pPr", new XElement(Drawing + "defRPr", new XAttribute("sz", size)))));

    private static XElement Solid(string rgb) => new(Drawing + "solidFill", new XElement(Drawing + "srgbClr", new XAttribute("val", rgb)));

    private static XElement Line(string rgb, int width, bool isDashed) => new(
        Drawing + "ln",
        new XAttribute("w", width),
        Solid(rgb),
        isDashed ? new XElement(Drawing + "prstDash", new XAttribute("val", "dash")) : null);

    /// <summary>Titles and labels have no escape for what XML cannot hold.</summary>
    internal static string XmlSafe(string text) => SheetText.Encode(text);
}
