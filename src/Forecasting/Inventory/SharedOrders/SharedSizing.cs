namespace Forecasting.Inventory.SharedOrders;

/// <summary>Sizes the lines of orders together: raised to what a supplier asks for at least, or cut to what there is at most.</summary>
/// <remarks>
/// Each step changes the line whose next pack gains most, or loses least, for what it adds to the measure: money, units or volume. Worth is concave in the quantity, so without smallest orders no other
/// choice of whole steps is better than it by more than the last step (Fox, Operations Research 14 (1966) 667–679: marginal allocation). What the last step gave too much is then given back where it can be.
/// Lines that gain the same are taken in their order, so the result depends on nothing else.
/// </remarks>
public static class SharedSizing
{
    private const double Tolerance = 1e-9;

    /// <summary>Raises quantities until their measures reach <paramref name="least"/>.</summary>
    /// <param name="lines">The lines; their quantities are changed.</param>
    /// <param name="measure">Of one unit of each line, ≥ 0: its price, 1, or its volume.</param>
    /// <param name="least">Sum to reach.</param>
    /// <returns>False when all that may be raised does not reach it; the quantities are then as they were.</returns>
    public static bool Raise(IReadOnlyList<OrderCandidate> lines, ReadOnlySpan<double> measure, double least)
    {
        var total = Total(lines, measure);
        if (total >= least - Tolerance)
            return true;
        var before = lines.Select(l => l.Quantity).ToArray();
        var queue = new PriorityQueue<int, (double, int)>();
        for (var i = 0; i < lines.Count; i++)
            Enqueue(queue, lines[i], i, measure[i]);
        while (total < least - Tolerance)
        {
            if (!queue.TryDequeue(out var i, out _))
            {
                Restore(lines, before);
                return false;
            }

            var above = lines[i].Above!.Value;
            total += (double)(above - lines[i].Quantity) * measure[i];
            lines[i].Quantity = above;
            Enqueue(queue, lines[i], i, measure[i]);
        }

        GiveBack(lines, before, measure, total - least);
        return true;

        static void Enqueue(PriorityQueue<int, (double, int)> queue, OrderCandidate line, int i, double measure)
        {
            if (measure > 0 && line.Above is { } above)
                queue.Enqueue(i, (-line.Gain(above) / ((double)(above - line.Quantity) * measure), i));
        }
    }

    /// <summary>Cuts quantities until their measures fit into <paramref name="most"/>.</summary>
    /// <param name="lines">The lines; their quantities are changed.</param>
    /// <param name="measure">Of one unit of each line, ≥ 0.</param>
    /// <param name="most">Sum to keep to, ≥ 0.</param>
    /// <returns>True when anything was cut.</returns>
    public static bool Cut(IReadOnlyList<OrderCandidate> lines, ReadOnlySpan<double> measure, double most)
    {
        var total = Total(lines, measure);
        if (total <= most + Tolerance)
            return false;
        var before = lines.Select(l => l.Quantity).ToArray();
        var queue = new PriorityQueue<int, (double, int)>();
        for (var i = 0; i < lines.Count; i++)
            Enqueue(queue, lines[i], i, measure[i]);
        while (total > most + Tolerance && queue.TryDequeue(out var i, out _))
        {
            var below = lines[i].Below!.Value;
            total -= (double)(lines[i].Quantity - below) * measure[i];
            lines[i].Quantity = below;
            Enqueue(queue, lines[i], i, measure[i]);
        }

        TakeBack(lines, before, measure, most - total);
        return true;

        static void Enqueue(PriorityQueue<int, (double, int)> queue, OrderCandidate line, int i, double measure)
        {
            if (measure > 0 && line.Below is { } below)
                queue.Enqueue(i, (-line.Gain(below) / ((double)(line.Quantity - below) * measure), i));
        }
    }

    /// <summary>Sum of quantities × measures.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="measure">Of one unit of each.</param>
    public static double Total(IReadOnlyList<OrderCandidate> lines, ReadOnlySpan<double> measure)
    {
        double total = 0;
        for (var i = 0; i < lines.Count; i++)
            total += (double)lines[i].Quantity * measure[i];
        return total;
    }

    /// <summary>Sets every quantity.</summary>
    internal static void Restore(IReadOnlyList<OrderCandidate> lines, decimal[] quantities)
    {
        for (var i = 0; i < quantities.Length; i++)
            lines[i].Quantity = quantities[i];
    }

    // What was added and is not needed for the sum, the dearest first.
    private static void GiveBack(IReadOnlyList<OrderCandidate> lines, decimal[] before, ReadOnlySpan<double> measure, double spare)
    {
        var added = Enumerable.Range(0, lines.Count)
            .Where(i => lines[i].Quantity > before[i])
            .Select(i => (Line: i, Gain: lines[i].Gain(lines[i].Below!.Value)))
            .OrderByDescending(a => a.Gain).ThenBy(a => a.Line).ToArray();
        foreach (var (i, _) in added)
        {
            while (lines[i].Quantity > before[i] && lines[i].Below is { } below && below >= before[i]
                && (double)(lines[i].Quantity - below) * measure[i] <= spare + Tolerance && lines[i].Gain(below) > 0)
            {
                spare -= (double)(lines[i].Quantity - below) * measure[i];
                lines[i].Quantity = below;
            }
        }
    }

    /// <summary>Gives back what was cut and fits after all, the most valuable first.</summary>
    /// <param name="lines">The lines; their quantities are changed.</param>
    /// <param name="before">Quantities that are not exceeded.</param>
    /// <param name="measure">Of one unit of each line.</param>
    /// <param name="room">Sum that is free, ≥ 0.</param>
    internal static void TakeBack(IReadOnlyList<OrderCandidate> lines, ReadOnlySpan<decimal> before, ReadOnlySpan<double> measure, double room)
    {
        var cut = new List<(int Line, double Gain)>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Quantity < before[i] && lines[i].Above is { } above)
                cut.Add((i, lines[i].Gain(above) / ((double)(above - lines[i].Quantity) * measure[i])));
        }

        foreach (var (i, _) in cut.OrderByDescending(c => c.Gain).ThenBy(c => c.Line))
        {
            while (lines[i].Above is { } above && above <= before[i]
                && (double)(above - lines[i].Quantity) * measure[i] <= room + Tolerance && lines[i].Gain(above) > 0)
            {
                room -= (double)(above - lines[i].Quantity) * measure[i];
                lines[i].Quantity = above;
            }
        }
    }
}
