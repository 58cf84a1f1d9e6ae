using System.Collections.Immutable;
using Forecasting.Replay;

namespace Forecasting.Reports.Files;

/// <summary>The trade-off of a simulation as CSV: one row for each policy and setting.</summary>
public static class SimulationCurveFile
{
    /// <summary>Writes it.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="policies">What came of each policy at each setting.</param>
    /// <remarks>Value and cost are empty where no SKU-location has any.</remarks>
    public static void Write(Stream stream, ImmutableArray<ReplayOutcome> policies)
    {
        using var writer = CsvText.Writer(stream);
        CsvText.WriteRow(writer, ["policy", "parameter", "fill_rate", "mean_stock", "stock_value", "cost", "is_current", "fill_rate_by_value"]);
        foreach (var policy in policies)
        {
            for (var i = 0; i < policy.Points.Length; i++)
            {
                var point = policy.Points[i];
                CsvText.WriteRow(writer,
                [
                    policy.Policy, CsvText.SixDecimals(point.Parameter), CsvText.SixDecimals(point.FillRate), CsvText.SixDecimals(point.MeanStock),
                    CsvText.SixDecimals(point.Scores.Any(s => s.UnitCost > 0) ? point.StockValue : double.NaN),
                    CsvText.SixDecimals(point.HasCost ? point.Cost : double.NaN), i == policy.Current ? "1" : "0",
                    CsvText.SixDecimals(point.FillRateByValue),
                ]);
            }
        }
    }
}
