using System.Buffers;
using Forecasting.Statistics;

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

        var multiplies = CanMultiply(seen);
        return new SeasonalIndices(Average(seen, seasonLength, multiplies), multiplies);
    }

    /// <summary>What each phase multiplies the level by, be it significant or not; null with fewer than two seasons or a
    /// bucket without demand.</summary>
    /// <param name="seen">Demand, NaN = not observed.</param>
    /// <param name="seasonLength">Buckets in a season.</param>
    public static SeasonalIndices? Untested(ReadOnlySpan<double> seen, int seasonLength) =>
        seasonLength < 2 || seen.Length < 2 * seasonLength || !CanMultiply(seen)
            ? null
            : new SeasonalIndices(Average(seen, seasonLength, true), true);

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

    // A season can multiply only what is never 0: a month without sales would become a factor of nothing.
    private static bool CanMultiply(ReadOnlySpan<double> seen)
    {
        var multiplies = true;
        foreach (var value in seen)
            multiplies &= !(value <= 0);
        return multiplies;
    }

    /// <summary>Bartlett's test of the autocorrelation at the season, as in the M3 and M4 competitions.</summary>
    private static bool IsSignificant(ReadOnlySpan<double> seen, int seasonLength)
    {
        double sum = 0;
        var count = 0;
        foreach (var value in seen)
        {
            if (double.IsNaN(value))
                continue;
            sum += value;
            count++;
        }

        // An unobserved bucket lies on the mean: it adds nothing to any product.
        var rented = ArrayPool<double>.Shared.Rent(seen.Length);
        var deviations = rented.AsSpan(0, seen.Length);
        for (var t = 0; t < seen.Length; t++)
            deviations[t] = double.IsNaN(seen[t]) ? 0 : seen[t] - sum / count;

        double shorterLags = 0, atSeason = 0;
        var variance = VectorMath.Dot(deviations, deviations);
        for (var lag = 1; variance > 0 && lag <= seasonLength; lag++)
        {
            atSeason = VectorMath.Dot(deviations[lag..], deviations[..^lag]) / variance;
            if (lag < seasonLength)
                shorterLags += atSeason * atSeason;
        }

        ArrayPool<double>.Shared.Return(rented);
        return atSeason > Significance * Math.Sqrt((1 + 2 * shorterLags) / count);
    }

    /// <summary>One index a phase, tested or not: mean 1 when they multiply, 0 when they are added; neutral for a phase without a level around it.</summary>
    /// <param name="seen">Demand, NaN = not observed; all above 0 for indices that multiply.</param>
    /// <param name="seasonLength">Buckets in a season, ≥ 2.</param>
    /// <param name="multiplies">True for indices that multiply.</param>
    internal static double[] Average(ReadOnlySpan<double> seen, int seasonLength, bool multiplies)
    {
        var indices = new double[seasonLength];
        var counts = new int[seasonLength];
        var rented = ArrayPool<double>.Shared.Rent(seen.Length);
        var levels = rented.AsSpan(0, seen.Length);
        FillCentredAverages(seen, seasonLength, levels);
        for (var t = 0; t < seen.Length; t++)
        {
            var index = multiplies ? seen[t] / levels[t] : seen[t] - levels[t];
            if (double.IsNaN(index))
                continue;
            indices[t % seasonLength] += index;
            counts[t % seasonLength]++;
        }

        ArrayPool<double>.Shared.Return(rented);
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

    /// <summary>Mean over one season around each bucket, both ends at half weight when the season is even; NaN when less than half was
    /// observed, and within half a season of the ends.</summary>
    private static void FillCentredAverages(ReadOnlySpan<double> seen, int seasonLength, Span<double> levels)
    {
        levels.Fill(double.NaN);
        var half = seasonLength / 2;
        var isEven = seasonLength % 2 == 0;
        double sum = 0, weights = 0;
        for (var t = 0; t < seen.Length; t++)
        {
            Add(seen[t], 1, ref sum, ref weights);
            if (t > 2 * half)
                Add(seen[t - 2 * half - 1], -1, ref sum, ref weights);
            if (t < 2 * half)
                continue;
            var (windowSum, windowWeights) = (sum, weights);
            if (isEven)
            {
                Add(seen[t], -0.5, ref windowSum, ref windowWeights);
                Add(seen[t - 2 * half], -0.5, ref windowSum, ref windowWeights);
            }

            levels[t - half] = 2 * windowWeights >= seasonLength ? windowSum / windowWeights : double.NaN;
        }
    }

    private static void Add(double value, double weight, ref double sum, ref double weights)
    {
        if (double.IsNaN(value))
            return;
        sum += weight * value;
        weights += weight;
    }
}
