namespace Forecasting.Jobs.Demo;

/// <summary>Two years of trading, so that sales, stock, stockouts and deliveries tell one story.</summary>
/// <remarks>
/// The replenishment is the one that the sample company wants to be rid of: days of cover on a moving average, the same margin
/// whatever the season or the supplier's punctuality. It runs out before the season and sits on stock after it.
/// </remarks>
internal static class DemoStockHistory
{
    /// <summary>Trades one product at every place from <paramref name="first"/> to the day before <paramref name="asOf"/>.</summary>
    /// <returns>One shelf per place, in the order of <see cref="DemoNetwork.Places"/>.</returns>
    public static DemoShelf[] Simulate(int seed, DemoProduct product, DemoEvent[] events, DateOnly first, DateOnly asOf)
    {
        var days = asOf.DayNumber - first.DayNumber;
        var supplier = DemoNetwork.Supplier(product.Range.Supplier);
        var shelves = Array.ConvertAll(
            DemoNetwork.Places, place => new DemoShelf(product, place, new DemoDemand(seed, product, place, events, first, days), first, days));
        var returns = new SplitMix64(seed, "returns " + product.Sku);
        var returnShare = product.Range.Category == "Power tools" ? 0.05 : 0.012;

        // Days of cover that the planner of each place adds: some shelves are always short, some always full.
        var coverDays = Array.ConvertAll(shelves, shelf => new SplitMix64(seed, $"margin {product.Sku} {shelf.Place.Code}").Between(0, 22));
        foreach (var shelf in shelves)
            Stock(shelf, seed, supplier, first, asOf);

        for (var index = 0; index < days; index++)
        {
            var day = first.AddDays(index);
            foreach (var shelf in shelves)
                shelf.Trade(index, returns, returnShare);
            for (var place = 0; place < shelves.Length; place++)
                if (product.IsOnSale(day.AddDays(7)) && product.IsOnSale(day))
                    Replenish(shelves, place, index, supplier, coverDays[place], seed, asOf);
            foreach (var shelf in shelves)
                shelf.Close(index);
        }

        return shelves;
    }

    // The first filling: on the shelf when the history begins, or ordered in time for the launch.
    private static void Stock(DemoShelf shelf, int seed, DemoSupplier supplier, DateOnly first, DateOnly asOf)
    {
        var steps = ToPacks(shelf.Product, 30 * shelf.Product.DailyDemand * shelf.Place.Size);
        if (shelf.Product.Launch is not { } launch)
            shelf.Open(steps);
        else
        {
            var order = DemoDelivery.Purchase(seed, supplier, shelf.Place, launch.AddDays(-supplier.LeadTimeDays - 3), asOf, steps);
            if (order.Ordered >= first && order.Ordered < asOf)
                shelf.Orders.Add(order with { Arrives = launch.AddDays(-1) });
        }
    }

    private static void Replenish(DemoShelf[] shelves, int place, int index, DemoSupplier supplier, double coverDays, int seed, DateOnly asOf)
    {
        var shelf = shelves[place];
        var product = shelf.Product;
        var day = shelf.First.AddDays(index);
        var isTransfer = product.IsTransferred && place != DemoNetwork.Hub;
        if (isTransfer ? day.DayOfWeek is not (DayOfWeek.Monday or DayOfWeek.Thursday) : !supplier.TakesOrdersOn(day))
            return;

        var lead = isTransfer ? DemoNetwork.TransferDays : supplier.LeadTimeDays;
        var review = isTransfer ? 4 : Math.Max(1, 7 / supplier.OrderDays.Length);
        var pace = index < 14 ? product.DailyDemand * shelf.Place.Size : shelf.Pace(index + 1, product.IsIntermittent ? 182 : 28);
        var level = Math.Max(pace * (lead + review + coverDays), product.IsIntermittent ? 2 : 0.6 * product.PackSteps);
        var missing = level - shelf.OnHand - shelf.OnOrder(day);
        if (missing < 0.5 * product.PackSteps)
            return;

        if (!isTransfer)
        {
            shelf.Orders.Add(DemoDelivery.Purchase(seed, supplier, shelf.Place, day, asOf, ToPacks(product, missing)));
            return;
        }

        var hub = shelves[DemoNetwork.Hub];
        var available = hub.OnHand / product.PackSteps * product.PackSteps;
        var sent = Math.Min(ToPacks(product, missing), available);
        if (sent <= 0)
            return;
        hub.Ship(index, sent);
        shelf.Orders.Add(DemoDelivery.Transfer(shelf.Place, day, sent));
    }

    private static int ToPacks(DemoProduct product, double steps)
    {
        var atLeast = Math.Max(steps, product.MinimumOrderSteps);
        return (int)Math.Ceiling(atLeast / product.PackSteps) * product.PackSteps;
    }
}
