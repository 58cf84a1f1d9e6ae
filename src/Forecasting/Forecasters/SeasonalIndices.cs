namespace Forecasting.Forecasters;

/// <summary>A fixed season by classical decomposition: what each phase adds to the level, or multiplies it by.</summary>
/// <param name="Values">One index a phase; phase 0 is that of bucket 0. Mean 1 when multiplicative, 0 when additive.</param>
/// <param name="IsMultiplicative">True when the season multiplies.</param>
/// <remarks>Ratios to, or differences from, a centred moving average over one season, averaged by phase: Hyndman and Athanasopoulos,
/// Forecasting: Principles and Practice, 3rd ed., section 3.4. Unobserved buckets are passed over.</remarks>
internal sealed record SeasonalIndices(double[] Values, bool IsMultiplicative)
{
    /// <summary>One-sided 95 % point of the normal distribution: how sure the test wants to be before it believes in a season.</summary>
    private const double Significance = 1.6448536269514722;

    /// <summary>The indices, or null when the data do not show a season: fewer than two seasons, or no significant autocorrelation at
    /// its lag.</summary>
    /// <param name="seen">Demand, NaN = not observed.</param>
    /// <param name="seasonLength">Buckets in a season.</param>
    public static SeasonalIndices? Of(ReadOnlySpan<double> seen, int seasonLength)
    {
        if (seasonLength < 2 || seen.Length < 2 * seasonLength || !IsSignificant(seen, seasonLength))
            return null;

        // A season can multiply only what is never 0: a month without sales would become a factor of nothing.
        var multiplies = true;
        foreach (var value in seen)
            multiplies &= !(value <= 0);
        return new SeasonalIndices(Average(seen, seasonLength, multiplies), multiplies);
    }

    /// <summary>Takes the season out of a value.</summary>
    public double Remove(double value, int bucket)
    {
        var index = Values[bucket % Values.Length];
        return IsMultiplicative ? value / index : value - index;
    }

    /// <summary>Puts the season into a level.</summary>
    public double Apply(double level, int bucket)
    {
        var index = Values[bucket % Values.Length];
        return IsMultiplicative ? level * index : level + index;
    }

    /// <summary>Bartlett's test of the autocorrelation at the season, as in the M3 and M4 competitions.</summary>
    private static bool IsSignificant(ReadOnlySpan<double> seen, int seasonLength)
    {
        double sum = 0, variance = 0;
        var count = 0;
        foreach (var value in seen)
        {
            if (double.IsNaN(value))
                continue;
            sum += value;
            count++;
        }

        var mean = sum / count;
        foreach (var value in seen)
            variance += double.IsNaN(value) ? 0 : (value - mean) * (value - mean);
        if (!(variance > 0))
            return false;

        double shorterLags = 0, atSeason = 0;
        for (var lag = 1; lag <= seasonLength; lag++)
        {
            var product = 0.0;
            for (var t = lag; t < seen.Length; t++)
            {
                var term = (seen[t] - mean) * (seen[t - lag] - mean);
                product += double.IsNaN(term) ? 0 : term;
            }

            atSeason = product / variance;
            if (lag < seasonLength)
                shorterLags += atSeason * atSeason;
        }

        return atSeason > Significance * Math.Sqrt((1 + 2 * shorterLags) / count);
    }

    private static double[] Average(ReadOnlySpan<double> seen, int seasonLength, bool multiplies)
    {
        var indices = new double[seasonLength];
        var counts = new int[seasonLength];
        var half = seasonLength / 2;
        for (var t = half; t < seen.Length - half; t++)
        {
            var level = CentredAverage(seen, t, seasonLength);
            var index = multiplies ? seen[t] / level : seen[t] - level;
            if (double.IsNaN(index))
                continue;
            indices[t % seasonLength] += index;
            counts[t % seasonLength]++;
        }

        var neutral = multiplies ? 1.0 : 0;
        var mean = 0.0;
        for (var phase = 0; phase < seasonLength; phase++)
        {
            indices[phase] = counts[phase] > 0 ? indices[phase] / counts[phase] : neutral;
            mean += indices[phase] / seasonLength;
        }

        for (var phase = 0; phase < seasonLength; phase++)
            indices[phase] = multiplies ? indices[phase] / mean : indices[phase] - mean;
        return indices;
    }

    /// <summary>Mean over one season around a bucket, both ends at half weight when the season is even; NaN when less than half was
    /// observed.</summary>
    private static double CentredAverage(ReadOnlySpan<double> seen, int at, int seasonLength)
    {
        var half = seasonLength / 2;
        double sum = 0, weights = 0;
        for (var offset = -half; offset <= half; offset++)
        {
            var value = seen[at + offset];
            if (double.IsNaN(value))
                continue;
            var weight = seasonLength % 2 == 0 && Math.Abs(offset) == half ? 0.5 : 1;
            sum += weight * value;
            weights += weight;
        }

        return 2 * weights >= seasonLength ? sum / weights : double.NaN;
    }
}
