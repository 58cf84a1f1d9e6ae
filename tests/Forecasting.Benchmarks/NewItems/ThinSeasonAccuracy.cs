using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Forecasters;

namespace Forecasting.Benchmarks.NewItems;

/// <summary>Does the season of the group help a series with a short history? Every other series is cut to its last weeks, the rest keep
/// theirs and make the season.</summary>
internal static class ThinSeasonAccuracy
{
    private const int Horizon = 13;
    private const int Season = 52;
    private static readonly double[] Levels = [0.1, 0.5, 0.9];

    /// <summary>Prints the errors of thin series with and without the season of their group.</summary>
    /// <param name="output">Where to print.</param>
    /// <param name="args">File, weeks kept, origins (each 9 weeks before the one after), and the number of characters of a series' name
    /// that make its group; 0 = all are one group.</param>
    public static int Print(string[] args, TextWriter output)
    {
        var series = WeeklySales.Read(args[0]);
        var (weeks, origins, prefix) = (Number(args[1]), Number(args[2]), Number(args[3]));
        var names = series.Keys.ToArray();
        foreach (var half in (int[])[0, 1])
        {
            double plain = 0, seasoned = 0, plainPinball = 0, seasonedPinball = 0, evidence = 0;
            int count = 0, seasons = 0;
            for (var o = 0; o < origins; o++)
            {
                var end = series[names[0]].Length - Horizon - 9 * o;
                var groups = names.Where((_, i) => i % 2 != half).GroupBy(n => n[..prefix], StringComparer.Ordinal)
                    .ToDictionary(g => g.Key, g => GroupSeason.Of(Sum(g.Select(n => series[n][..end])), Season), StringComparer.Ordinal);
                foreach (var name in names.Where((_, i) => i % 2 == half))
                {
                    var full = series[name];
                    var known = full[(end - weeks)..end];
                    var scale = Scale(full[..end]);
                    if (!known.Any(q => q > 0) || !(scale > 0) || groups.GetValueOrDefault(name[..prefix]) is not { } season)
                        continue;
                    var actual = full[end..(end + Horizon)];
                    var without = SeriesForecast.Create([.. known], Season, Horizon, new ForecastSettings(), Levels);
                    var with = SeasonedForecast.Create([.. known], season, "group", Season, Horizon, new ForecastSettings(), Levels);
                    if (without is not Outcome<SeriesForecast>.Done { Value: var a } || with is not Outcome<SeriesForecast>.Done { Value: var b })
                        continue;
                    plain += Error(a.Forecast.Mean, actual) / scale;
                    seasoned += Error(b.Forecast.Mean, actual) / scale;
                    plainPinball += Pinball(a.Forecast, actual) / scale;
                    seasonedPinball += Pinball(b.Forecast, actual) / scale;
                    evidence += season.Evidence;
                    seasons++;
                    count++;
                }
            }

            output.WriteLine(FormattableString.Invariant(
                $"{Path.GetFileName(Path.GetDirectoryName(args[0]))} half {half} cut {weeks} n {count} MASE {plain / count:0.0000} -> {seasoned / count:0.0000} pinball {plainPinball / count:0.0000} -> {seasonedPinball / count:0.0000} evidence {evidence / seasons:0.00}"));
        }

        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double[] Sum(IEnumerable<double[]> members) => members.Aggregate(
        (sum, member) => [.. sum.Zip(member, (a, b) => double.IsNaN(a) ? b : double.IsNaN(b) ? a : a + b)]);

    // Mean absolute difference of successive weeks of the whole history: the thin part alone would be a noisy yardstick.
    private static double Scale(double[] known)
    {
        var differences = known.Skip(1).Zip(known, (b, a) => Math.Abs(b - a)).Where(d => !double.IsNaN(d)).ToArray();
        return differences.Length == 0 ? 0 : differences.Average();
    }

    private static double Error(ImmutableArray<double> mean, double[] actual) => mean.Zip(actual, (f, a) => Math.Abs(f - a)).Average();

    private static double Pinball(DemandForecast forecast, double[] actual)
    {
        var total = 0.0;
        for (var h = 0; h < actual.Length; h++)
        {
            for (var q = 0; q < Levels.Length; q++)
            {
                var error = actual[h] - forecast.Quantile(h, q);
                total += (error > 0 ? Levels[q] : Levels[q] - 1) * error;
            }
        }

        return total / actual.Length / Levels.Length;
    }
}
