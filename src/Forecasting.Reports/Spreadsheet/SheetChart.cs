using System.Xml.Linq;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>A native chart of cells of the sheet that it stands on: whoever changes a cell sees the chart change.</summary>
/// <param name="Title">Title.</param>
/// <param name="Sheet">Sheet of cells and chart.</param>
/// <param name="From">Row and column of the cell at the chart's top left corner.</param>
/// <param name="To">Row and column of the cell at its bottom right corner, itself outside.</param>
internal abstract record SheetChart(string Title, string Sheet, (int Row, int Column) From, (int Row, int Column) To)
{
    /// <summary>The chart part.</summary>
    public abstract XDocument ChartPart();
}
