using System.Xml.Linq;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>Sparklines as the extension that Excel 2010 added to a worksheet ([MS-XLSX] 2.4.103).</summary>
internal static class SparklineList
{
    private static readonly XNamespace Excel2010 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";

    private static readonly XNamespace ExcelMain = "http://schemas.microsoft.com/office/excel/2006/main";

    /// <summary>The extension list of the sheet.</summary>
    public static XElement Extension(SparklineColumn column, string sheet) => new(
        SheetPart.Main + "extLst",
        new XElement(
            SheetPart.Main + "ext",
            new XAttribute("uri", "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"),
            new XAttribute(XNamespace.Xmlns + "x14", Excel2010),
            new XElement(
                Excel2010 + "sparklineGroups",
                new XAttribute(XNamespace.Xmlns + "xm", ExcelMain),
                new XElement(
                    Excel2010 + "sparklineGroup",
                    new XAttribute("displayEmptyCellsAs", "gap"), // unknown is not zero
                    new XElement(Excel2010 + "colorSeries", new XAttribute("rgb", column.Rgb)),
                    new XElement(
                        Excel2010 + "sparklines",
                        Enumerable.Range(column.FirstRow, column.LastRow - column.FirstRow + 1).Select(row => new XElement(
                            Excel2010 + "sparkline",
                            new XElement(ExcelMain + "f", $"'{sheet}'!{CellName.Range(row, column.FirstSource, row, column.LastSource)}"),
                            new XElement(ExcelMain + "sqref", CellName.Of(row, column.Column)))))))));
}
