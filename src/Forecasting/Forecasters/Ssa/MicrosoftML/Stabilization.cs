using System.Numerics;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>Their heuristic that keeps a recurrence from exploding: its roots are moved towards, or onto, the unit circle.</summary>
/// <param name="Coefficients">The recurrence, oldest value first: the old one where nothing could be done.</param>
/// <param name="IsDone">False when roots could not be found or multiplied out again.</param>
/// <param name="HasLinearTrend">True when a slow wave or a pair of real roots was taken for a straight line.</param>
/// <param name="HasSlowWave">True when a wave longer than the window had its oscillation removed.</param>
/// <param name="Growth">Modulus that roots were capped at: growth from bucket to bucket that is allowed to last.</param>
internal sealed record Stabilization(double[] Coefficients, bool IsDone, bool HasLinearTrend, bool HasSlowWave, double Growth)
{
    /// <summary>Phases this near to 0 or π are real roots.</summary>
    private const double PhaseTolerance = 1e-9;

    /// <summary>Growing oscillations whose phases are closer than this are taken for one that grows as a polynomial.</summary>
    private const double SamePhase = 0.05;

    /// <summary>From here on a positive real root beside one above 1 is taken for the second half of a linear trend.</summary>
    private const double NearlyOne = 0.9;

    /// <summary>What becomes of a trend root that is not allowed to grow.</summary>
    private const double Damping = 0.99;

    /// <summary>Stabilises a recurrence.</summary>
    /// <param name="coefficients">windowLength − 1 of them, finite.</param>
    /// <param name="windowLength">Effective window: waves longer than it are slow.</param>
    /// <param name="growthCap">Largest growth from one bucket to the next, ≥ 0; +∞ = none.</param>
    public static Stabilization Of(double[] coefficients, int windowLength, double growthCap)
    {
        if (coefficients.Length == 1)
            return new Stabilization([Math.Clamp(coefficients[0], -1, 1)], true, false, false, 1);

        var found = new Complex[coefficients.Length];
        if (!PolynomialRoots.OfRecurrence(coefficients, found))
            return new Stabilization(coefficients, false, false, false, 1);

        var roots = UpperHalf(found, windowLength);
        var hasSlowWave = roots.Exists(root => root.IsSlow);
        var hasLinearTrend = hasSlowWave;
        if (growthCap > 1 && hasSlowWave)
            MergeCloseOscillations(roots);
        else if (growthCap > 1)
            hasLinearTrend = TryMakeLinearTrend(roots);

        double limit;
        if (hasLinearTrend)
        {
            limit = Math.Min(1, growthCap);
            for (var i = 0; i < roots.Count; i++)
                if (roots[i].IsTrend)
                    roots[i] = roots[i] with { Value = Math.CopySign(Damping, roots[i].Value.Real) };
        }
        else
        {
            limit = 1;
            foreach (var root in roots)
                limit = Math.Max(limit, root.IsTrend && root.Value.Real > 0 ? root.Value.Magnitude : 1);
            limit = Math.Min(limit, growthCap);
        }

        var stabilised = RootExpansion.ToRecurrence([.. roots.Select(root => (Confine(root.Value, limit), root.IsPair))]);
        return new Stabilization(stabilised ?? coefficients, stabilised is not null, hasLinearTrend, hasSlowWave, limit);
    }

    /// <summary>One of each conjugate pair, and every real root. A slow pair becomes a double real one.</summary>
    private static List<Root> UpperHalf(ReadOnlySpan<Complex> found, int windowLength)
    {
        var roots = new List<Root>(found.Length);
        foreach (var value in found)
        {
            if (value.Imaginary < 0)
                continue;
            var isReal = value.Phase <= PhaseTolerance || value.Phase >= Math.PI - PhaseTolerance;
            var isTrend = isReal && value.Magnitude > 1;
            var isSlow = !isReal && value.Magnitude >= 1 && 2 * Math.PI / value.Phase > windowLength;
            roots.Add(new Root(isSlow ? value.Real : value, value.Imaginary > 0, isTrend, isSlow));
        }

        return roots;
    }

    private static void MergeCloseOscillations(List<Root> roots)
    {
        var growing = Enumerable.Range(0, roots.Count)
            .Where(i => roots[i].Value.Magnitude > 1 && !roots[i].IsTrend && !roots[i].IsSlow)
            .OrderBy(i => roots[i].Value.Phase)
            .ToArray();
        for (var start = 0; start < growing.Length;)
        {
            var end = start + 1;
            while (end < growing.Length && Phase(end) - Phase(end - 1) < SamePhase)
                end++;
            var group = growing[start..end];
            var mean = group.Aggregate(Complex.Zero, (sum, i) => sum + roots[i].Value) / group.Length;
            foreach (var i in group)
                roots[i] = roots[i] with { Value = mean };
            start = end;
        }

        double Phase(int i) => roots[growing[i]].Value.Phase;
    }

    /// <summary>A real root above 1 and a second one near it both become 1: a double root at 1 is a straight line.</summary>
    private static bool TryMakeLinearTrend(List<Root> roots)
    {
        var largest = Enumerable.Range(0, roots.Count)
            .Where(i => !roots[i].IsPair && roots[i].Value.Real >= NearlyOne)
            .OrderByDescending(i => roots[i].Value.Real)
            .Take(2)
            .ToArray();
        if (largest.Length < 2 || roots[largest[0]].Value.Real <= 1)
            return false;
        foreach (var i in largest)
            roots[i] = roots[i] with { Value = 1 };
        return true;
    }

    /// <summary>Roots at or beyond <paramref name="limit"/> go to it; fast oscillations half of the way beyond 1 only.</summary>
    private static Complex Confine(Complex root, double limit)
    {
        if (root.Magnitude < limit)
            return root;
        var isFast = root.Imaginary != 0 && root.Real < 0;
        var modulus = isFast ? Math.Min(limit, (limit + 1) / 2) : limit;
        return root.Imaginary == 0 ? Math.CopySign(modulus, root.Real) : Complex.FromPolarCoordinates(modulus, root.Phase);
    }

    private readonly record struct Root(Complex Value, bool IsPair, bool IsTrend, bool IsSlow);
}
