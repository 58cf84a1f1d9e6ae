using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>From a history to its parts: fill, decompose, rebuild each component, group, add up, measure.</summary>
internal static class ComponentAssembly
{
    /// <summary>Most components rebuilt: a free yearly season of weeks takes 51, and what comes later is too small to be seen.</summary>
    private const int MaximumRank = 60;

    /// <summary>Assembles the components.</summary>
    /// <param name="scaled">The history from its first observed bucket, with at least 24 observed ones.</param>
    /// <param name="firstBucket">Buckets left out in front of it.</param>
    /// <param name="seasons">Season lengths looked for, ascending.</param>
    /// <param name="window">Embedding window, below the length of the history.</param>
    public static SsaComponents Assemble(ScaledHistory scaled, int firstBucket, ImmutableArray<double> seasons, int window)
    {
        var observed = scaled.Values;
        var history = GapSweeps.Fill(observed, seasons.IsDefaultOrEmpty ? 1 : (int)Math.Round(seasons[0]));
        var components = Rebuild(history, window, out var frequencies);
        var weights = WCorrelation.Weights(history.Length, window);
        var held = ComponentWindow.Held(seasons.AsSpan(), Math.Min(window, history.Length / 2));
        var groups = ComponentGrouping.Group(components, frequencies, weights, window, held);

        var found = groups.Where(group => group >= 0).Distinct().Order().ToArray();
        int[] order = [ComponentGrouping.Trend, .. found, ComponentGrouping.Cycle];
        var parts = order.Select(group => Sum(components, groups, group, history.Length)).ToList();
        parts.Add(Remainder(history, parts));

        var remainder = Add(parts[^2], parts[^1]);
        SsaPart Part(int index) => new(
            [.. parts[index].Select(scaled.Unscale)],
            index < order.Length ? NumbersOf(groups, order[index]) : [],
            ComponentStrength.VarianceShare(parts[index], history));

        return new SsaComponents
        {
            FirstBucket = firstBucket,
            History = [.. history.Select(scaled.Unscale)],
            FilledBuckets = observed.Count(double.IsNaN),
            Trend = Part(0),
            Seasons =
            [
                .. found.Select((season, i) => new SsaSeason(
                    seasons[season], Part(i + 1), ComponentStrength.Of(parts[i + 1], remainder, observed))),
            ],
            Cycle = Part(parts.Count - 2),
            Noise = Part(parts.Count - 1),
            TrendStrength = ComponentStrength.Of(parts[0], remainder, observed),
            NoiseDeviation = scaled.Unscale(ComponentStrength.Deviation(parts[^1], observed)),
            CycleDeviation = scaled.Unscale(ComponentStrength.Deviation(parts[^2], observed)),
            Correlations = [.. WCorrelation.Matrix(parts, weights)],
            WindowLength = window,
            Rank = components.Length,
        };
    }

    /// <summary>The components that stand out of noise, each as a series, and where in the spectrum they live.</summary>
    private static double[][] Rebuild(double[] history, int window, out double[] frequencies)
    {
        var decomposition = SsaDecomposition.Of(history, window);
        var signal = NoiseFloor.SignalRank(decomposition.Eigenvalues.AsSpan(), window, history.Length - window + 1);
        var components = new double[Math.Min(MaximumRank, signal)][];
        frequencies = new double[components.Length];
        for (var i = 0; i < components.Length; i++)
        {
            components[i] = new double[history.Length];
            DiagonalAveraging.Add(history, decomposition.Vector(i), components[i]);
            DiagonalAveraging.Divide(components[i], window);
            frequencies[i] = Periodogram.Peak(decomposition.Vector(i), components[i]);
        }

        return components;
    }

    /// <summary>What the parts leave of the history. Its mean goes to the first part, the trend: a constant that is left is level, not
    /// noise.</summary>
    private static double[] Remainder(double[] history, List<double[]> parts)
    {
        var rest = history.ToArray();
        foreach (var part in parts)
            VectorMath.AddScaled(rest, -1, part);
        var mean = rest.Average();
        for (var t = 0; t < rest.Length; t++)
            parts[0][t] += mean;

        // Once more from the start, so that the sum is the history to the last rounding.
        history.CopyTo(rest, 0);
        foreach (var part in parts)
            VectorMath.AddScaled(rest, -1, part);
        return rest;
    }

    private static double[] Sum(double[][] components, int[] groups, int group, int length)
    {
        var sum = new double[length];
        for (var i = 0; i < groups.Length; i++)
        {
            if (groups[i] == group)
                VectorMath.AddScaled(sum, 1, components[i]);
        }

        return sum;
    }

    private static double[] Add(double[] first, double[] second)
    {
        var sum = first.ToArray();
        VectorMath.AddScaled(sum, 1, second);
        return sum;
    }

    private static ImmutableArray<int> NumbersOf(int[] groups, int group) =>
        [.. Enumerable.Range(1, groups.Length).Where(number => groups[number - 1] == group)];
}
