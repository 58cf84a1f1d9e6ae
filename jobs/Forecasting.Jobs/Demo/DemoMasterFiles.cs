using static System.FormattableString;

namespace Forecasting.Jobs.Demo;

/// <summary>Master data: items, item_locations, locations, suppliers, events, overrides.</summary>
internal static class DemoMasterFiles
{
    /// <summary>The files, ready to be written.</summary>
    public static IEnumerable<DemoFileWriter> Files(int seed, DemoProduct[] products, DemoEvent[] events, DateOnly first, DateOnly asOf) =>
        [Items(products), ItemLocations(seed, products), Locations(), Suppliers(first, asOf), Events(events), Overrides(products, asOf)];

    private static DemoFileWriter Items(DemoProduct[] products)
    {
        var file = new DemoFileWriter("items.csv",
            "sku,name,category,subcategory,supplier,supplier_sku,gtin,unit_cost,unit_price,unit,pack_size,moq,max_order,pallet_quantity,"
            + "shelf_life_days,launch_date,end_date,replaces,service_target,holding_cost_rate,shortage_cost");
        for (var index = 0; index < products.Length; index++)
        {
            var p = products[index];
            var pack = p.PackSteps * p.SaleStep;
            var shelfLife = p.Range.ShelfLifeDays > 0 ? Invariant($"{p.Range.ShelfLifeDays}") : "";
            var maximum = p.Range.Category == "Power tools" ? Invariant($"{60 * pack}") : "";
            var shortage = p.ServiceTarget == "cost" ? Invariant($"{p.UnitPrice - p.UnitCost}") : "";
            var gtin = DemoFaults.HasWrongGtin(p) ? DemoFaults.Mistyped(p.Gtin) : p.Gtin;
            file.Add(Invariant(
                $"{p.Sku},{p.Name},{p.Range.Category},{p.Range.Subcategory},{p.Range.Supplier},{p.Range.Supplier}-{7000 + 3 * index},{gtin},{p.UnitCost},{p.UnitPrice},{p.Range.Unit},{pack},{p.MinimumOrderSteps * p.SaleStep},{maximum},{40 * pack},{shelfLife},{p.Launch:yyyy-MM-dd},{p.End:yyyy-MM-dd},{p.Replaces},{p.ServiceTarget},0.22,{shortage}"));
        }

        // The same code twice with another cost: which one is right, only the data owner knows.
        var twice = products[4];
        file.AddBad(Invariant($"{twice.Sku},{twice.Name} (old),{twice.Range.Category},{twice.Range.Subcategory},{twice.Range.Supplier},,,{twice.UnitCost + 1},{twice.UnitPrice},{twice.Range.Unit},{twice.PackSteps},,,,,,,,,,"));
        return file;
    }

    private static DemoFileWriter ItemLocations(int seed, DemoProduct[] products)
    {
        var file = new DemoFileWriter("item_locations.csv", "sku,location,lead_time_days,review_days,service_target,min_stock,max_stock,source_location");
        var hub = DemoNetwork.Places[DemoNetwork.Hub];
        foreach (var product in products)
        {
            var random = new SplitMix64(seed, "terms " + product.Sku);
            foreach (var place in DemoNetwork.Places)
            {
                var packs = random.Whole(1, 4);
                if (product.IsTransferred && place != hub)
                    file.Add(Invariant($"{product.Sku},{place.Code},{DemoNetwork.TransferDays},3.5,,,,{hub.Code}"));
                else if (product.Range.Name == "Storage box" && place != hub)
                    file.Add(Invariant($"{product.Sku},{place.Code},,,,,{(12 + 4 * packs) * product.PackSteps},"));
                else if (product.Range.Category == "Power tools" && place != hub && packs > 2)
                    file.Add(Invariant($"{product.Sku},{place.Code},,,fill:0.97,{packs},,"));
            }
        }

        return file;
    }

    private static DemoFileWriter Locations()
    {
        var file = new DemoFileWriter("locations.csv", "location,name,type,time_zone,source_location,transfer_lead_time_days");
        foreach (var place in DemoNetwork.Places)
            file.Add($"{place.Code},{place.Name},{place.Type},{place.TimeZone},,");
        return file;
    }

    private static DemoFileWriter Suppliers(DateOnly first, DateOnly asOf)
    {
        var file = new DemoFileWriter("suppliers.csv",
            "supplier,name,lead_time_days,lead_time_std_days,order_days,order_cost,minimum_order_value,minimum_order_quantity,currency,closed");
        foreach (var s in DemoNetwork.Suppliers)
        {
            var orderDays = string.Join(';', s.OrderDays.Select(day => day.ToString()[..3]));
            file.Add(Invariant(
                $"{s.Code},{s.Name},{s.LeadTimeDays},{s.LeadTimeStandardDeviationDays},{orderDays},{s.OrderCost},{s.MinimumOrderValue},{s.MinimumOrderQuantity},{s.Currency},{s.Closed(first.Year, asOf.Year + 1)}"));
        }

        return file;
    }

    private static DemoFileWriter Events(DemoEvent[] events)
    {
        var file = new DemoFileWriter("events.csv", "start,end,name,kind,sku,category,location,discount,multiplier");
        foreach (var e in events)
        {
            var discount = e.Discount > 0 ? Invariant($"{e.Discount}") : "";
            var multiplier = e.Kind == "promotion" ? Invariant($"{e.Multiplier:0.##}") : "";
            file.Add(Invariant($"{e.First:yyyy-MM-dd},{e.Last:yyyy-MM-dd},{e.Name},{e.Kind},{e.Sku},{e.Category},{e.Location},{discount},{multiplier}"));
        }

        return file;
    }

    private static DemoFileWriter Overrides(DemoProduct[] products, DateOnly asOf)
    {
        var file = new DemoFileWriter("overrides.csv", "sku,start,end,kind,value,reason,author,location,expires");
        DemoProduct First(string range) => products.First(p => p.Range.Name == range && p.IsOnSale(asOf));
        void Add(DemoProduct product, int from, int to, string kind, double value, string reason, string location, int expires) => file.Add(Invariant(
            $"{product.Sku},{asOf.AddDays(from):yyyy-MM-dd},{asOf.AddDays(to):yyyy-MM-dd},{kind},{value},{reason},planning desk,{location},{asOf.AddDays(expires):yyyy-MM-dd}"));

        Add(First("Wall paint matt white"), 14, 20, "add", 40, "\"housing association repaints a block, ordered by letter\"", "LYON", 28);
        Add(First("Barbecue charcoal"), 0, 13, "multiply", 1.3, "heat wave forecast", "", 21);
        if (Array.Find(products, p => p.Launch > asOf) is { } announced)
            Add(announced, 14, 55, "set", 1, "launch plan agreed with marketing", "", 90);
        Add(First("Road salt"), -120, -60, "multiply", 1.5, "late snow", "", -50);
        return file;
    }
}
