using Forecasting.Inventory;

namespace Forecasting.Sensing;

/// <summary>Stock that will be gone before goods come, by the newest count, the orders on their way and the demand still expected.</summary>
internal static class StockoutSignals
{
    // Less than half a unit on average is a small shelf of a slow mover, and no call to a supplier.
    private const double FewestUnits = 0.5;

    /// <summary>The signal of one SKU-location; null when its stock will do.</summary>
    /// <param name="place">Its stock.</param>
    /// <param name="multiple">What demand is expected to be of the promise, by what came.</param>
    /// <param name="late">Orders so late that they are not counted on.</param>
    /// <param name="input">What is known.</param>
    public static Signal? Find(WatchedPlace place, double multiple, IReadOnlySet<string> late, SensingInput input)
    {
        if (!place.Position.IsKnown)
            return null;
        var order = place.Window.Delivery > input.AsOf ? place.Window.Delivery : place.Window.NextDelivery;
        var arrivals = place.Position.Arrivals.Where(a => a.Day > input.AsOf && a.Day < order && !late.Contains(a.OrderId)).ToList();

        // Before an order placed now could come nothing helps but what is on its way already, or haste.
        var (day, awaited, units, probability) = (order, (Arrival?)null, 0.0, 0.0);
        foreach (var (until, next) in arrivals.Select(a => (a.Day, (Arrival?)a)).Append((order, null)))
        {
            var (its, missing) = place.OutBefore(until, multiple, late);
            if (its >= input.Settings.StockoutProbability && missing >= FewestUnits && missing > units)
                (day, awaited, units, probability) = (until, next, missing, its);
        }

        if (units <= 0)
            return null;
        var before = awaited is not null ? $"order {awaited.OrderId} comes" : "an order placed now would come";
        var key = place.Terms.Key;
        return new Signal(
            SignalKind.Stockout, key.ToString(), input.Plan.RunId, input.AsOf,
            FormattableString.Invariant(
                $"{Math.Max(0, place.Available):0.#} in stock; {place.Until(day) * multiple:0.#} expected to be wanted before {day:yyyy-MM-dd}, when {before}.")
            + FormattableString.Invariant($" The probability of running out before is {probability * 100:0} %, with {units:0.#} units missing on average."),
            (awaited is not null ? $"Have order {awaited.OrderId} hurried" : "Order now and ask for it sooner") + ", or send goods from another place.")
        {
            Concerns = [key],
            UnitsAtRisk = units,
            MoneyAtRisk = DemandSignals.Money(units, place.Shortage),
            Currency = place.Terms.Currency,
        };
    }
}
