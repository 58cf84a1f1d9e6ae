using System.Xml.Linq;
using static Forecasting.Reports.Spreadsheet.ChartXml;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>How the points of a series are marked. Shapes differ, so that colour is not all that tells them apart.</summary>
internal enum ScatterMark
{
    None,
    Circle,
    Diamond,
    Square,
}

/// <summary>One series of a scatter chart: numbers over numbers, joined by a line or marked, or both.</summary>
/// <param name="Name">Words of the legend.</param>
/// <param name="NameCell">Row and column of the cell that holds them.</param>
/// <param name="FirstRow">First row of the numbers.</param>
/// <param name="X">Column of the numbers along the axis, and what it holds.</param>
/// <param name="Y">Column of the numbers above them, and what it holds; as many.</param>
/// <param name="Rgb">Colour, six hexadecimal digits.</param>
internal sealed record ScatterSeries(
    string Name, (int Row, int Column) NameCell, int FirstRow, (int Column, double[] Values) X, (int Column, double[] Values) Y, string Rgb)
{
    /// <summary>Mark of each point.</summary>
    public ScatterMark Mark { get; init; }

    /// <summary>True when the points are joined.</summary>
    public bool IsJoined { get; init; } = true;

    /// <summary>True for a dashed line.</summary>
    public bool IsDashed { get; init; }

    /// <summary>Side of each point on which the name stands: <c>l</c>, <c>r</c>, <c>t</c> or <c>b</c>; empty = only in the legend.</summary>
    public string Label { get; init; } = "";
}

/// <summary>An axis of a scatter chart.</summary>
/// <param name="Title">What it shows, with the unit.</param>
/// <param name="Format">Number format of its labels.</param>
/// <param name="Least">Where it begins.</param>
/// <param name="Most">Where it ends; null = as the program that draws it finds right.</param>
internal sealed record ScatterAxis(string Title, string Format, double Least, double? Most);

/// <summary>A native scatter chart: lines and marks of numbers over numbers.</summary>
/// <param name="Title">Title.</param>
/// <param name="Sheet">Sheet of cells and chart.</param>
/// <param name="Series">The series; later ones lie above.</param>
/// <param name="Across">The axis below.</param>
/// <param name="Up">The axis to the left.</param>
/// <param name="From">Row and column of the cell at the chart's top left corner.</param>
/// <param name="To">Row and column of the cell at its bottom right corner, itself outside.</param>
internal sealed record ScatterChart(
    string Title, string Sheet, ScatterSeries[] Series, ScatterAxis Across, ScatterAxis Up, (int Row, int Column) From, (int Row, int Column) To)
    : SheetChart(Title, Sheet, From, To)
{
    private const int MarkSize = 10;

    /// <inheritdoc/>
    public override XDocument ChartPart() => Part(
        Title,
        new XElement(
            Chart + "scatterChart",
            Val("scatterStyle", "lineMarker"),
            Val("varyColors", 0),
            Series.Select(Drawn),
            Val("axId", 1),
            Val("axId", 2)),
        Axis(Across, 1, 2, "b"),
        Axis(Up, 2, 1, "l"));

    private XElement Drawn(ScatterSeries series, int index) => new(
        Chart + "ser",
        Val("idx", index),
        Val("order", index),
        new XElement(Chart + "tx", Words(Sheet, series.NameCell.Row, series.NameCell.Column, series.Name)),
        new XElement(Chart + "spPr", series.IsJoined ? Line(series.Rgb, series.IsDashed ? 12700 : 22225, series.IsDashed) : NoLine()),
        Marker(series),
        series.Label.Length == 0 ? null : Labels(series),
        new XElement(Chart + "xVal", Numbers(Sheet, series.FirstRow, series.X.Column, series.X.Values)),
        new XElement(Chart + "yVal", Numbers(Sheet, series.FirstRow, series.Y.Column, series.Y.Values)),
        Val("smooth", 0));

    private static XElement Marker(ScatterSeries series) => series.Mark == ScatterMark.None
        ? new XElement(Chart + "marker", Val("symbol", "none"))
        : new XElement(
            Chart + "marker",
            Val("symbol", series.Mark.ToString().ToLowerInvariant()),
            Val("size", MarkSize),
            new XElement(Chart + "spPr", Solid(series.Rgb), Line("FFFFFF", 9525, isDashed: false)));

    private static XElement Labels(ScatterSeries series) => new(
        Chart + "dLbls",
        new XElement(Chart + "spPr", new XElement(Drawing + "noFill"), NoLine()),
        TextSize(900),
        Val("dLblPos", series.Label),
        Val("showLegendKey", 0),
        Val("showVal", 0),
        Val("showCatName", 0),
        Val("showSerName", 1),
        Val("showPercent", 0),
        Val("showBubbleSize", 0));

    private static XElement Axis(ScatterAxis axis, int id, int other, string place) => new(
        Chart + "valAx",
        Val("axId", id),
        new XElement(Chart + "scaling", Val("orientation", "minMax"), axis.Most is { } most ? Val("max", most) : null, Val("min", axis.Least)),
        Val("delete", 0),
        Val("axPos", place),
        new XElement(Chart + "majorGridlines", new XElement(Chart + "spPr", Line("E6EAEF", 6350, isDashed: false))),
        ChartXml.Title(axis.Title, 900, isBold: false),
        Format(axis.Format),
        Val("majorTickMark", "none"),
        Val("minorTickMark", "none"),
        Val("tickLblPos", "low"),
        new XElement(Chart + "spPr", Line("9AA5B1", 9525, isDashed: false)),
        TextSize(800),
        Val("crossAx", other),
        Val("crosses", "min"),
        Val("crossBetween", "midCat"));
}
