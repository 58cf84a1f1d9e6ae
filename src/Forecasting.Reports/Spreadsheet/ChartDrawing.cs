using System.Xml.Linq;
using static Forecasting.Reports.Spreadsheet.ChartXml;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>The drawing part that places the charts of one sheet.</summary>
internal static class ChartDrawing
{
    private static readonly XNamespace Anchor = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";

    /// <summary>The part.</summary>
    /// <param name="charts">The charts, each with the relationship of its chart part.</param>
    public static XDocument Part(IEnumerable<(SheetChart Chart, string Id)> charts) => new(
        new XDeclaration("1.0", "utf-8", "yes"),
        new XElement(
            Anchor + "wsDr",
            new XAttribute(XNamespace.Xmlns + "xdr", Anchor),
            new XAttribute(XNamespace.Xmlns + "a", Drawing),
            charts.Select((chart, index) => Place(chart.Chart, chart.Id, index + 1))));

    private static XElement Place(SheetChart chart, string id, int number) => new(
        Anchor + "twoCellAnchor",
        Corner("from", chart.From),
        Corner("to", chart.To),
        new XElement(
            Anchor + "graphicFrame",
            new XAttribute("macro", ""),
            new XElement(
                Anchor + "nvGraphicFramePr",
                new XElement(
                    Anchor + "cNvPr",
                    new XAttribute("id", number + 1), new XAttribute("name", $"Chart {number}"),
                    new XAttribute("descr", XmlSafe(chart.Title))),
                new XElement(Anchor + "cNvGraphicFramePr")),
            new XElement(
                Anchor + "xfrm",
                new XElement(Drawing + "off", new XAttribute("x", 0), new XAttribute("y", 0)),
                new XElement(Drawing + "ext", new XAttribute("cx", 0), new XAttribute("cy", 0))),
            new XElement(
                Drawing + "graphic",
                new XElement(
                    Drawing + "graphicData",
                    new XAttribute("uri", Chart),
                    new XElement(
                        Chart + "chart",
                        new XAttribute(XNamespace.Xmlns + "c", Chart),
                        new XAttribute(XNamespace.Xmlns + "r", SheetPart.Relationships),
                        new XAttribute(SheetPart.Relationships + "id", id))))),
        new XElement(Anchor + "clientData"));

    private static XElement Corner(string name, (int Row, int Column) cell) => new(
        Anchor + name,
        new XElement(Anchor + "col", cell.Column - 1),
        new XElement(Anchor + "colOff", 0),
        new XElement(Anchor + "row", cell.Row - 1),
        new XElement(Anchor + "rowOff", 0));
}
