using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Learning;

namespace Forecasting.Jobs.Commands;

/// <summary>The series of a file, forecast by one model of all of them.</summary>
internal static class GlobalForecasts
{
    /// <summary>Forecasts.</summary>
    /// <param name="series">As read.</param>
    /// <param name="frequency">Length of a step.</param>
    /// <param name="season">Steps in a season.</param>
    /// <param name="horizon">Steps to forecast.</param>
    /// <param name="settings">How many past origins.</param>
    /// <param name="quantiles">Probabilities.</param>
    /// <param name="threads">Threads; the answer does not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One outcome a series, in their order.</returns>
    public static Outcome<DemandForecast>[] Of(
        IReadOnlyList<(string Id, Outcome<LongSeries> Series)> series,
        SeriesFrequency frequency,
        int season,
        int horizon,
        ForecastSettings settings,
        double[] quantiles,
        int threads,
        CancellationToken cancellation)
    {
        var results = new Outcome<DemandForecast>[series.Count];
        var asked = new List<GlobalSeries>(series.Count);
        var places = new List<int>(series.Count);
        var hasCalendar = series.All(s => s.Series is not Outcome<LongSeries>.Done { Value.Last.Moment: null });
        for (var i = 0; i < series.Count; i++)
        {
            if (series[i].Series is not Outcome<LongSeries>.Done { Value: var read })
            {
                results[i] = series[i].Series is Outcome<LongSeries>.Skipped s
                    ? new Outcome<DemandForecast>.Skipped(s.Reason)
                    : new Outcome<DemandForecast>.Failed(((Outcome<LongSeries>.Failed)series[i].Series).Error);
                continue;
            }

            if (GivenForecast.TaskOf(read.Values, season, horizon, settings) is not Outcome<ForecastTask>.Done { Value: var task })
            {
                results[i] = new Outcome<DemandForecast>.Skipped("No bucket was observed.");
                continue;
            }

            places.Add(i);
            asked.Add(new GlobalSeries(read.Id, task)
            {
                KnownAhead = hasCalendar ? CalendarPhases.Of(read.Last, frequency, task.History.Length, horizon) : [],
            });
        }

        var answers = GlobalModel.Forecast(asked, new GlobalSettings { Threads = threads }, cancellation);
        Parallel.For(0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            results[places[i]] = answers[i] switch
            {
                Outcome<RollingForecast>.Done { Value: var f } =>
                    new Outcome<DemandForecast>.Done(GivenForecast.Of(GlobalModel.Name, asked[i].Task, f, quantiles).Forecast),
                Outcome<RollingForecast>.Skipped { Reason: var why } =>
                    new Outcome<DemandForecast>.Done(StandIn(asked[i].Task, settings, quantiles) with { FallbackReason = why }),
                var failed => new Outcome<DemandForecast>.Failed(((Outcome<RollingForecast>.Failed)failed).Error),
            };
        });
        return results;
    }

    /// <summary>As for any model that was asked for by name and cannot answer: a level.</summary>
    private static DemandForecast StandIn(ForecastTask task, ForecastSettings settings, double[] quantiles)
    {
        var level = settings with { Model = ForecastModel.MovingAverage };
        var outcome = SeriesForecast.Create(task.History, task.SeasonLength, task.Horizon, level, quantiles);
        return ((Outcome<SeriesForecast>.Done)outcome).Value.Forecast;
    }
}
