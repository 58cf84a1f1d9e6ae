namespace Forecasting.Accuracy;

/// <summary>What errors of one series are divided by, so that those of others compare: how far its own past moved.</summary>
/// <param name="SeasonalAbsolute">Mean |yₜ − yₜ₋ₘ| of the history, m = season: of MASE. Units; NaN when no such pair was observed.</param>
/// <param name="NaiveAbsolute">Mean |yₜ − yₜ₋₁| from the first demand on: of the scaled pinball loss. Units; NaN without a pair.</param>
/// <param name="NaiveSquare">Mean (yₜ − yₜ₋₁)² from the first demand on: of RMSSE. Units²; NaN without a pair.</param>
/// <remarks>
/// A scale of 0 or NaN scales nothing: the series is then left out of the mean of that measure, and counted nowhere as 0 or ∞. Hyndman and
/// Koehler, "Another look at measures of forecast accuracy", International Journal of Forecasting 22 (2006) 679–688; from the first demand on as in
/// the M5 competition (Makridakis, Spiliotis and Assimakopoulos, International Journal of Forecasting 38 (2022) 1346–1364).
/// </remarks>
public readonly record struct ErrorScales(double SeasonalAbsolute, double NaiveAbsolute, double NaiveSquare)
{
    /// <summary>The scales of a history.</summary>
    /// <param name="history">What was known when the forecast was made, oldest first; NaN = not observed.</param>
    /// <param name="seasonLength">Buckets in a season, ≥ 1; 1 = none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The season is below 1.</exception>
    public static ErrorScales Of(ReadOnlySpan<double> history, int seasonLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seasonLength, 1);
        var first = 0;
        while (first < history.Length && !(Math.Abs(history[first]) > 0))
            first++;
        var (seasonal, _) = Differences(history, seasonLength);
        var (absolute, square) = Differences(history[first..], 1);
        return new ErrorScales(seasonal, absolute, square);
    }

    private static (double Absolute, double Square) Differences(ReadOnlySpan<double> history, int lag)
    {
        var (absolute, square, pairs) = (0.0, 0.0, 0);
        for (var t = lag; t < history.Length; t++)
        {
            var difference = history[t] - history[t - lag];
            if (double.IsNaN(difference))
                continue;
            absolute += Math.Abs(difference);
            square += difference * difference;
            pairs++;
        }

        return pairs == 0 ? (double.NaN, double.NaN) : (absolute / pairs, square / pairs);
    }
}
