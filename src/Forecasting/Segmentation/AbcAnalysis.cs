using System.Collections.Immutable;

namespace Forecasting.Segmentation;

/// <summary>ABC classes by share of value: few items make most of the money.</summary>
public static class AbcAnalysis
{
    /// <summary>Classes in the order of the values.</summary>
    /// <param name="values">Value per SKU-location over the same period, ≥ 0.</param>
    /// <param name="shareA">Share of total value that A items make, 0..1.</param>
    /// <param name="shareB">Share that A and B items make together, between <paramref name="shareA"/> and 1.</param>
    /// <param name="previous">Classes of the plan before, in the order of the values, a blank where there was none; null = no plan
    /// before.</param>
    /// <returns>'A', 'B' or 'C' for each; all blanks when the total is 0, since then nothing is known of value.</returns>
    /// <remarks>The item that crosses a limit still belongs to the higher class. Equal values keep their order, so the result is stable.
    /// A class is left only when the share of the dearer items is past its limit by 10 % of what the limit leaves over: from A at 82 % and
    /// to A at 78 % for a limit of 80 %. Of a limit of 95 % itself 10 % would lie beyond 100 %, and no item could ever fall to C.</remarks>
    public static ImmutableArray<char> Classify(
        IReadOnlyList<decimal> values, double shareA = 0.80, double shareB = 0.95, IReadOnlyList<char>? previous = null)
    {
        var classes = new char[values.Count];
        Array.Fill(classes, ' ');
        var total = values.Sum();
        if (total <= 0)
            return [.. classes];

        decimal before = 0;
        foreach (var index in Enumerable.Range(0, values.Count).OrderByDescending(i => values[i]))
        {
            var share = (double)(before / total);
            var was = previous?[index] ?? ' ';
            classes[index] = values[index] <= 0 ? 'C'
                : share < Limit(shareA, was, "A") ? 'A'
                : share < Limit(shareB, was, "AB") ? 'B' : 'C';
            before += values[index];
        }

        return [.. classes];
    }

    private static double Limit(double share, char was, string inside) =>
        was == ' ' ? share : share + (inside.Contains(was, StringComparison.Ordinal) ? 1 : -1) * Hysteresis.Margin * (1 - share);
}
