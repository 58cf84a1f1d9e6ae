using Forecasting.Statistics;

namespace Forecasting.Cleansing;

/// <summary>Watches the end of a series for a new level, as soon as three buckets show it.</summary>
/// <remarks>The newest 8 buckets are compared with what those before let one expect: the sum of the errors of the last 2 to 8 of them, in its own
/// standard deviations, with the uncertainty of level, trend and season in it. On square roots of demand (<see cref="Outliers.Stabilise"/>).</remarks>
internal static class LevelShiftWatch
{
    // No bucket counts for more deviations than this: one alone, or two, are no level.
    private const double MostOfOneBucket = 3.3;

    // Deviations: of Poisson demand, and how many more are asked where demand varies far more, since its tails are longer
    // (docs/benchmarks/cleansing.md, chosen on other seeds).
    private const double Threshold = 4.2;
    private const double MoreWhenErratic = 0.5;

    // What the buckets since must still show for a shift told before to be told again.
    private const double StillThere = 3;

    /// <summary>Buckets that are compared with those before.</summary>
    public const int Window = 8;

    /// <summary>Buckets before them without which nothing is expected.</summary>
    public const int FewestBefore = 26;
    private const double Winsorised = 2.5;
    private const double LostByWinsorising = 1.03;

    // A trend or wave that is not seen is not excluded either: so much of its uncertainty stays.
    private const double LeastDoubt = 0.3;

    /// <summary>The first alarm of the looks after each of the newest buckets, if its level still stands.</summary>
    /// <param name="stabilised">Stabilised demand of the observed buckets.</param>
    /// <param name="buckets">Which buckets those are, ascending.</param>
    /// <param name="season">Buckets a season; looks with less than two of them seen are left out.</param>
    /// <param name="known">Positions in <paramref name="buckets"/> of shifts found before, ascending.</param>
    /// <param name="reach">How many of the newest buckets the shift may lie back.</param>
    /// <param name="smallestRatio">Larger level ÷ smaller one from which on a shift is told, season and trend apart.</param>
    /// <returns>Position in <paramref name="buckets"/> and standard deviations of the step today; position 0 = no shift.</returns>
    public static (int At, double Deviations) Find(
        double[] stabilised, ReadOnlySpan<int> buckets, int season, List<int> known, int reach, double smallestRatio)
    {
        var n = buckets.Length;
        for (var look = Math.Max(n - reach + 2, Math.Max(2 * season, FewestBefore + Window)); look <= n; look++)
        {
            var fitted = look - Window;
            if (known.Count > 0 && known[^1] > fitted - 3)
                continue;
            var forecast = new Forecast(stabilised, LevelShift.Basis(buckets, season, fitted, known), fitted);
            var (at, deviations) = (0, 0.0);
            for (var from = look - 2; from >= Math.Max(fitted, n - reach); from--)
            {
                var candidate = forecast.Deviations(from, look);
                if (Math.Abs(candidate) > Math.Abs(deviations))
                    (at, deviations) = (from, candidate);
            }

            if (Math.Abs(deviations) < forecast.Limit)
                continue;
            var now = forecast.Deviations(at, n);
            if (now * Math.Sign(deviations) >= StillThere && forecast.Ratio(at, n) >= smallestRatio)
                return (at, now);
        }

        return (0, 0);
    }

    // What the first buckets let one expect of the others: a line and waves, each taken over as far as it is sure.
    private sealed class Forecast
    {
        private readonly double[] _stabilised;
        private readonly double[] _errors;
        private readonly List<double[]> _doubts = [];
        private readonly double _deviation;
        private readonly double _correlation;

        public Forecast(double[] stabilised, List<double[]> basis, int fitted)
        {
            var believed = Winsorise(stabilised, basis, fitted);
            var variance = Variance(Without(believed, basis, fitted), fitted, basis.Count);
            for (var k = 0; k < basis.Count; k++)
            {
                // Of a coefficient's square its variance is chance (James and Stein); the level is taken as it is.
                var share = VectorMath.Dot(believed.AsSpan(0, fitted), basis[k]);
                var sure = k == 0 ? 1 : 1 - variance / Math.Max(share * share, variance);
                VectorMath.AddScaled(believed, -sure * share, basis[k]);
                var doubt = basis[k].ToArray();
                VectorMath.Scale(doubt, Math.Sqrt(Math.Max(sure, LeastDoubt)));
                _doubts.Add(doubt);
            }

            _stabilised = stabilised;
            _errors = believed;
            _deviation = Math.Sqrt(Variance(_errors, fitted, basis.Count) * LostByWinsorising);
            var squares = VectorMath.Dot(_errors.AsSpan(0, fitted), _errors);
            var products = VectorMath.Dot(_errors.AsSpan(0, fitted - 1), _errors.AsSpan(1));
            _correlation = squares > 0 ? Math.Clamp(products / squares, 0, 0.8) : 0;
        }

        public double Limit => Threshold + MoreWhenErratic * (1 - Math.Min(1, 1 / _deviation));

        // Of the buckets from the one to before the other; the farther errors follow each other, the less they say.
        public double Deviations(int from, int to)
        {
            double sum = 0, variance = 0, power = 1;
            for (var i = from; i < to; i++)
            {
                sum += Math.Clamp(_errors[i] / _deviation, -MostOfOneBucket, MostOfOneBucket);
                variance += i == from ? to - from : 2 * (to - i) * power;
                power *= _correlation;
            }

            foreach (var doubt in _doubts)
            {
                double total = 0;
                for (var i = from; i < to; i++)
                    total += doubt[i];
                variance += total * total * (1 + _correlation) / (1 - _correlation);
            }

            return sum / Math.Sqrt(variance);
        }

        // Larger level ÷ smaller one: what was expected and what came.
        public double Ratio(int from, int to)
        {
            double came = 0, error = 0;
            for (var i = from; i < to; i++)
                (came, error) = (came + _stabilised[i], error + _errors[i]);
            var ratio = came / Math.Max(came - error, 1);
            return Math.Pow(Math.Max(ratio, 1 / ratio), 2);
        }

        private static double[] Winsorise(double[] values, List<double[]> basis, int fitted)
        {
            var residuals = Without(values, basis, fitted);
            var (_, robust) = Outliers.Spread([.. residuals.AsSpan(0, fitted)]);
            var believed = values.ToArray();
            for (var i = 0; i < fitted; i++)
                believed[i] += Math.Clamp(residuals[i], -Winsorised * robust, Winsorised * robust) - residuals[i];
            return believed;
        }

        private static double[] Without(double[] values, List<double[]> basis, int fitted)
        {
            var residuals = values.ToArray();
            foreach (var column in basis)
                LevelShift.TakeOut(residuals, column, fitted);
            return residuals;
        }

        private static double Variance(double[] residuals, int fitted, int coefficients) =>
            Math.Max(1, VectorMath.Dot(residuals.AsSpan(0, fitted), residuals) / (fitted - coefficients));
    }
}
