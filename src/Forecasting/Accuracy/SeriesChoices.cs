using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.Segmentation;

namespace Forecasting.Accuracy;

/// <summary>How each of many series is forecast: by its local models, and beside them by what is learnt from all together, for the kinds of
/// demand where that has beaten them.</summary>
public sealed class SeriesChoices
{
    private const string Automatic = "auto";

    private readonly IReadOnlyList<GlobalSeries> series;
    private readonly ModelChoice[] choices;

    private SeriesChoices(IReadOnlyList<GlobalSeries> series, ModelChoice[] choices, ImmutableArray<AdmissionDecision> decisions) =>
        (this.series, this.choices, Decisions) = (series, choices, decisions);

    /// <summary>For each way that was tried and each kind of demand, whether it takes part, and why; in the order in which they were tried.</summary>
    public ImmutableArray<AdmissionDecision> Decisions { get; }

    /// <summary>Name of the automatic choice together with another model.</summary>
    public static string NameWith(string model) => $"{Automatic}+{model}";

    /// <summary>The local models alone.</summary>
    /// <param name="series">The series, in any order, each with an observed bucket.</param>
    /// <param name="settings">The local models.</param>
    /// <param name="options">Threads and cancellation; the result does not depend on the threads.</param>
    /// <param name="done">Told of each series that is done, from any thread.</param>
    /// <param name="workers">Who computes them; null = this process.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SeriesChoices Local(
        IReadOnlyList<GlobalSeries> series, ForecastSettings settings, ParallelOptions options, Action? done = null, ILocalForecasts? workers = null) =>
        new(series, (workers ?? LocalForecastsHere.Instance).Choose(series, settings, options, done), []);

    /// <summary>Sets another forecast of the same series beside the choices so far.</summary>
    /// <param name="model">Its name in files.</param>
    /// <param name="words">What it is, for the reasons: <c>the global model</c>.</param>
    /// <param name="answers">One a series, in units; NaN rows for past origins where it has none; Skipped with the reason where it has no answer.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public SeriesChoices Join(string model, string words, IReadOnlyList<Outcome<RollingForecast>> answers, ParallelOptions options)
    {
        var given = new ModelChoice?[series.Count];
        var patterns = new DemandPattern[series.Count];
        Parallel.For(0, series.Count, options, i =>
        {
            if (answers[i] is not Outcome<RollingForecast>.Done { Value: var answer })
                return;
            given[i] = GivenForecast.Given(model, series[i].Task, answer);
            patterns[i] = DemandClassifier.Classify(series[i].Task.History.AsSpan());
        });
        var decisions = GlobalAdmission.Decide(words, Enumerable.Range(0, series.Count)
            .Where(i => given[i] is not null)
            .Select(i => new GlobalTrial(series[i].Key, patterns[i], choices[i].Backtest, given[i]!.Backtest)));
        var weights = decisions.ToDictionary(d => d.Pattern, d => d.Weight);
        var joined = new ModelChoice[series.Count];
        Parallel.For(0, series.Count, options, i => joined[i] = given[i] is { } other
            ? Joined(series[i].Task, choices[i], other, weights[patterns[i]])
            : WithReason(choices[i], answers[i]));
        return new SeriesChoices(series, joined, Decisions.AddRange(decisions));
    }

    /// <summary>What is said of one series, from all its origins, in units.</summary>
    /// <param name="index">Its number, 0-based, in the order in which they were given.</param>
    public RollingForecast InUnits(int index) => GivenForecast.InUnits(series[index].Task, choices[index]);

    /// <summary>The forecast of one series, with its spread and score.</summary>
    /// <param name="index">Its number, 0-based, in the order in which they were given.</param>
    /// <param name="quantileLevels">Probabilities, ascending, each strictly between 0 and 1; may be empty.</param>
    public SeriesForecast Forecast(int index, ReadOnlySpan<double> quantileLevels) =>
        GivenForecast.Finish(series[index].Task, choices[index], quantileLevels);

    private static ModelChoice Joined(ForecastTask task, ModelChoice choice, ModelChoice other, double weight)
    {
        if (!(weight > 0))
            return choice;
        var soFar = choice.Model.StartsWith(NameWith(""), StringComparison.Ordinal) ? choice.Model : Automatic;
        return GivenForecast.Join($"{soFar}+{other.Model}", task, choice, other, weight);
    }

    private static ModelChoice WithReason(ModelChoice choice, Outcome<RollingForecast> answer) =>
        answer is Outcome<RollingForecast>.Skipped { Reason: { Length: > 0 } why } && choice.FallbackReason.Length == 0
            ? choice with { FallbackReason = why }
            : choice;
}
