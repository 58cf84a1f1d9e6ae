using System.Xml.Linq;
using static Forecasting.Reports.Spreadsheet.ChartXml;

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
    : SheetChart(Title, Sheet, From, To)
{
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

    /// <inheritdoc/>
    public override XDocument ChartPart() => Part(
        Title,
        new XElement(
            Chart + "lineChart",
            Val("grouping", "standard"),
            Val("varyColors", 0),
            Lines.Select(Series),
            Val("marker", 1),
            Val("axId", 1),
            Val("axId", 2)),
        DateAxis(),
        ValueAxis());

    private XElement Series(ChartLine line, int index) => new(
        Chart + "ser",
        Val("idx", index),
        Val("order", index),
        new XElement(Chart + "tx", Words(Sheet, NameRow, line.Column, line.Name)),
        new XElement(Chart + "spPr", Line(line.Rgb, line.IsDashed ? 12700 : 22225, line.IsDashed)),
        new XElement(Chart + "marker", Val("symbol", "none")),
        new XElement(Chart + "cat", Numbers(Sheet, FirstRow, DayColumn, DateFormat, [.. Days.Select(Serial)])),
        new XElement(Chart + "val", Numbers(Sheet, FirstRow, line.Column, line.Values)),
        Val("smooth", 0));

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

    private static string Serial(DateOnly day) => ((CellContent.Figure)CellContent.Date(day)).Invariant;
}
