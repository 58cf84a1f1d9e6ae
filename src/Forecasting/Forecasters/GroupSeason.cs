using System.Collections.Immutable;

namespace Forecasting.Forecasters;

/// <summary>The season of a group of products, for one of them whose own history is too short to show it.</summary>
/// <param name="Indices">What each phase multiplies the level by, mean about 1; phase 0 is the first bucket after the history.</param>
/// <param name="Evidence">How much of the season measured is believed, 0..1.</param>
/// <remarks>
/// Classical decomposition of the group's summed demand, each index drawn towards 1 by the share of the indices' variance that chance
/// explains.
/// Dekker, van Donselaar and Ouwehand, How to use aggregation and combined forecasting to improve seasonal demand forecasts, International
/// Journal
/// of Production Economics 90 (2004), 151–167.
/// </remarks>
public sealed record GroupSeason(ImmutableArray<double> Indices, double Evidence)
{
    private const int LevelReach = 6;
    private const double SmallestIndex = 0.1;

    /// <summary>The season of a sum; null with fewer than two seasons, when a bucket had no demand at all, or when chance explains
    /// it.</summary>
    /// <param name="demand">Units per bucket of the whole group, oldest first, up to the last bucket of the history.</param>
    /// <param name="seasonLength">Buckets in a season; 1 = none.</param>
    public static GroupSeason? Of(ReadOnlySpan<double> demand, int seasonLength)
    {
        // Not the test of autocorrelation that single series are put to: over 52 lags it does not find a smooth season in three years.
        if (SeasonalIndices.Untested(demand, seasonLength) is not { } season)
            return null;

        var variance = 0.0;
        foreach (var index in season.Values)
            variance += (index - 1) * (index - 1) / seasonLength;
        var evidence = 1 - IndexNoise(demand, season, seasonLength) / variance;
        if (!(evidence > 0))
            return null;
        var indices = ImmutableArray.CreateBuilder<double>(seasonLength);
        for (var phase = 0; phase < seasonLength; phase++)
            indices.Add(Math.Max(SmallestIndex, 1 + evidence * (season.Values[(demand.Length + phase) % seasonLength] - 1)));
        return new GroupSeason(indices.MoveToImmutable(), evidence);
    }

    /// <summary>The index of a bucket.</summary>
    /// <param name="fromEnd">0 = the first bucket after the history, −1 the last of it.</param>
    public double At(int fromEnd) => Indices[(fromEnd % Indices.Length + Indices.Length) % Indices.Length];

    // Variance of one index by chance: that of single buckets around season times level, over the seasons that were averaged, one fewer
    // than there
    // are. As many degrees of freedom are used up as there are indices.
    private static double IndexNoise(ReadOnlySpan<double> demand, SeasonalIndices season, int seasonLength)
    {
        var adjusted = new double[demand.Length];
        for (var t = 0; t < adjusted.Length; t++)
            adjusted[t] = season.Remove(demand[t], t);
        var squares = 0.0;
        var count = 0;
        for (var t = 0; t < adjusted.Length; t++)
        {
            double level = 0, buckets = 0;
            for (var i = Math.Max(0, t - LevelReach); i <= Math.Min(adjusted.Length - 1, t + LevelReach); i++)
            {
                level += double.IsNaN(adjusted[i]) ? 0 : adjusted[i];
                buckets += double.IsNaN(adjusted[i]) ? 0 : 1;
            }

            if (double.IsNaN(adjusted[t]) || level <= 0)
                continue;
            var residual = adjusted[t] * buckets / level - 1;
            squares += residual * residual;
            count++;
        }

        var seasons = Math.Max(1.0, (double)(count - seasonLength) / seasonLength);
        return squares / Math.Max(1, count - seasonLength) / seasons;
    }
}
