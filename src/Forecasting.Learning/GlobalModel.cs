using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Forecasters;
using Forecasting.Learning.Native;

namespace Forecasting.Learning;

/// <summary>One gradient-boosted model of all series together: what a single series is too short to show, the others may.</summary>
/// <remarks>Trained three times: on what lies before the past origins, and on what lies before the later of them, to forecast from each
/// without having seen what follows; and on everything, to forecast from the end.</remarks>
public static class GlobalModel
{
    /// <summary>Name in files.</summary>
    public const string Name = "lightgbm";

    private const string TooShort = "All series together are too short for the global model to learn from.";
    private const string NothingToMeasure = "The global model needs a sale, and a change, to measure a series by.";

    /// <summary>Forecasts every series from its origins.</summary>
    /// <param name="series">The series, in any order.</param>
    /// <param name="settings">How the model is trained.</param>
    /// <param name="cancellation">Stops between two series or trees.</param>
    /// <returns>One outcome a series, in their order. Past origins that lie before the training cut-off have NaN rows. A series without a
    /// level (no sale, never a change) is Skipped, all are where the native library is missing or rows are too few.</returns>
    /// <exception cref="ArgumentException">Two series share a key, or differ in season, horizon, or number of inputs.</exception>
    public static ImmutableArray<Outcome<RollingForecast>> Forecast(
        IReadOnlyList<GlobalSeries> series, GlobalSettings settings, CancellationToken cancellation) =>
        Forecast(series, settings, LightGbmLibrary.Name, cancellation);

    internal static ImmutableArray<Outcome<RollingForecast>> Forecast(
        IReadOnlyList<GlobalSeries> series, GlobalSettings settings, string library, CancellationToken cancellation)
    {
        if (series.Count == 0)
            return [];
        if (LightGbmLibrary.WhyMissing(library) is { } missing)
            return [.. series.Select(_ => new Outcome<RollingForecast>.Skipped(missing))];

        GlobalSeries[] ordered = [.. series.OrderBy(s => s.Key, StringComparer.Ordinal)];
        Check(ordered);
        var cutOff = CutOff(ordered);
        using var early = cutOff == 0 ? null : FittedModel.Train(ordered, cutOff, settings, cancellation);
        // Half-way, so that later origins are forecast from nearly as much as the end is.
        using var late = cutOff < 2 ? null : FittedModel.Train(ordered, cutOff / 2, settings, cancellation);
        using var final = FittedModel.Train(ordered, 0, settings, cancellation);
        if (final is null)
            return [.. series.Select(_ => new Outcome<RollingForecast>.Skipped(TooShort))];

        var answers = new Outcome<RollingForecast>[series.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Threads, CancellationToken = cancellation };
        Parallel.For(0, series.Count, options, i => answers[i] = Roll(series[i], [(cutOff, early), (cutOff / 2, late), (0, final)]));
        return [.. answers];
    }

    /// <summary>Every origin is forecast by the last of the models that saw nothing after it.</summary>
    private static Outcome<RollingForecast> Roll(GlobalSeries series, ReadOnlySpan<(int CutOff, FittedModel? Model)> models)
    {
        var task = series.Task;
        var means = new double[task.Origins.Length * task.Horizon];
        Array.Fill(means, double.NaN);
        var final = models[^1].Model!;
        if (!final.TryForecast(series, task.Origins[^1..], means.AsSpan(means.Length - task.Horizon)))
            return new Outcome<RollingForecast>.Skipped(NothingToMeasure);

        for (var m = 0; m < models.Length - 1; m++)
        {
            var from = FirstOrigin(task, models[m].CutOff);
            var to = FirstOrigin(task, models[m + 1].CutOff);
            if (to > from)
                models[m].Model?.TryForecast(series, task.Origins[from..to], means.AsSpan(from * task.Horizon));
        }

        return new Outcome<RollingForecast>.Done(
            new RollingForecast(task.Origins, task.Horizon, ImmutableCollectionsMarshal.AsImmutableArray(means), final.Parameters));
    }

    /// <summary>Number of the first origin at most <paramref name="cutOff"/> buckets before the end.</summary>
    private static int FirstOrigin(ForecastTask task, int cutOff)
    {
        var origin = 0;
        while (task.Origins[origin] < task.History.Length - cutOff)
            origin++;
        return origin;
    }

    /// <summary>Buckets before the end that lie behind the earliest origin of half the series: for the others, some origins are left
    /// out.</summary>
    private static int CutOff(GlobalSeries[] series)
    {
        var distances = series.Where(s => s.Task.Origins.Length > 1)
            .Select(s => s.Task.History.Length - s.Task.Origins[0]).Order().ToArray();
        return distances.Length == 0 ? 0 : distances[distances.Length / 2];
    }

    private static void Check(GlobalSeries[] ordered)
    {
        var first = ordered[0];
        for (var i = 1; i < ordered.Length; i++)
        {
            var one = ordered[i];
            if (one.Key == ordered[i - 1].Key)
                throw new ArgumentException($"Two series have the key {one.Key}.", nameof(ordered));
            if (one.Task.SeasonLength != first.Task.SeasonLength || one.Task.Horizon != first.Task.Horizon
                || one.KnownAhead.Length != first.KnownAhead.Length || one.Categories.Length != first.Categories.Length)
            {
                throw new ArgumentException($"Series {one.Key} differs from {first.Key} in season, horizon or number of inputs.", nameof(ordered));
            }
        }
    }
}
