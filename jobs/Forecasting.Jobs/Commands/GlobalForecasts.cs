using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Learning;

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
    private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };

    private readonly LightGbmForecaster global = new();

    /// <summary>The global model alone.</summary>
    /// <param name="series">As read.</param>
    /// <returns>One outcome a series, in their order; a moving average where the global model has no answer.</returns>
    public Outcome<DemandForecast>[] Alone(IReadOnlyList<(string Id, Outcome<LongSeries> Series)> series)
    {
        var (asked, places, results) = Ask(series);
        var answers = global.Forecast(asked, threads, cancellation);
        Parallel.For(0, answers.Length, parallel, i =>
        {
            var task = asked[i].Task;
            var choice = answers[i] is Outcome<RollingForecast>.Done { Value: var answer }
                ? GivenForecast.Given(global.Name, task, answer)
                : GivenForecast.Local(task, settings with { Model = ForecastModel.MovingAverage }) with { FallbackReason = Why(answers[i]) };
            results[places[i]] = new Outcome<DemandForecast>.Done(GivenForecast.Finish(task, choice, quantiles).Forecast);
        });
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
        var joint = SeriesChoices.Local(asked, settings, parallel)
            .Join(global.Name, global.Words, global.Forecast(asked, threads, cancellation), parallel);
        foreach (var decision in joint.Decisions)
            decided(decision);
        Parallel.For(0, asked.Count, parallel, i =>
            results[places[i]] = new Outcome<DemandForecast>.Done(joint.Forecast(i, quantiles).Forecast));
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

    private static string Why(Outcome<RollingForecast> outcome) => outcome is Outcome<RollingForecast>.Skipped skipped
        ? skipped.Reason
        : ((Outcome<RollingForecast>.Failed)outcome).Error;
}
