using Forecasting.Replay;

namespace Forecasting.Reports.Files;

/// <summary>A simulation as CSV: one row for each policy and SKU-location.</summary>
public static class SimulationFile
{
    /// <summary>Writes it.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="policies">Name and scores of each policy.</param>
    public static void Write(Stream stream, IEnumerable<(string Name, ReplayScore[] Scores)> policies)
    {
        using var writer = CsvText.Writer(stream);
        CsvText.WriteRow(writer,
        [
            "policy", "sku", "location", "weeks", "wanted", "served", "missed", "mean_stock", "orders", "ordered", "cost_held", "cost_missed", "cost",
        ]);
        foreach (var (name, scores) in policies)
        {
            foreach (var s in scores)
            {
                CsvText.WriteRow(writer,
                [
                    name, s.Key.Sku.Code, s.Key.Location.Code, CsvText.SixDecimals(s.Weeks), CsvText.SixDecimals(s.Wanted), CsvText.SixDecimals(s.Served),
                    CsvText.SixDecimals(s.Missed), CsvText.SixDecimals(s.Weeks > 0 ? s.StockWeeks / s.Weeks : double.NaN), CsvText.Whole(s.Orders),
                    CsvText.SixDecimals(s.Ordered), CsvText.SixDecimals(s.Held), CsvText.SixDecimals(s.Cost - s.Held), CsvText.SixDecimals(s.Cost),
                ]);
            }
        }
    }
}
