using System.Globalization;
using Forecasting.Planning;
using static Forecasting.Reports.Files.CsvText;

namespace Forecasting.Reports.Files;

/// <summary><c>forecast.csv</c>: for the analyst, one row per SKU-location and bucket: <c>sku, location, bucket_start, mean, q…, model,
/// fallback_reason</c>; where places order from each other also <c>customers_mean</c>, whose sum counts every unit once. Numbers have at most six
/// decimals; an unknown value is empty.</summary>
public static class ForecastFile
{
    /// <summary>File name.</summary>
    public const string Name = "forecast.csv";

    /// <summary>Writes every forecast, in the order of the report. The stream stays open.</summary>
    /// <remarks>The quantile columns are all levels that any forecast of the run has, ascending (<c>q0.025</c>, <c>q0.1</c>, …).</remarks>
    public static void Write(Stream stream, PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(report);
        double[] levels = [.. report.Lines.SelectMany(l => l.Forecast.QuantileLevels).Distinct().Order()];
        var hasSources = report.Lines.Any(l => l.Source is not null);
        using var writer = Writer(stream);
        WriteRow(
            writer,
            ["sku", "location", "bucket_start", "mean", .. levels.Select(LevelName), "model", "fallback_reason", .. hasSources ? (string[])["customers_mean"] : []]);

        var fields = new string[levels.Length + (hasSources ? 7 : 6)];
        foreach (var line in report.Lines)
        {
            var forecast = line.Forecast;
            var raw = line.History.Raw;
            (fields[0], fields[1]) = (line.Key.Sku.Code, line.Key.Location.Code);
            (fields[4 + levels.Length], fields[5 + levels.Length]) = (forecast.Model, forecast.FallbackReason);
            for (var bucket = 0; bucket < forecast.Horizon; bucket++)
            {
                fields[2] = Date(raw.Bucket.Add(raw.End, bucket));
                fields[3] = SixDecimals(forecast.Mean[bucket]);
                for (var level = 0; level < levels.Length; level++)
                {
                    var own = forecast.QuantileLevels.IndexOf(levels[level]);
                    fields[4 + level] = own < 0 ? "" : SixDecimals(forecast.Quantile(bucket, own));
                }

                if (hasSources)
                    fields[^1] = SixDecimals(line.CustomerForecast is { } customers ? customers.Mean[bucket] : 0);
                WriteRow(writer, fields);
            }
        }
    }

    /// <summary>Number of data rows that <see cref="Write"/> gives.</summary>
    public static long Rows(PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Lines.Sum(l => (long)l.Forecast.Horizon);
    }

    private static string LevelName(double level) => "q" + level.ToString(CultureInfo.InvariantCulture);
}
