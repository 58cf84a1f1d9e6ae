using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>One series that the global model learns from and forecasts.</summary>
/// <param name="Key">Its name: unique, and stable between runs, since the order and the sample of the rows follow from it.</param>
/// <param name="Task">History in units, season, horizon and origins. Season and horizon are the same for all series.</param>
public sealed record GlobalSeries(string Key, ForecastTask Task)
{
    /// <summary>What is known of each bucket in advance, one array an input: a price, a promotion (0 or 1), a phase of the calendar.</summary>
    /// <value>Default empty. All series have as many, in the same order. Each array ends with the last bucket of the horizon and may begin
    /// before the history; NaN = not known.</value>
    public ImmutableArray<ImmutableArray<double>> KnownAhead { get; init; } = [];

    /// <summary>What the series belongs to, as numbers of categories: product group, supplier, location.</summary>
    /// <value>Default empty. All series have as many, in the same order, each ≥ 0.</value>
    public ImmutableArray<int> Categories { get; init; } = [];
}
