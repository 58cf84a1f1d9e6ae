using System.Collections.Immutable;
using Forecasting.History;

namespace Forecasting.Cleansing;

/// <summary>A series ready to learn from, beside the one it came from.</summary>
/// <param name="Raw">As sold.</param>
/// <param name="Quantities">As learnt from: same length as <see cref="DemandSeries.Quantities"/>, ≥ 0 or NaN.</param>
/// <param name="Corrections">Every difference between the two, oldest first.</param>
public sealed record CleansedSeries(DemandSeries Raw, ImmutableArray<double> Quantities, ImmutableArray<Correction> Corrections)
{
    /// <summary>Standard deviation of each bucket that was estimated, units; 0 where demand was observed whole; same length, or empty when
    /// none was estimated.</summary>
    public ImmutableArray<double> Deviations { get; init; } = [];

    /// <summary>Lasting changes of the level, in time order. They are told to people and change nothing: see
    /// docs/methods/cleansing.md for why.</summary>
    public ImmutableArray<LevelShift> LevelShifts { get; init; } = [];
}
