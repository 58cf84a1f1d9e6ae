namespace Forecasting.Inventory.SharedOrders;

/// <summary>Sizes the lines of orders together: raised to what a supplier asks for at least, or cut to what there is at most.</summary>
/// <remarks>
/// Each step changes the line whose next pack gains most, or loses least, for what it adds to the measure: money, units, volume or weight. Worth is concave in the quantity, so without smallest orders no other
/// choice of whole steps is better than it by more than the last step (Fox, Operations Research 14 (1966) 667–679: marginal allocation). What the last step gave too much is then given back where it can be.
/// Lines that gain the same are taken in their order, so the result depends on nothing else.
/// </remarks>
public static class SharedSizing
{
    private const double Tolerance = 1e-9;

    /// <summary>Raises quantities until their measures reach <paramref name="least"/>.</summary>
    /// <param name="lines">The lines; their quantities are changed.</param>
    /// <param name="measure">Of one unit of each line, ≥ 0.</param>
    /// <param name="least">Sum to reach.</param>
    /// <returns>False when all that may be raised does not reach it; the quantities are then as they were.</returns>
    public static bool Raise(IReadOnlyList<OrderCandidate> lines, ReadOnlySpan<double> measure, double least) =>
        Raise(lines, OrderMeasure.Each(measure), least);

    /// <summary>The same for any measure.</summary>
    /// <param name="lines">The lines; their quantities are changed.</param>
    /// <param name="measure">What is summed.</param>
    /// <param name="least">Sum to reach.</param>
    /// <returns>False when all that may be raised does not reach it; the quantities are then as they were.</returns>
    public static bool Raise(IReadOnlyList<OrderCandidate> lines, OrderMeasure measure, double least)
    {
        var total = Total(lines, measure);
        if (total >= least - Tolerance)
            return true;
        var before = lines.Select(l => l.Quantity).ToArray();
        var queue = new PriorityQueue<int, (double, int)>();
        for (var i = 0; i < lines.Count; i++)
            Enqueue(queue, lines[i], i, measure);
        while (total < least - Tolerance)
        {
            if (!queue.TryDequeue(out var i, out _))
            {
                Restore(lines, before);
                return false;
            }

            var above = measure.Above(lines[i], i)!.Value;
            total += measure.Change(lines[i], i, above);
            lines[i].Quantity = above;
            Enqueue(queue, lines[i], i, measure);
        }

        GiveBack(lines, before, measure, total - least);
        return true;

        static void Enqueue(PriorityQueue<int, (double, int)> queue, OrderCandidate line, int i, OrderMeasure measure)
        {
            if (measure.Counts(i) && measure.Above(line, i) is { } above)
                queue.Enqueue(i, (-line.Gain(above) / measure.Change(line, i, above), i));
        }
    }

    /// <summary>Cuts quantities until their measures fit into <paramref name="most"/>.</summary>
    /// <param name="lines">The lines; their quantities are changed.</param>
    /// <param name="measure">Of one unit of each line, ≥ 0.</param>
    /// <param name="most">Sum to keep to, ≥ 0.</param>
    /// <returns>True when anything was cut.</returns>
    public static bool Cut(IReadOnlyList<OrderCandidate> lines, ReadOnlySpan<double> measure, double most) =>
        Cut(lines, OrderMeasure.Each(measure), most);

    /// <summary>The same for any measure.</summary>
    /// <param name="lines">The lines; their quantities are changed.</param>
    /// <param name="measure">What is summed.</param>
    /// <param name="most">Sum to keep to, ≥ 0.</param>
    /// <returns>True when anything was cut.</returns>
    public static bool Cut(IReadOnlyList<OrderCandidate> lines, OrderMeasure measure, double most)
    {
        var total = Total(lines, measure);
        if (total <= most + Tolerance)
            return false;
        var before = lines.Select(l => l.Quantity).ToArray();
        var queue = new PriorityQueue<int, (double, int)>();
        for (var i = 0; i < lines.Count; i++)
            Enqueue(queue, lines[i], i, measure);
        while (total > most + Tolerance && queue.TryDequeue(out var i, out _))
        {
            var below = measure.Below(lines[i], i)!.Value;
            total += measure.Change(lines[i], i, below);
            lines[i].Quantity = below;
            Enqueue(queue, lines[i], i, measure);
        }

        TakeBack(lines, before, measure, most - total);
        return true;

        static void Enqueue(PriorityQueue<int, (double, int)> queue, OrderCandidate line, int i, OrderMeasure measure)
        {
            if (measure.Counts(i) && measure.Below(line, i) is { } below)
                queue.Enqueue(i, (line.Gain(below) / measure.Change(line, i, below), i));
        }
    }

    /// <summary>Sum of quantities × measures.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="measure">Of one unit of each.</param>
    public static double Total(IReadOnlyList<OrderCandidate> lines, ReadOnlySpan<double> measure) => Total(lines, OrderMeasure.Each(measure));

    /// <summary>Sum of the measures of quantities.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="measure">What is summed.</param>
    public static double Total(IReadOnlyList<OrderCandidate> lines, OrderMeasure measure)
    {
        double total = 0;
        for (var i = 0; i < lines.Count; i++)
            total += measure.Of(lines[i], i, lines[i].Quantity);
        return total;
    }

    /// <summary>Sets every quantity.</summary>
    internal static void Restore(IReadOnlyList<OrderCandidate> lines, decimal[] quantities)
    {
        for (var i = 0; i < quantities.Length; i++)
            lines[i].Quantity = quantities[i];
    }

    // What was added and is not needed for the sum, the dearest first.
    private static void GiveBack(IReadOnlyList<OrderCandidate> lines, decimal[] before, OrderMeasure measure, double spare)
    {
        var added = Enumerable.Range(0, lines.Count)
            .Where(i => lines[i].Quantity > before[i])
            .Select(i => (Line: i, Gain: lines[i].Gain(lines[i].Below!.Value)))
            .OrderByDescending(a => a.Gain).ThenBy(a => a.Line).ToArray();
        foreach (var (i, _) in added)
        {
            while (lines[i].Quantity > before[i] && lines[i].Below is { } below && below >= before[i]
                && -measure.Change(lines[i], i, below) <= spare + Tolerance && lines[i].Gain(below) > 0)
            {
                spare += measure.Change(lines[i], i, below);
                lines[i].Quantity = below;
            }
        }
    }

    /// <summary>Gives back what was cut and fits after all, the most valuable first.</summary>
    /// <param name="lines">The lines; their quantities are changed.</param>
    /// <param name="before">Quantities that are not exceeded.</param>
    /// <param name="measure">What is summed.</param>
    /// <param name="room">Sum that is free, ≥ 0.</param>
    internal static void TakeBack(IReadOnlyList<OrderCandidate> lines, ReadOnlySpan<decimal> before, OrderMeasure measure, double room)
    {
        var cut = new List<(int Line, double Gain)>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Quantity < before[i] && lines[i].Above is { } above)
                cut.Add((i, lines[i].Gain(above) / Math.Max(Tolerance, measure.Change(lines[i], i, above))));
        }

        foreach (var (i, _) in cut.OrderByDescending(c => c.Gain).ThenBy(c => c.Line))
        {
            while (lines[i].Above is { } above && above <= before[i]
                && measure.Change(lines[i], i, above) <= room + Tolerance && lines[i].Gain(above) > 0)
            {
                room -= measure.Change(lines[i], i, above);
                lines[i].Quantity = above;
            }
        }
    }
}
