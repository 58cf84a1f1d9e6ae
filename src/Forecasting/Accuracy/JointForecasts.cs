using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Segmentation;

namespace Forecasting.Accuracy;

/// <summary>Series forecast by their local models, and beside them by one model of all, for the kinds of demand where that has beaten
/// them.</summary>
public sealed class JointForecasts
{
    private readonly IReadOnlyList<GlobalSeries> series;
    private readonly string name;
    private readonly ModelChoice[] local;
    private readonly ModelChoice?[] given;
    private readonly double[] weights;

    private JointForecasts(IReadOnlyList<GlobalSeries> series, string name, ModelChoice[] local, ModelChoice?[] given)
    {
        (this.series, this.name, this.local, this.given) = (series, name, local, given);
        var patterns = series.Select(s => DemandClassifier.Classify(s.Task.History.AsSpan())).ToArray();
        Decisions = GlobalAdmission.Decide(Enumerable.Range(0, series.Count)
            .Where(i => given[i] is not null)
            .Select(i => new GlobalTrial(series[i].Key, patterns[i], local[i].Backtest, given[i]!.Backtest)));
        var admitted = Decisions.ToDictionary(d => d.Pattern, d => d.Weight);
        weights = [.. patterns.Select((pattern, i) => given[i] is null ? 0 : admitted[pattern])];
    }

    /// <summary>For each kind of demand, in the order of the kinds, whether the model of all series takes part, and why.</summary>
    public ImmutableArray<AdmissionDecision> Decisions { get; }

    /// <summary>Name of the automatic choice together with a model of all series.</summary>
    public static string NameWith(string global) => $"auto+{global}";

    /// <summary>Forecasts each series both ways, and decides.</summary>
    /// <param name="series">The series, in any order.</param>
    /// <param name="global">The model of all of them.</param>
    /// <param name="settings">The local models.</param>
    /// <param name="threads">Threads, ≥ 1; the result does not depend on them.</param>
    /// <param name="cancellation">Stops between two series.</param>
    /// <exception cref="ArgumentException">Series that <see cref="IGlobalForecaster.Forecast"/> refuses, or without an observed bucket.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static JointForecasts Make(
        IReadOnlyList<GlobalSeries> series, IGlobalForecaster global, ForecastSettings settings, int threads, CancellationToken cancellation)
    {
        var answers = global.Forecast(series, threads, cancellation);
        var local = new ModelChoice[series.Count];
        var given = new ModelChoice?[series.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, series.Count, options, i =>
        {
            var task = series[i].Task;
            local[i] = GivenForecast.Local(task, settings);
            if (answers[i] is Outcome<RollingForecast>.Done { Value: var answer })
                given[i] = GivenForecast.Given(global.Name, task, answer);
            else if (answers[i] is Outcome<RollingForecast>.Skipped { Reason: var why } && local[i].FallbackReason.Length == 0)
                local[i] = local[i] with { FallbackReason = why };
        });
        return new JointForecasts(series, NameWith(global.Name), local, given);
    }

    /// <summary>The forecast of one series, with its spread and score.</summary>
    /// <param name="index">Its number, 0-based, in the order in which they were given.</param>
    /// <param name="quantileLevels">Probabilities, ascending, each strictly between 0 and 1; may be empty.</param>
    public SeriesForecast Forecast(int index, ReadOnlySpan<double> quantileLevels)
    {
        var task = series[index].Task;
        var choice = weights[index] > 0
            ? GivenForecast.Join(name, task, local[index], given[index]!, weights[index])
            : local[index];
        return GivenForecast.Finish(task, choice, quantileLevels);
    }
}
