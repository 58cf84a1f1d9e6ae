namespace Forecasting.Inventory;

/// <summary>The stock of one SKU-location day by day if demand comes as expected: what is on its way comes in the morning, then
/// customers.</summary>
/// <remarks>A mutable working copy: arrivals may be moved, taken out and put in.</remarks>
internal sealed class ExpectedStock
{
    /// <summary>A day that never comes.</summary>
    public const int Never = int.MaxValue;

    // Sums of thirds and sevenths miss whole units by less than this; nobody counts a millionth of a unit.
    private const double Rounding = 1e-6;

    private readonly StockOutlook outlook;
    private readonly UnmetDemand unmet;
    private readonly List<(int Day, double Units)> arrivals = [];
    private readonly double[] arriving;
    private readonly double[] demand;
    private readonly double[] missed;

    /// <summary>Stock, what is on its way, and the order that the plan makes now.</summary>
    /// <param name="outlook">The SKU-location.</param>
    /// <param name="unmet">What becomes of demand that finds an empty shelf.</param>
    /// <param name="withOrder">False to leave the plan's order out.</param>
    /// <param name="days">Days to walk, at most the horizon.</param>
    public ExpectedStock(StockOutlook outlook, UnmetDemand unmet, bool withOrder = true, int days = int.MaxValue)
    {
        (this.outlook, this.unmet) = (outlook, unmet);
        foreach (var arrival in outlook.Position.Arrivals)
            Add(Math.Max(0, arrival.Day.DayNumber - outlook.AsOf.DayNumber), (double)arrival.Quantity);
        foreach (var transfer in outlook.Transfers)
            Add(Math.Max(0, transfer.Day.DayNumber - outlook.AsOf.DayNumber), (double)transfer.Quantity);
        if (withOrder && outlook.OrderQuantity > 0)
            Add(Delivery, (double)outlook.OrderQuantity);
        demand = new double[Math.Min(days, outlook.DailyMean.Length)];
        for (var d = 0; d < demand.Length; d++)
            demand[d] = outlook.DemandOn(d);
        arriving = new double[demand.Length];
        missed = new double[demand.Length];
        Stock = new double[demand.Length];
    }

    /// <summary>Days that are walked.</summary>
    public int Days => demand.Length;

    /// <summary>Units at the end of each day, as last walked; below 0 = owed.</summary>
    public double[] Stock { get; }

    /// <summary>Day on which the plan's order is on the shelf.</summary>
    public int Delivery => outlook.Window.Delivery.DayNumber - outlook.AsOf.DayNumber;

    /// <summary>Day from which on an order that is not placed yet can make up for what was missed.</summary>
    public int NextDelivery => outlook.Window.NextDelivery.DayNumber - outlook.AsOf.DayNumber;

    /// <summary>Puts an arrival in.</summary>
    /// <returns>Its number, for <see cref="Move"/> and <see cref="Walk"/>.</returns>
    public int Add(int day, double units)
    {
        arrivals.Add((day, units));
        return arrivals.Count - 1;
    }

    /// <summary>Moves an arrival, for good; to <see cref="Never"/> takes it out.</summary>
    public void Move(int arrival, int day) => arrivals[arrival] = (day, arrivals[arrival].Units);

    /// <summary>Takes the arrival put in last out again.</summary>
    public void RemoveLast() => arrivals.RemoveAt(arrivals.Count - 1);

    /// <summary>Walks the days and fills <see cref="Stock"/>, with one arrival on another day than it has.</summary>
    /// <param name="until">Days whose unserved demand is counted, from the first.</param>
    /// <param name="arrival">The arrival on trial; −1 = none.</param>
    /// <param name="day">Its day on trial.</param>
    /// <returns>Units wanted before <paramref name="until"/> that found no stock on their day.</returns>
    public double Walk(int until, int arrival = -1, int day = Never)
    {
        Array.Clear(arriving);
        for (var i = 0; i < arrivals.Count; i++)
        {
            var at = i == arrival ? day : arrivals[i].Day;
            if (at < arriving.Length)
                arriving[at] += arrivals[i].Units;
        }

        var position = outlook.Position;
        var stock = (double)(position.OnHand - position.Allocated - position.Backordered);
        double unserved = 0;
        for (var d = 0; d < demand.Length; d++)
        {
            stock += arriving[d];
            var served = Math.Min(demand[d], Math.Max(0, stock));
            missed[d] = demand[d] - served;
            if (d < until)
                unserved += missed[d];
            // What is owed already stays owed; who finds nothing from now on waits, or goes.
            stock -= unmet == UnmetDemand.Lost ? served : demand[d];
            Stock[d] = stock;
        }

        return unserved;
    }

    /// <summary>First day from <paramref name="from"/> on that ended below the level it should have, or missed demand, as last walked;
    /// <see cref="Never"/> when none does.</summary>
    public int FirstShortOfLevel(int from)
    {
        for (var d = from; d < Stock.Length; d++)
        {
            if (Stock[d] < outlook.LevelOn(d) - Rounding || missed[d] > Rounding)
                return d;
        }

        return Never;
    }

    /// <summary>First day whose demand was not all served, as last walked; <see cref="Never"/> when there is none.</summary>
    public int FirstUnserved()
    {
        var day = Array.FindIndex(missed, units => units > Rounding);
        return day < 0 ? Never : day;
    }
}
