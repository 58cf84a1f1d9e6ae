namespace Forecasting.Inventory;

/// <summary>Demand of one replenishment cycle, from the arrival of an order to the arrival of the next, on top of what must be there first.</summary>
/// <remarks>
/// <para>Two numbers per path: <em>V</em>, the position that ends the cycle at exactly zero, and <em>V − D_R</em>, the position that begins it at zero. What a level leaves short
/// <em>in</em> the cycle is E[(V − y)⁺] − E[(V − D_R − y)⁺]: demand that was short before the order arrived belongs to the cycle before, and is not counted twice.</para>
/// <para>Johnson, Lee, Davis, Hall, Expressions for item fill rates in periodic inventory systems, Naval Research Logistics 42 (1995) 57–80;
/// Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th ed., section 6.9.</para>
/// </remarks>
public sealed class CycleDemand
{
    private readonly SortedSample untilEnd;
    private readonly SortedSample untilStart;

    internal CycleDemand(SortedSample untilEnd, SortedSample untilStart) => (this.untilEnd, this.untilStart) = (untilEnd, untilStart);

    /// <summary>Level up to which no unit of the cycle is served from stock.</summary>
    public double Lowest => untilStart.Lowest;

    /// <summary>Level from which none is short.</summary>
    public double Highest => untilEnd.Highest;

    /// <summary>Expected units of the cycle's demand that are not served at once: falls from E[D_R] to 0.</summary>
    /// <param name="level">Inventory position after the order, units.</param>
    public double ExpectedShortage(double level) =>
        Math.Max(0, untilEnd.ExpectedExcess(level) - untilStart.ExpectedExcess(level));

    /// <summary>Probability that the cycle ends without shortage.</summary>
    /// <param name="level">Inventory position after the order, units.</param>
    public double NoShortage(double level) => untilEnd.ShareAtMost(level);

    /// <summary>Expected units on the shelf when the cycle ends.</summary>
    /// <param name="level">Inventory position after the order, units.</param>
    public double ExpectedLeftOver(double level) => level - untilEnd.Mean + untilEnd.ExpectedExcess(level);

    /// <summary>Smallest position with which the cycle ends without shortage with at least this probability.</summary>
    /// <param name="probability">0..1.</param>
    public double Quantile(double probability) => untilEnd.Quantile(probability);

    /// <summary>Probability that the cycle begins without shortage.</summary>
    /// <param name="level">Inventory position that the delivery must be waited for with, units.</param>
    public double NoShortageBefore(double level) => untilStart.ShareAtMost(level);

    /// <summary>The smallest level at which a measure that falls with the level, taken as the mean over <paramref name="offsets"/> above it, is at most
    /// <paramref name="allowed"/>.</summary>
    /// <param name="measure">From a position to the measure; 0 from <see cref="Highest"/> on.</param>
    /// <param name="offsets">Where the position stands above the level, units, ascending.</param>
    /// <param name="allowed">≥ 0.</param>
    /// <param name="grain">What a level is a whole number of, units, &gt; 0.</param>
    internal double Level(Func<double, double> measure, ReadOnlySpan<double> offsets, double allowed, double grain)
    {
        // Met exactly is met, whatever the last bit.
        var most = allowed * offsets.Length + 1e-9;
        var low = Math.Floor((Lowest - offsets[^1]) / grain) - 1;
        var high = Math.Max(low, Math.Ceiling((Highest - offsets[0]) / grain - 1e-9));
        while (high - low > 1)
        {
            var middle = Math.Floor((low + high) / 2);
            if (middle <= low || middle >= high)
                break;
            double sum = 0;
            foreach (var offset in offsets)
                sum += measure(middle * grain + offset);
            if (sum <= most)
                high = middle;
            else
                low = middle;
        }

        return high * grain;
    }
}
