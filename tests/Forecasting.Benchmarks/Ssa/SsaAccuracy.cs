using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports;
using Forecasting.Storage.Files;

namespace Forecasting.Benchmarks.Ssa;

/// <summary>Forecasts of three models on the same series, for scoring: SSA as it is by default, SSA like ForecastBySsa with a window of twice the
/// season (the longest it accepts where that is shorter) and Exact rank, and seasonal naive.</summary>
internal static class SsaAccuracy
{
    public static int Write(IReadOnlyList<string> args)
    {
        var input = new Option<FileInfo>("--input") { Description = "Long CSV to learn from.", Required = true };
        var output = new Option<FileInfo>("--output") { Description = "Forecasts, one row a step.", Required = true };
        var horizon = new Option<int>("--horizon") { Required = true };
        var frequency = new Option<SeriesFrequency>("--frequency") { Required = true };
        var season = new Option<int>("--season") { Required = true };
        var command = new RootCommand { input, output, horizon, frequency, season };
        command.SetAction(parse => Write(
            parse.GetValue(input)!.FullName, parse.GetValue(output)!.FullName, parse.GetValue(horizon), parse.GetValue(frequency), parse.GetValue(season)));
        return command.Parse([.. args]).Invoke();
    }

    private static void Write(string input, string output, int horizon, SeriesFrequency frequency, int season)
    {
        var levels = SkuLocationPlan.QuantileLevels;
        using var writer = new StreamWriter(output, false, new UTF8Encoding(false)) { NewLine = "\n" };
        SeriesForecastFile.WriteHeader(writer, levels);
        foreach (var (id, outcome) in LongSeriesFile.Read(input, frequency, (_, _) => { }))
        {
            if (outcome is not Outcome<LongSeries>.Done { Value: var series })
                continue;
            foreach (var (name, settings) in Contestants(series.Values.Length, horizon, season))
            {
                if (SeriesForecast.Create(series.Values, season, horizon, settings, levels.AsSpan()) is Outcome<SeriesForecast>.Done { Value: var answer })
                    SeriesForecastFile.WriteSeries(writer, id, series.Last, frequency, answer.Forecast with { Model = name });
            }
        }
    }

    private static ImmutableArray<(string Name, ForecastSettings Settings)> Contestants(int buckets, int horizon, int season)
    {
        var window = Math.Max(2, Math.Min(2 * season, (buckets - 1) / 2));
        return
        [
            ("ssa", new ForecastSettings { Model = ForecastModel.Ssa }),
            ("seasonal_naive", new ForecastSettings { Model = ForecastModel.SeasonalNaive }),
            ("like_microsoft_ml", new ForecastSettings
            {
                // Their bounds come with the fit: past origins are not needed.
                Model = ForecastModel.Ssa,
                Origins = 2,
                Ssa = SsaSettings.LikeMicrosoftML(window, Math.Max(buckets, window + 1), Math.Max(buckets, 2 * window + 1), horizon),
            }),
        ];
    }
}
