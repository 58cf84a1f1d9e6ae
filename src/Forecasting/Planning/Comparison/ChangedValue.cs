using System.Collections.Immutable;

namespace Forecasting.Planning.Comparison;

/// <summary>What the recommended purchases of one currency are worth now and were worth before, at today's unit costs, and why.</summary>
/// <param name="Currency">ISO 4217 code; empty = not known.</param>
/// <param name="Before">Worth of what the plan before recommended.</param>
/// <param name="Now">Worth of what this plan recommends.</param>
/// <param name="Parts">The difference by cause, in the order of <see cref="ChangeCause"/>, all of them.</param>
public sealed record ChangedValue(string Currency, decimal Before, decimal Now, ImmutableArray<decimal> Parts)
{
    /// <summary>Now − before.</summary>
    public decimal Difference => Now - Before;

    /// <summary>The causes that move money, the largest first.</summary>
    public IEnumerable<(ChangeCause Cause, decimal Value)> Largest => Enum.GetValues<ChangeCause>()
        .Select(cause => (Cause: cause, Value: Parts[(int)cause]))
        .Where(part => part.Value != 0)
        .OrderByDescending(part => Math.Abs(part.Value)).ThenBy(part => part.Cause);
}
