using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>Mean forecasts from several origins.</summary>
/// <param name="Origins">As in the task: buckets seen.</param>
/// <param name="Horizon">Buckets forecast from each origin.</param>
/// <param name="Means">Origins × horizon, row by row, finite; a past origin without a forecast has NaN in its whole row.</param>
/// <param name="Parameters">What was fitted at the last origin, for the explanation: <c>window 52, rank 6</c>. Invariant text.</param>
public sealed record RollingForecast(ImmutableArray<int> Origins, int Horizon, ImmutableArray<double> Means, string Parameters)
{
    /// <summary>Standard deviation that the model itself claims for each bucket of the final forecast, units.</summary>
    /// <value>Default empty: the spread is learnt from the backtest. Otherwise quantiles are those of a normal distribution around the
    /// mean, not clipped at 0.</value>
    public ImmutableArray<double> Deviations { get; init; } = [];

    /// <summary>What a model of counts claims about the final forecast.</summary>
    /// <value>Default null: as <see cref="Deviations"/> say.</value>
    public CountSpread? Counts { get; init; }

    /// <summary>The forecast from the end of history.</summary>
    public ReadOnlySpan<double> Final => Row(Origins.Length - 1);

    /// <summary>The forecast from origin number <paramref name="origin"/> (0-based).</summary>
    public ReadOnlySpan<double> Row(int origin) => Means.AsSpan().Slice(origin * Horizon, Horizon);
}
