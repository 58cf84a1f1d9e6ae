namespace Forecasting.Inventory.SharedOrders;

/// <summary>How much is left of several limits while lines change.</summary>
internal sealed class LimitRoom
{
    private const double Tolerance = 1e-9;

    private readonly IReadOnlyList<OrderCandidate> lines;
    private readonly IReadOnlyList<OrderLimit> limits;
    private readonly double[] totals;

    // Limits of each line, and its number in them.
    private readonly List<(int Limit, int Number)>[] limitsOf;

    /// <summary>The room that the lines leave as they are.</summary>
    public LimitRoom(IReadOnlyList<OrderCandidate> lines, IReadOnlyList<OrderLimit> limits)
    {
        (this.lines, this.limits) = (lines, limits);
        totals = new double[limits.Count];
        limitsOf = new List<(int, int)>[lines.Count];
        for (var l = 0; l < limits.Count; l++)
        {
            for (var k = 0; k < limits[l].Lines.Count; k++)
            {
                var i = limits[l].Lines[k];
                (limitsOf[i] ??= []).Add((l, k));
                totals[l] += limits[l].Measure.Of(lines[i], k, lines[i].Quantity);
            }
        }
    }

    /// <summary>True when more is taken of a limit of the line than there is.</summary>
    public bool IsExceeded(int line) => LimitsOf(line).Any(at => totals[at.Limit] > limits[at.Limit].Most + Tolerance);

    /// <summary>True when the line may change to a larger quantity.</summary>
    public bool Fits(int line, decimal to)
    {
        foreach (var (l, k) in LimitsOf(line))
        {
            if (totals[l] + limits[l].Measure.Change(lines[line], k, to) > limits[l].Most + Tolerance)
                return false;
        }

        return true;
    }

    /// <summary>What a larger quantity takes of the first limit of the line; 0 when it has none.</summary>
    public double Taken(int line, decimal to) =>
        LimitsOf(line) is [var (l, k), ..] ? limits[l].Measure.Change(lines[line], k, to) : 0;

    /// <summary>Changes the line.</summary>
    public void Change(int line, decimal to)
    {
        foreach (var (l, k) in LimitsOf(line))
            totals[l] += limits[l].Measure.Change(lines[line], k, to);
        lines[line].Quantity = to;
    }

    private List<(int Limit, int Number)> LimitsOf(int line) => limitsOf[line] ?? [];
}
