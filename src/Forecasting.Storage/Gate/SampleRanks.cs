using System.Collections.Immutable;

namespace Forecasting.Storage.Gate;

/// <summary>Equal values of a sample in sorted order.</summary>
/// <param name="Value">The value.</param>
/// <param name="Before">Number of values that stand before it in the order.</param>
/// <param name="Times">How often it stands there, at least 1.</param>
/// <param name="Total">Number of values of the sample.</param>
internal readonly record struct SampleRun(double Value, long Before, long Times, long Total);

/// <summary>A sorted sample that a database counted, of which only the values at the ranks that are asked for were read.</summary>
/// <remarks>Databases differ in how they interpolate, or have no quantiles at all: they rank, and the arithmetic is done here, once.</remarks>
internal sealed class SampleRanks
{
    private const int Parts = 20;

    private readonly ImmutableArray<SampleRun> runs;

    private SampleRanks(ImmutableArray<SampleRun> runs) => this.runs = runs;

    /// <summary>Number of values of the sample.</summary>
    public long Count => runs.IsEmpty ? 0 : runs[0].Total;

    /// <summary>A sample.</summary>
    /// <param name="runs">The runs at the ranks that will be asked for, in any order; none = an empty sample.</param>
    public static SampleRanks Of(IEnumerable<SampleRun> runs) => new([.. runs]);

    /// <summary>The quantile at <paramref name="twentieths"/> ÷ 20, interpolated linearly between the two values beside it.</summary>
    /// <param name="twentieths">0..20; 10 is the median. Whole, so that the rank is exact.</param>
    /// <returns>0 for an empty sample.</returns>
    /// <exception cref="InvalidOperationException">The value at that rank was not read.</exception>
    /// <remarks>Hyndman and Fan (1996), The American Statistician 50, definition 7.</remarks>
    public double Quantile(int twentieths)
    {
        if (Count == 0)
            return 0;
        var (rank, rest) = long.DivRem((Count - 1) * twentieths, Parts);
        var below = At(rank);
        return rest == 0 ? below : below + (At(rank + 1) - below) * rest / Parts;
    }

    private double At(long rank)
    {
        foreach (var run in runs)
        {
            if (run.Before <= rank && rank < run.Before + run.Times)
                return run.Value;
        }

        throw new InvalidOperationException($"The value of rank {rank} was not read.");
    }
}
