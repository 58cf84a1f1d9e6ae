using Forecasting.Inventory;

namespace Forecasting.Replay;

/// <summary>The shelf of one SKU-location under one policy: what is on it, on its way, owed, and what became of the demand.</summary>
internal sealed class ReplayShelf(decimal onHand, UnmetDemand unmet)
{
    private readonly List<(DateOnly Day, decimal Quantity)> arrivals = [];
    private decimal owed;

    /// <summary>Units on the shelf.</summary>
    public decimal OnHand { get; private set; } = onHand;

    /// <summary>Its position on a morning.</summary>
    public StockPosition Position => new(
        OnHand, 0, owed, [.. arrivals.OrderBy(a => a.Day).Select(a => new Arrival(a.Day, a.Quantity, ""))], true);

    /// <summary>Units are on their way.</summary>
    /// <param name="day">Day on which they are on the shelf.</param>
    /// <param name="quantity">Units, &gt; 0.</param>
    public void Order(DateOnly day, decimal quantity) => arrivals.Add((day, quantity));

    /// <summary>One bucket: what came by its first day is put on the shelf, who waits is served, and then who comes. What arrives inside the bucket
    /// serves the part of its demand that comes after, in proportion to the days.</summary>
    /// <param name="first">Its first day.</param>
    /// <param name="after">First day of the next one.</param>
    /// <param name="demand">Units wanted, ≥ 0. Whole units stay whole.</param>
    /// <returns>Units of this demand served at once.</returns>
    public decimal Sell(DateOnly first, DateOnly after, decimal demand)
    {
        Receive(first);
        decimal served = 0, asked = 0;
        while (arrivals.Count > 0 && arrivals.Min(a => a.Day) is var day && day < after)
        {
            var before = demand * (day.DayNumber - first.DayNumber) / (after.DayNumber - first.DayNumber);
            before = decimal.IsInteger(demand) ? Math.Round(before, MidpointRounding.AwayFromZero) : before;
            served += Serve(before - asked);
            asked = before;
            Receive(day);
        }

        return served + Serve(demand - asked);
    }

    private void Receive(DateOnly day)
    {
        for (var i = arrivals.Count - 1; i >= 0; i--)
        {
            if (arrivals[i].Day > day)
                continue;
            OnHand += arrivals[i].Quantity;
            arrivals.RemoveAt(i);
        }

        var caughtUp = Math.Min(OnHand, owed);
        OnHand -= caughtUp;
        owed -= caughtUp;
    }

    private decimal Serve(decimal demand)
    {
        var served = Math.Min(OnHand, demand);
        OnHand -= served;
        if (unmet == UnmetDemand.Backordered)
            owed += demand - served;
        return served;
    }
}
