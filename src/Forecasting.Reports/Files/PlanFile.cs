using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Trust;
using static Forecasting.Reports.Files.CsvText;

namespace Forecasting.Reports.Files;

/// <summary><c>plan.csv</c>: every SKU-location that was planned, with the terms of its order: what the sheet <i>Why</i> shows, of all of them however many there are.</summary>
/// <remarks>Codes and numbers only: the names of products stand in the workbook, where no program takes them for formulas. Units unless a header says days; decimals are exact, measured
/// numbers have at most six decimals; an unknown value is empty. <c>quantity</c> is the sum of the columns from <c>expected_demand</c> to <c>source_cut</c>.</remarks>
public static class PlanFile
{
    /// <summary>File name.</summary>
    public const string Name = "plan.csv";

    private static readonly (string Header, Func<PlanLine, string> Field)[] Columns =
    [
        ("sku", l => l.Key.Sku.Code),
        ("location", l => l.Key.Location.Code),
        ("supplier", l => l.Terms.Supplier),
        ("source_location", l => l.Terms.SourceLocation?.Code ?? ""),
        ("abc_class", l => l.AbcClass == ' ' ? "" : l.AbcClass.ToString()),
        ("trust", l => l.Trust.Grade.ToString()),
        ("model", l => l.Forecast.Model),
        ("expected_demand", l => Exact(l.Recommendation.Explanation.ExpectedDemand)),
        ("safety_stock", l => Exact(l.Recommendation.Explanation.SafetyStock)),
        ("lot_allowance", l => Exact(l.Recommendation.Explanation.LotAllowance)),
        ("on_hand", l => Exact(-l.Recommendation.Explanation.OnHand)),
        ("allocated", l => Exact(l.Recommendation.Explanation.Allocated)),
        ("backordered", l => Exact(l.Recommendation.Explanation.Backordered)),
        ("on_order", l => Exact(-l.Recommendation.Explanation.OnOrder)),
        ("not_needed", l => Exact(l.Recommendation.Explanation.NotNeeded)),
        ("minimum_order", l => Exact(l.Recommendation.Explanation.MinimumOrderRounding)),
        ("last_pack", l => Exact(l.Recommendation.Explanation.PackRounding)),
        ("maximum_cut", l => Exact(-l.Recommendation.Explanation.MaximumCut)),
        ("joined", l => Exact(l.Recommendation.Explanation.Joined)),
        ("offer", l => Exact(l.Recommendation.Explanation.OfferRounding)),
        ("order_as_whole", l => Exact(l.Recommendation.Explanation.SharedRounding)),
        ("budget_cut", l => Exact(-l.Recommendation.Explanation.BudgetCut)),
        ("source_cut", l => Exact(-l.Recommendation.Explanation.SourceCut)),
        ("quantity", l => Exact(l.Recommendation.Explanation.Quantity)),
        ("reorder_point", l => Exact(l.Recommendation.Explanation.ReorderPoint)),
        ("order_up_to_level", l => Exact(l.Recommendation.Explanation.OrderUpToLevel)),
        ("inventory_position", l => Exact(l.Recommendation.Explanation.InventoryPosition)),
        ("service_target", l => l.Recommendation.ServiceTarget),
        ("expected_fill_rate", l => SixDecimals(l.Recommendation.ExpectedService)),
        ("stockout_risk", l => SixDecimals(l.Recommendation.StockoutProbabilityWithoutOrder)),
        ("stock_gone_on", l => l.Recommendation.ExpectedStockoutDate is { } day ? Date(day) : ""),
        ("lead_time_days", l => SixDecimals(l.Terms.LeadTime.MeanDays)),
        ("lead_time_std_days", l => SixDecimals(l.Terms.LeadTime.StandardDeviationDays)),
        ("protection_interval_days", l => SixDecimals(l.Recommendation.ProtectionIntervalDays)),
        ("order_date", l => Date(l.Recommendation.OrderDate)),
        ("requested_delivery", l => Date(l.Recommendation.RequestedDelivery)),
        ("unit_cost", l => Exact(l.Terms.UnitCost)),
        ("currency", l => l.Terms.Currency),
        ("money_at_risk", l => Exact(l.Recommendation.MoneyAtRisk)),
        ("excess_units", l => Exact(l.Recommendation.ExcessUnits)),
    ];

    /// <summary>Writes every line, in the order of the report. The stream stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="report">The plan.</param>
    public static void Write(Stream stream, PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(report);
        using var writer = Writer(stream);
        WriteRow(writer, [.. Columns.Select(c => c.Header)]);
        var fields = new string[Columns.Length];
        foreach (var line in report.Lines)
        {
            for (var i = 0; i < fields.Length; i++)
                fields[i] = Columns[i].Field(line);
            WriteRow(writer, fields);
        }
    }

    /// <summary>The trust grades of a file that <see cref="Write"/> wrote.</summary>
    /// <param name="stream">The file.</param>
    /// <exception cref="FormatException">It is no such file.</exception>
    public static Dictionary<SkuLocation, TrustGrade> ReadGrades(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var trust = Array.FindIndex(Columns, c => c.Header == "trust");
        var grades = new Dictionary<SkuLocation, TrustGrade>();
        foreach (var (line, fields) in StrictCsv.Read(stream).Skip(1))
        {
            grades[new SkuLocation(new Sku(fields[0]), new Location(fields[1]))] = fields.Length == Columns.Length && Enum.TryParse<TrustGrade>(fields[trust], out var grade)
                ? grade
                : throw new CsvFormatException(line, $"line {line} of {Name} has no grade.");
        }

        return grades;
    }
}
