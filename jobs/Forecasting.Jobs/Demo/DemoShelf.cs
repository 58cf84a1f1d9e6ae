namespace Forecasting.Jobs.Demo;

/// <summary>One product at one place over the whole history, in sale steps. Closing = previous closing + received + returned − sold − shipped.</summary>
/// <param name="Product">What.</param>
/// <param name="Place">Where.</param>
/// <param name="Demand">What customers want.</param>
/// <param name="First">First day.</param>
/// <param name="Days">Number of days.</param>
internal sealed record DemoShelf(DemoProduct Product, DemoPlace Place, DemoDemand Demand, DateOnly First, int Days)
{
    private int onHand;

    /// <summary>Sold, by day: never more than there was.</summary>
    public int[] Sold { get; } = new int[Days];

    /// <summary>Brought back, by day.</summary>
    public int[] Returned { get; } = new int[Days];

    /// <summary>Sent to other places, by day.</summary>
    public int[] Shipped { get; } = new int[Days];

    /// <summary>On the shelf at the end of the day.</summary>
    public int[] Closing { get; } = new int[Days];

    /// <summary>All orders, oldest first, received or not.</summary>
    public List<DemoOrder> Orders { get; } = [];

    /// <summary>On the shelf now.</summary>
    public int OnHand => onHand;

    /// <summary>Stock on the first morning.</summary>
    public void Open(int steps) => onHand = steps;

    /// <summary>Ordered and not yet there at the end of <paramref name="day"/>.</summary>
    public int OnOrder(DateOnly day) => Orders.Where(o => o.Arrives > day).Sum(o => o.Steps);

    /// <summary>Deliveries of the morning, then the customers of the day.</summary>
    public void Trade(int index, SplitMix64 returns, double returnShare)
    {
        var day = First.AddDays(index);
        for (var order = Orders.Count - 1; order >= 0; order--)
            if (Orders[order].Arrives == day)
                onHand += Orders[order].Steps;

        Sold[index] = Math.Min(Demand.On(day), onHand);
        Returned[index] = Math.Min(returns.Poisson(returnShare * Pace(index, 14)), Unreturned(index));
        onHand += Returned[index] - Sold[index];
    }

    /// <summary>Sends <paramref name="steps"/> to another place at the end of the day.</summary>
    public void Ship(int index, int steps)
    {
        Shipped[index] += steps;
        onHand -= steps;
    }

    /// <summary>Counts the shelf at the end of the day.</summary>
    public void Close(int index) => Closing[index] = onHand;

    /// <summary>Units a day that left the shelf on the <paramref name="window"/> days before <paramref name="index"/>, empty days not counted.</summary>
    public double Pace(int index, int window)
    {
        var (left, observed) = (0, 0);
        for (var day = Math.Max(0, index - window); day < index; day++)
        {
            if (Sold[day] + Shipped[day] == 0 && Closing[day] == 0)
                continue;
            left += Sold[day] + Shipped[day];
            observed++;
        }

        return observed == 0 ? 0 : left / (double)observed;
    }

    // Nobody brings back what was not bought in the last four weeks.
    private int Unreturned(int index)
    {
        var sum = 0;
        for (var day = Math.Max(0, index - 28); day < index; day++)
            sum += Sold[day] - Returned[day];
        return Math.Max(0, sum);
    }
}
