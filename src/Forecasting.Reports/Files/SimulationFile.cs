using System.Collections.Immutable;
using Forecasting.Replay;

namespace Forecasting.Reports.Files;

/// <summary>A simulation as CSV: one row for each policy and SKU-location.</summary>
public static class SimulationFile
{
    /// <summary>Writes it.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="policies">What came of each policy.</param>
    public static void Write(Stream stream, ImmutableArray<ReplayOutcome> policies)
    {
        using var writer = CsvText.Writer(stream);
        CsvText.WriteRow(writer,
        [
            "policy", "sku", "location", "weeks", "wanted", "served", "missed", "mean_stock", "orders", "ordered", "cost_held", "cost_missed", "cost",
            "target_fill_rate", "stock_value", "order_cost",
        ]);
        foreach (var policy in policies)
        {
            foreach (var s in policy.AsSet.Scores)
            {
                CsvText.WriteRow(writer,
                [
                    policy.Policy, s.Key.Sku.Code, s.Key.Location.Code, CsvText.SixDecimals(s.Weeks), CsvText.SixDecimals(s.Wanted), CsvText.SixDecimals(s.Served),
                    CsvText.SixDecimals(s.Missed), CsvText.SixDecimals(s.Weeks > 0 ? s.MeanStock : double.NaN), CsvText.Whole(s.Orders),
                    CsvText.SixDecimals(s.Ordered), CsvText.SixDecimals(s.Held), CsvText.SixDecimals(s.Cost - s.Held), CsvText.SixDecimals(s.Cost),
                    CsvText.SixDecimals(s.TargetFill), CsvText.SixDecimals(s is { Weeks: > 0, UnitCost: > 0 } ? s.MeanStock * s.UnitCost : double.NaN),
                    CsvText.SixDecimals(s.OrderCost),
                ]);
            }
        }
    }
}
