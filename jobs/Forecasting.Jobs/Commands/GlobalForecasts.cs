using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Learning;
using Forecasting.Segmentation;

namespace Forecasting.Jobs.Commands;

/// <summary>The series of a file, forecast by one model of all of them: alone, or beside the local models where it has beaten them.</summary>
/// <param name="frequency">Length of a step.</param>
/// <param name="season">Steps in a season.</param>
/// <param name="horizon">Steps to forecast.</param>
/// <param name="settings">The local models, and how many past origins.</param>
/// <param name="quantiles">Probabilities.</param>
/// <param name="threads">Threads; the answer does not depend on it.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class GlobalForecasts(
    SeriesFrequency frequency, int season, int horizon, ForecastSettings settings, double[] quantiles, int threads, CancellationToken cancellation)
{
    /// <summary>Name of the local models together with the global one.</summary>
    public const string JointName = "auto+" + GlobalModel.Name;

    private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };

    /// <summary>The global model alone.</summary>
    /// <param name="series">As read.</param>
    /// <returns>One outcome a series, in their order; a moving average where the global model has no answer.</returns>
    public Outcome<DemandForecast>[] Alone(IReadOnlyList<(string Id, Outcome<LongSeries> Series)> series)
    {
        var (asked, places, results) = Ask(series);
        var answers = GlobalModel.Forecast(asked, new GlobalSettings { Threads = threads }, cancellation);
        Parallel.For(0, answers.Length, parallel, i => results[places[i]] = answers[i] is Outcome<RollingForecast>.Done { Value: var forecast }
            ? Finished(asked[i].Task, GlobalModel.Name, forecast)
            : StandIn(asked[i].Task, settings with { Model = ForecastModel.MovingAverage }, Why(answers[i])));
        return results;
    }

    /// <summary>The local models, and beside them the global one for the kinds of demand that it is admitted to.</summary>
    /// <param name="series">As read.</param>
    /// <param name="decided">Told of each decision.</param>
    /// <returns>One outcome a series, in their order.</returns>
    public Outcome<DemandForecast>[] Joint(
        IReadOnlyList<(string Id, Outcome<LongSeries> Series)> series, Action<AdmissionDecision> decided)
    {
        var (asked, places, results) = Ask(series);
        var answers = GlobalModel.Forecast(asked, new GlobalSettings { Threads = threads }, cancellation);
        var locals = new ModelChoice[asked.Count];
        var trials = new GlobalTrial?[asked.Count];
        Parallel.For(0, asked.Count, parallel, i =>
        {
            var task = asked[i].Task;
            locals[i] = GivenForecast.Local(task, settings);
            if (answers[i] is Outcome<RollingForecast>.Done { Value: var global })
            {
                trials[i] = new GlobalTrial(asked[i].Key, DemandClassifier.Classify(task.History.AsSpan()),
                    locals[i].Backtest, GivenForecast.BacktestOf(GlobalModel.Name, task, global));
            }
        });
        var decisions = GlobalAdmission.Decide(trials.OfType<GlobalTrial>());
        foreach (var decision in decisions)
            decided(decision);

        var weights = decisions.ToDictionary(d => d.Pattern, d => d.Weight);
        Parallel.For(0, asked.Count, parallel, i =>
        {
            var task = asked[i].Task;
            var weight = trials[i] is { } trial ? weights[trial.Pattern] : 0;
            results[places[i]] = weight > 0
                ? Finished(task, JointName, GivenForecast.Join(locals[i], GlobalModel.Name, ((Outcome<RollingForecast>.Done)answers[i]).Value, weight))
                : StandIn(task, settings, trials[i] is null ? Why(answers[i]) : "");
        });
        return results;
    }

    private (List<GlobalSeries> Asked, List<int> Places, Outcome<DemandForecast>[] Results) Ask(
        IReadOnlyList<(string Id, Outcome<LongSeries> Series)> series)
    {
        var asked = new List<GlobalSeries>(series.Count);
        var places = new List<int>(series.Count);
        var results = new Outcome<DemandForecast>[series.Count];
        var hasCalendar = series.All(s => s.Series is not Outcome<LongSeries>.Done { Value.Last.Moment: null });
        for (var i = 0; i < series.Count; i++)
        {
            if (series[i].Series is not Outcome<LongSeries>.Done { Value: var read })
            {
                results[i] = series[i].Series is Outcome<LongSeries>.Skipped s
                    ? new Outcome<DemandForecast>.Skipped(s.Reason)
                    : new Outcome<DemandForecast>.Failed(((Outcome<LongSeries>.Failed)series[i].Series).Error);
            }
            else if (GivenForecast.TaskOf(read.Values, season, horizon, settings) is Outcome<ForecastTask>.Done { Value: var task })
            {
                places.Add(i);
                asked.Add(new GlobalSeries(read.Id, task)
                {
                    KnownAhead = hasCalendar ? CalendarPhases.Of(read.Last, frequency, task.History.Length, horizon) : [],
                });
            }
            else
            {
                results[i] = new Outcome<DemandForecast>.Skipped("No bucket was observed.");
            }
        }

        return (asked, places, results);
    }

    private Outcome<DemandForecast>.Done Finished(ForecastTask task, string model, RollingForecast forecast) =>
        new(GivenForecast.Of(model, task, forecast, quantiles).Forecast);

    /// <summary>The local models alone, with the reason where another one was asked for.</summary>
    private Outcome<DemandForecast>.Done StandIn(ForecastTask task, ForecastSettings local, string why)
    {
        var outcome = SeriesForecast.Create(task.History, season, horizon, local, quantiles);
        var forecast = ((Outcome<SeriesForecast>.Done)outcome).Value.Forecast;
        return new(why.Length > 0 ? forecast with { FallbackReason = why } : forecast);
    }

    private static string Why(Outcome<RollingForecast> outcome) => outcome is Outcome<RollingForecast>.Skipped skipped
        ? skipped.Reason
        : ((Outcome<RollingForecast>.Failed)outcome).Error;
}
