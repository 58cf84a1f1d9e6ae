using System.Globalization;
using Forecasting.Forecasters;
using Forecasting.History;

namespace Forecasting.Reports;

/// <summary>Forecasts of an analyst's series: <c>series_id,model,h,ds,mean,q0.025,…</c>, one row per step.</summary>
public static class SeriesForecastFile
{
    /// <summary>Writes the header.</summary>
    /// <param name="writer">UTF-8 without BOM, new line = LF: set by the caller.</param>
    /// <param name="quantileLevels">Probabilities, ascending.</param>
    public static void WriteHeader(TextWriter writer, IEnumerable<double> quantileLevels)
    {
        writer.Write("series_id,model,h,ds,mean");
        foreach (var level in quantileLevels)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $",q{level}"));
        writer.Write('\n');
    }

    /// <summary>Writes the rows of one series, h = 1..H.</summary>
    /// <param name="writer">As for the header.</param>
    /// <param name="id">Name of the series.</param>
    /// <param name="last">Last period of its history.</param>
    /// <param name="frequency">Length of a step.</param>
    /// <param name="forecast">The forecast.</param>
    public static void WriteSeries(TextWriter writer, string id, PeriodLabel last, SeriesFrequency frequency, DemandForecast forecast)
    {
        for (var h = 0; h < forecast.Horizon; h++)
        {
            WriteText(writer, id);
            writer.Write(',');
            writer.Write(forecast.Model);
            writer.Write(string.Create(CultureInfo.InvariantCulture, $",{h + 1},{last.Add(frequency, h + 1)},"));
            WriteNumber(writer, forecast.Mean[h]);
            for (var q = 0; q < forecast.QuantileLevels.Length; q++)
            {
                writer.Write(',');
                WriteNumber(writer, forecast.Quantile(h, q));
            }

            writer.Write('\n');
        }
    }

    // Nine significant digits: more than any forecast carries, and the same text on every machine.
    private static void WriteNumber(TextWriter writer, double value) => writer.Write(value.ToString("G9", CultureInfo.InvariantCulture));

    private static void WriteText(TextWriter writer, string text)
    {
        if (text.AsSpan().IndexOfAny(",\"\r\n") < 0)
            writer.Write(text);
        else
            writer.Write($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }
}
