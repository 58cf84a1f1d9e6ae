using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>One part of a history: the sum of some of its components.</summary>
/// <param name="Values">Units per bucket, one for each bucket of the history.</param>
/// <param name="Components">Numbers of its components, from 1 for the largest, ascending; empty where nothing belongs to the part, and for
/// noise, which is the remainder.</param>
/// <param name="VarianceShare">Cov(part, history) ÷ Var(history): the shares of all parts add up to 1. Slightly negative where parts are
/// not quite separated; 0 for all where the history does not vary.</param>
public sealed record SsaPart(ImmutableArray<double> Values, ImmutableArray<int> Components, double VarianceShare);

/// <summary>A season that a history really has.</summary>
/// <param name="Period">Season length, buckets; possibly fractional, as a year of weeks is.</param>
/// <param name="Part">Its series: up and down around the trend, and free to change slowly.</param>
/// <param name="Strength">How far the season stands out of what is left: max(0, 1 − Var(remainder) ÷ Var(season + remainder)),
/// 0..1.</param>
public sealed record SsaSeason(double Period, SsaPart Part, double Strength);
