using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>One model of all series together. It lives outside of the core, which only knows what it is asked and what it answers.</summary>
public interface IGlobalForecaster
{
    /// <summary>Name in files.</summary>
    string Name { get; }

    /// <summary>What it is, in a sentence: <c>the global model</c>.</summary>
    string Words { get; }

    /// <summary>Forecasts every series from its origins.</summary>
    /// <param name="series">The series, in any order; their keys differ.</param>
    /// <param name="threads">Threads, ≥ 1; the answer does not depend on them.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One outcome a series, in their order, in units. Rows of past origins that it cannot forecast without having seen what follows
    /// are NaN. Skipped, with the reason, where it has no answer.</returns>
    /// <exception cref="ArgumentException">Two series share a key, or differ in season, horizon, or number of inputs.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    ImmutableArray<Outcome<RollingForecast>> Forecast(IReadOnlyList<GlobalSeries> series, int threads, CancellationToken cancellation);
}
