using static System.FormattableString;

namespace Forecasting.Jobs.Demo;

/// <summary>What came, what is still to come, and what there is on the morning of the plan: receipts, open_orders, stock.</summary>
internal static class DemoSupplyFiles
{
    /// <summary>The files, ready to be written.</summary>
    public static IEnumerable<DemoFileWriter> Files(int seed, DemoShelf[] shelves, DateOnly asOf) =>
        [Receipts(shelves, asOf), OpenOrders(shelves, asOf), Stock(seed, shelves, asOf)];

    private static DemoFileWriter Receipts(DemoShelf[] shelves, DateOnly asOf)
    {
        var file = new DemoFileWriter("receipts.csv", "order_id,location,supplier,sku,quantity,ordered_at,promised_at,received_at");
        foreach (var (shelf, order) in Orders(shelves, arrived: true, asOf))
            file.Add(Invariant(
                $"{order.Id},{shelf.Place.Code},{order.Supplier},{shelf.Product.Sku},{order.Steps * shelf.Product.SaleStep},{order.Ordered:yyyy-MM-dd},{order.Promised:yyyy-MM-dd},{order.Arrives:yyyy-MM-dd}"));
        file.AddBad(Invariant($"PO-BY-HAND,LYON,S01,{shelves[0].Product.Sku},24,{asOf.Year - 1}-06-02,{asOf.Year - 1}-06-11,{asOf.Year - 1}-06-31"));
        return file;
    }

    private static DemoFileWriter OpenOrders(DemoShelf[] shelves, DateOnly asOf)
    {
        var file = new DemoFileWriter("open_orders.csv", "order_id,location,supplier,sku,quantity,ordered_at,due_date");
        foreach (var (shelf, order) in Orders(shelves, arrived: false, asOf))
            file.Add(Invariant(
                $"{order.Id},{shelf.Place.Code},{order.Supplier},{shelf.Product.Sku},{order.Steps * shelf.Product.SaleStep},{order.Ordered:yyyy-MM-dd},{order.Promised:yyyy-MM-dd}"));
        file.AddBad(Invariant($"PO-BY-PHONE,TURIN,S07,{shelves[0].Product.Sku},two boxes,{asOf.AddDays(-3):yyyy-MM-dd},{asOf.AddDays(2):yyyy-MM-dd}"));
        return file;
    }

    // The count of the morning equals the count of the evening before; only this file knows what is promised and owed.
    private static DemoFileWriter Stock(int seed, DemoShelf[] shelves, DateOnly asOf)
    {
        var file = new DemoFileWriter("stock.csv", "date,location,sku,on_hand,allocated,backordered");
        foreach (var shelf in shelves)
        {
            var random = new SplitMix64(seed, $"promises {shelf.Product.Sku} {shelf.Place.Code}");
            var onHand = shelf.OnHand;
            var allocated = onHand > 2 && random.Chance(0.08) ? random.Whole(1, Math.Max(1, onHand / 4)) : 0;
            var backordered = onHand == 0 && shelf.Product.IsOnSale(asOf) && random.Chance(0.5)
                ? random.Poisson(2 * shelf.Product.DailyDemand * shelf.Place.Size) : 0;
            var step = shelf.Product.SaleStep;
            if (shelf.Product.Launch is null || shelf.Product.Launch <= asOf)
                file.Add(Invariant($"{asOf:yyyy-MM-dd},{shelf.Place.Code},{shelf.Product.Sku},{onHand * step},{allocated * step},{backordered * step}"));
        }

        return file;
    }

    private static IEnumerable<(DemoShelf Shelf, DemoOrder Order)> Orders(DemoShelf[] shelves, bool arrived, DateOnly asOf) =>
        shelves.SelectMany(shelf => shelf.Orders, (shelf, order) => (Shelf: shelf, Order: order))
            .Where(line => line.Order.Arrives < asOf == arrived)
            .OrderBy(line => line.Order.Ordered)
            .ThenBy(line => line.Order.Id, StringComparer.Ordinal)
            .ThenBy(line => line.Shelf.Product.Sku, StringComparer.Ordinal);
}
