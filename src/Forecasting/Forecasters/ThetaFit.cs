using System.Runtime.Intrinsics;

namespace Forecasting.Forecasters;

/// <summary>Least squares for the dynamic Theta method, for many smoothing constants at once; can go on learning where it stopped.</summary>
/// <remarks>
/// <para>Fiorucci et al. (2016), equations 13–19. With p = (1 − α)ᵏ after k observed buckets, a and b intercept and slope of the least-squares line
/// through them, the mean of the next one is e + p·ℓ + ω·d: e the smoothed level had it started at 0, ℓ the first level, ω = 1 − 1/θ the share
/// of the slope, d = p·a + (1 − p(1 − α)) ÷ α · b. So the squared errors are a quadratic in ℓ and ω, whose sums are kept for each α.</para>
/// <para>Each constant has a lane of its own, so the result is the same however wide the registers are. Unobserved buckets change nothing but
/// the time.</para>
/// </remarks>
internal sealed class ThetaFit
{
    /// <summary>Equations less independent than this share cannot tell level and slope apart.</summary>
    private const double Independent = 1e-12;

    /// <summary>A constant must be better by this share to replace a smaller one: less is rounding.</summary>
    private const double Better = 1e-9;

    private static readonly Vector512<double>[] Constants =
    [
        Vector512.Create(0.02, 0.05, 0.1, 0.15, 0.2, 0.27, 0.35, 0.43), Vector512.Create(0.52, 0.6, 0.68, 0.76, 0.83, 0.9, 0.95, 0.99),
    ];

    private readonly Sums[] sums = [Sums.None, Sums.None];
    private FittedLine line;
    private double first = double.NaN;
    private int seen;

    /// <summary>Learns what comes after the buckets already seen.</summary>
    /// <param name="series">Demand without season from the first bucket on; NaN = not observed.</param>
    public void Learn(ReadOnlySpan<double> series)
    {
        for (; seen < series.Length; seen++)
        {
            var value = series[seen];
            if (double.IsNaN(value))
                continue;
            if (double.IsNaN(first))
                first = value;
            var (intercept, slope) = line.Solve();
            for (var lanes = 0; lanes < Constants.Length; lanes++)
                sums[lanes].Add(Constants[lanes], value, intercept, slope, isFirst: line.Count == 0);
            line.Add(seen + 1, value);
        }
    }

    /// <summary>Forecasts from the last bucket seen.</summary>
    /// <param name="means">Filled with forecasts.</param>
    /// <returns>Smoothing constant and share of the slope, 0..1.</returns>
    public (double Constant, double Share) Forecast(Span<double> means)
    {
        var (constant, level, kept, share) = Best();
        var ahead = line;
        for (var h = 0; h < means.Length; h++)
        {
            var (intercept, slope) = ahead.Solve();
            var mean = level + share * (kept * intercept + (1 - kept * (1 - constant)) / constant * slope);
            means[h] = mean;
            // The line goes on through the forecasts, as it went through the demand.
            ahead.Add(seen + h + 1, mean);
            level += constant * (mean - level);
            kept *= 1 - constant;
        }

        return (constant, share);
    }

    private (double Constant, double Level, double Kept, double Share) Best()
    {
        var best = (Constant: Constants[^1][7], Level: first, Kept: 0.0, Share: 0.0);
        var least = double.PositiveInfinity;
        for (var lanes = 0; lanes < Constants.Length && line.Count > 1; lanes++)
        {
            for (var lane = 0; lane < Vector512<double>.Count; lane++)
            {
                var (start, share, error) = sums[lanes].Solve(lane);
                if (!(error < least * (1 - Better)))
                    continue;
                least = error;
                best = (Constants[lanes][lane], sums[lanes].Level[lane] + sums[lanes].Kept[lane] * start, sums[lanes].Kept[lane], share);
            }
        }

        return best;
    }

    /// <summary>What is known for eight constants.</summary>
    private struct Sums
    {
        private Vector512<double> startStart, startShare, shareShare, startRest, shareRest, restRest;

        /// <summary>Before the first bucket.</summary>
        public static Sums None => new() { Kept = Vector512<double>.One };

        /// <summary>The smoothed level, had it started at 0.</summary>
        public Vector512<double> Level { get; private set; }

        /// <summary>How much of the first level is left in it.</summary>
        public Vector512<double> Kept { get; private set; }

        public void Add(Vector512<double> constant, double value, double intercept, double slope, bool isFirst)
        {
            var next = Kept * (Vector512<double>.One - constant);
            if (!isFirst)
            {
                var drift = Kept * intercept + (Vector512<double>.One - next) / constant * slope;
                var rest = Vector512.Create(value) - Level;
                startStart += Kept * Kept;
                startShare += Kept * drift;
                shareShare += drift * drift;
                startRest += Kept * rest;
                shareRest += drift * rest;
                restRest += rest * rest;
            }

            Level += constant * (Vector512.Create(value) - Level);
            Kept = next;
        }

        /// <summary>First level and share of the slope with the least squared error, the share within 0..1.</summary>
        public readonly (double Start, double Share, double Error) Solve(int lane)
        {
            var (aa, ab, bb) = (startStart[lane], startShare[lane], shareShare[lane]);
            var (ay, by) = (startRest[lane], shareRest[lane]);
            var determinant = aa * bb - ab * ab;
            var share = determinant > Independent * aa * bb ? Math.Clamp((aa * by - ab * ay) / determinant, 0, 1) : 0;
            var start = aa > 0 ? (ay - share * ab) / aa : 0;
            var error = restRest[lane] - 2 * (start * ay + share * by) + start * start * aa + 2 * start * share * ab + share * share * bb;
            return (start, share, Math.Max(0, error));
        }
    }
}
