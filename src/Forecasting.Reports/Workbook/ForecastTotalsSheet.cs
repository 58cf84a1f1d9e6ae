using System.Globalization;
using ClosedXML.Excel;
using Forecasting.Accuracy;
using Forecasting.Hierarchy;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>What is expected of everything, of each category, each place, and each product that several places sell.</summary>
internal static class ForecastTotalsSheet
{
    public const string Name = "Forecast totals";

    private const int HeaderRow = 6;

    private const int FirstSumColumn = 4;

    /// <summary>Products at most: those with the largest demand.</summary>
    private const int MostProducts = 1000;

    /// <summary>Adds the sheet.</summary>
    public static SheetDraft Add(XLWorkbook workbook, PlanReport report)
    {
        var draft = SheetFrame.Begin(
            workbook, Name, "What is expected in all",
            $"Units over the next {report.Bucket}s, the sums of the sheet Forecast: every level adds up to the same total. "
            + "P10 and P90: one chance in ten to sell less, or more; they do not add up, because products are seldom all wrong in the same direction.",
            report);
        if (HierarchyForecast.Of(report) is not { } forecast)
        {
            draft.Put(HeaderRow, 1, "Nothing was planned.", Looks.Subtitle);
            return draft;
        }

        var (shown, left) = Shown(forecast);
        var once = report.Lines.Any(l => l.Source is not null) ? " What places order from each other is not counted: it is the demand of customers once more." : "";
        draft.Put(3, 1, Together(forecast.Correlation, report) + left + once, Looks.Subtitle);
        var names = report.Lines.GroupBy(l => l.Key.Sku).ToDictionary(g => g.Key.Code, g => g.First().Item.Name);
        var columns = Columns(forecast, shown, names);
        Table.SetWidths(draft, columns);
        SheetFrame.FitWidth(draft, columns.Sum(c => c.Width), 2);
        for (var i = 0; i < forecast.Reaches.Length; i++)
        {
            var column = FirstSumColumn + 3 * i;
            var (reach, to) = (forecast.Reaches[i], report.Bucket.Add(forecast.First, forecast.Reaches[i]).AddDays(-1));
            var words = $"Next {Wording.Plural(reach, report.Bucket.ToString(), $"{report.Bucket}s")}, {Wording.Day(forecast.First)} to {Wording.Day(to)}";
            for (var c = column; c < column + 3; c++)
                draft.Put(HeaderRow - 1, c, c == column ? words : "", Looks.Band);
            draft.Layout.Range(HeaderRow - 1, column, HeaderRow - 1, column + 2).Merge();
        }

        var last = Table.Place(draft, HeaderRow, columns, shown);
        SheetFrame.FreezeAndFilter(draft, HeaderRow, last, columns.Count, 2);
        return draft;
    }

    private static (IReadOnlyList<HierarchyNode> Shown, string Left) Shown(HierarchyForecast forecast)
    {
        var products = forecast.Nodes.Count(n => n.Level == HierarchyLevel.Sku);
        if (products <= MostProducts)
            return (forecast.Nodes, "");
        var large = forecast.Nodes.Where(n => n.Level == HierarchyLevel.Sku)
            .OrderByDescending(n => n.Sums[^1].Mean)
            .ThenBy(n => n.Code, StringComparer.Ordinal)
            .Take(MostProducts)
            .ToHashSet();
        return (
            [.. forecast.Nodes.Where(n => n.Level != HierarchyLevel.Sku || large.Contains(n))],
            $" The {Wording.Count(MostProducts)} products with the largest demand of {Wording.Count(products)} are shown.");
    }

    // Whoever reads a spread is told what it rests on.
    private static string Together(ErrorCorrelation correlation, PlanReport report)
    {
        var value = correlation.Value.ToString("0.00", CultureInfo.InvariantCulture);
        return correlation.Buckets == 0
            ? $"How far products are wrong together is assumed (correlation {value}): no forecast of an earlier plan has come due."
            : $"How far products are wrong together (correlation {value}) is from what earlier plans promised for "
                + $"{Wording.Plural(correlation.Buckets, report.Bucket.ToString(), $"{report.Bucket}s")} "
                + $"({correlation.Measured.ToString("0.00", CultureInfo.InvariantCulture)}), drawn to {ErrorCorrelation.Default.ToString("0.00", CultureInfo.InvariantCulture)} "
                + "while they are few.";
    }

    private static List<TableColumn<HierarchyNode>> Columns(
        HierarchyForecast forecast, IReadOnlyList<HierarchyNode> shown, Dictionary<string, string> names)
    {
        var correlation = forecast.Correlation.Value;
        var columns = new List<TableColumn<HierarchyNode>>
        {
            new("Sum of", 14, Looks.Code, n => CellContent.Text(Word(n.Level))),
            new("Which", Table.WidthFor(shown.Select(Which), 16, 40), Looks.Code, n => CellContent.Text(Which(n))),
            new("SKU-locations", 13, Looks.Whole, n => CellContent.Number((decimal)n.Sums[0].Members)),
        };
        for (var i = 0; i < forecast.Reaches.Length; i++)
        {
            var place = i;
            columns.Add(new("Expected (mean)", 15, Looks.UnitsRounded, n => CellContent.Number(n.Sums[place].Mean)));
            columns.Add(new("P10", 13, Looks.UnitsRounded, n => CellContent.Number(n.Sums[place].Quantile(0.1, correlation))));
            columns.Add(new("P90", 13, Looks.UnitsRounded, n => CellContent.Number(n.Sums[place].Quantile(0.9, correlation))));
        }

        return columns;

        string Which(HierarchyNode node) => node.Level switch
        {
            HierarchyLevel.Total => "everything planned",
            HierarchyLevel.Category when node.Code.Length == 0 => "(not known)",
            HierarchyLevel.Sku when names[node.Code].Length > 0 => $"{node.Code}  {names[node.Code]}",
            _ => node.Code,
        };
    }

    private static string Word(HierarchyLevel level) => level switch
    {
        HierarchyLevel.Total => "Total",
        HierarchyLevel.Category => "Category",
        HierarchyLevel.Location => "Location",
        _ => "SKU",
    };
}
