using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Import;

[OnEveryStore]
public class HistoryImportTest(StoreKind store)
{
    private static readonly DateOnly AsOf = new(2025, 1, 1);

    [Test]
    public void Import_EverySmallFeed_GivesItsValues()
    {
        using var directory = new DataDirectory(
            store,
            ("sales.csv", "date,sku,quantity\n"),
            ("items.csv", "sku,name,category,unit,gtin,supplier,unit_cost,price_breaks,pack_size,layer_quantity,moq,service_target,shelf_life_days,launch_date,end_date,replaces,supplier_sku,handle,size,color,weight\n00123,Nut,Fixings,kg,0401,V1,1.25,24:1.2;240:1.125,6,24,12,csl:0.9,30,2024-02-01,9999-12-31,00122,V-9,NUTS,M8,zinc,0.25\n"),
            ("item_locations.csv", "sku,location,lead_time_days,min_stock,source_location\n00123,LEEDS,3.5,2,YORK\n"),
            ("locations.csv", "location,name,type,time_zone,source_location,transfer_lead_time_days,receiving_capacity,storage_capacity\nLEEDS,Leeds,store,Europe/London,YORK,2,500,80.5\n"),
            ("suppliers.csv", "supplier,name,lead_time_days,lead_time_std_days,review_days,order_days,order_cost,minimum_order_value,minimum_order_quantity,minimum_order_weight,capacity_volume,capacity_weight,currency,closed\nV1,Vendor,7,1.5,14,thu;Mon,20,100,50,40,33,24000,EUR,2026-12-24..2026-12-26;2027-01-01\n"),
            ("open_orders.csv", "order_id,sku,quantity,due_date,location,supplier,ordered_at\nPO-1,00123,5,2024-05-01,LEEDS,V1,2024-04-01\n"),
            ("receipts.csv", "order_id,sku,quantity,received_at,ordered_at,promised_at\nPO-0,00123,4,2024-03-09,2024-03-01,\n"),
            ("events.csv", "start,end,name,kind,category,multiplier,discount\n2024-12-24,2024-12-26,Christmas,HOLIDAY,Fixings,1.5,0.1\n"),
            ("overrides.csv", "sku,start,end,kind,value,reason,author,location,expires\n00123,2024-06-01,2024-06-07,multiply,1.2,Fair,planner,LEEDS,2024-07-01\n"));
        var imported = directory.Import();
        var key = new SkuLocation(new Sku("00123"), new Location("LEEDS"));
        Assert.That(imported.Quarantine, Is.Empty);
        Assert.That(imported.Items[key.Sku], Is.EqualTo(new Item(key.Sku)
        {
            Name = "Nut",
            Category = "Fixings",
            Unit = "kg",
            Gtin = "0401",
            SupplierSku = "V-9",
            Replaces = new Sku("00122"),
            Style = "NUTS",
            Size = "M8",
            Colour = "zinc",
            Weight = 0.25m,
            Planning = new PlanningColumns
            {
                Supplier = "V1",
                UnitCost = 1.25m,
                PriceBreaks = new PriceList([new(24, 1.2m), new(240, 1.125m)]),
                PackSize = 6,
                LayerQuantity = 24,
                Moq = 12,
                ServiceTarget = new ServiceTarget.CycleServiceLevel(0.9),
                ShelfLifeDays = 30,
                LaunchDate = new DateOnly(2024, 2, 1),
            },
        }));
        Assert.That(imported.ItemLocations[key], Is.EqualTo(new PlanningColumns { LeadTimeDays = 3.5, MinStock = 2, SourceLocation = new Location("YORK") }));
        Assert.That(imported.Places[key.Location], Is.EqualTo(new StockingPlace(key.Location)
        {
            Name = "Leeds",
            Type = "store",
            TimeZone = "Europe/London",
            SourceLocation = new Location("YORK"),
            TransferLeadTimeDays = 2,
            ReceivingCapacity = 500,
            StorageCapacity = 80.5m,
        }));
        var supplier = imported.Suppliers["V1"];
        Assert.That(supplier with { OrderDays = [], Closed = [] }, Is.EqualTo(new Supplier("V1")
        {
            Name = "Vendor",
            LeadTimeDays = 7,
            LeadTimeStandardDeviationDays = 1.5,
            ReviewDays = 14,
            OrderDays = [],
            OrderCost = 20,
            MinimumOrderValue = 100,
            MinimumOrderQuantity = 50,
            MinimumOrderWeight = 40,
            CapacityVolume = 33,
            CapacityWeight = 24000,
            Currency = "EUR",
            Closed = [],
        }));
        Assert.That(supplier.OrderDays, Is.EqualTo(new[] { DayOfWeek.Monday, DayOfWeek.Thursday }));
        Assert.That(supplier.Closed, Is.EqualTo(new[]
        {
            new DateRange(new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 26)), new DateRange(new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 1)),
        }));
        Assert.That(imported.OpenOrders.Single(), Is.EqualTo(new OpenOrder("PO-1", key, 5, new DateOnly(2024, 5, 1), "V1", new DateOnly(2024, 4, 1))));
        Assert.That(imported.Receipts.Single(), Is.EqualTo(
            new Receipt("PO-0", new SkuLocation(key.Sku, Location.Only), 4, new DateOnly(2024, 3, 9), new DateOnly(2024, 3, 1), null, "")));
        Assert.That(imported.Events.Single(), Is.EqualTo(new CalendarEvent(
            new DateRange(new DateOnly(2024, 12, 24), new DateOnly(2024, 12, 26)), "Christmas", EventKind.Holiday, null, "Fixings", null, 1.5)
        { Discount = 0.1 }));
        var fair = new DemandOverride(
            key.Sku, key.Location, new DateRange(new DateOnly(2024, 6, 1), new DateOnly(2024, 6, 7)), OverrideKind.Multiply, 1.2, "Fair", "planner", new DateOnly(2024, 7, 1));
        Assert.That(imported.Overrides.Single(), Is.EqualTo(fair with { Reference = OverrideReference.OfFile(fair) }));
    }

    [Test]
    public void Import_SameFilesAgain_ReadsNothingAndReportsTheSame()
    {
        using var directory = new DataDirectory(
            store,
            ("sales-1.csv", "ds,sku,quantity,E-Mail\n2024-01-01,A,1,x\n2024-01-01,A,1,x\n2024-01-02,É\t,1,x\n"), ("sales-2.csv", "ds,sku,quantity,E-Mail\n2024-01-01,A,1,x\n"));
        var first = directory.Import();
        var second = directory.Import();
        Assert.That(second.History, Is.EqualTo(first.History));
        Assert.That(second.Quarantine, Is.EqualTo(first.Quarantine).And.Not.Empty);
        Assert.That(second.Reports.Select(r => r with { Notes = [] }), Is.EqualTo(first.Reports.Select(r => r with { Notes = [] })));
        Assert.That(second.Reports.SelectMany(r => r.Notes), Is.EqualTo(first.Reports.SelectMany(r => r.Notes)).And.Not.Empty);
    }

    [Test]
    public void Import_ChangedFile_SeesOnlyItsOwnRows()
    {
        using var directory = new DataDirectory(store, ("sales.csv", "date,sku,quantity\n2024-01-01,A,1\n2024-01-02,B,1\n"));
        var first = directory.Import();
        directory.Write("sales.csv", "date,sku,quantity\n2024-01-01,A,5\n");
        var second = directory.Import();
        Assert.That(second.History, Is.Not.EqualTo(first.History));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var history = new DemandHistory(database);
        Assert.That(Total(history, first.History), Is.EqualTo(2));
        Assert.That(Total(history, second.History), Is.EqualTo(5));
    }

    [Test]
    public void Import_OtherReadingSettings_ReadsAgain()
    {
        using var directory = new DataDirectory(store, ("sales.csv", "date;sku;quantity\n2024-01-01;A;1.234\n"));
        var guess = directory.Import();
        var declared = directory.Import(new InputSettings { Sales = new FeedSettings { DecimalMark = "," } });
        Assert.That((guess.Reports[0].RowsLoaded, declared.Reports[0].RowsLoaded), Is.EqualTo((0L, 1L)));
    }

    [Test]
    public void Import_ManyChanges_KeepsTheTwoNewestLoads()
    {
        using var directory = new DataDirectory(store);
        var keys = Enumerable.Range(1, 4).Select(i =>
        {
            directory.Write("sales.csv", $"date,sku,quantity\n2024-01-01,A,{i}\n");
            return directory.Import().History;
        }).ToList();
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        Assert.That(keys.Select(k => Total(new DemandHistory(database), k)), Is.EqualTo(new double[] { 0, 0, 3, 4 }));
    }

    [Test]
    public void Import_RejectedFile_IsReadAgainNextTime()
    {
        using var directory = new DataDirectory(store, ("sales-1.csv", "date,sku,quantity\n2024-01-01,A,1\n"), ("sales-2.csv", "date,sku,quantity\n2024-01-01,B,1\n"));
        var folder = directory.Scan();
        File.Move(directory.PathOf("sales-2.csv"), directory.PathOf("away"));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        Assert.That(new HistoryImport(database).Import(folder, new InputSettings()).Reports.Count(r => r.IsRejected), Is.EqualTo(1));
        File.Move(directory.PathOf("away"), directory.PathOf("sales-2.csv"));
        Assert.That(new HistoryImport(database).Import(folder, new InputSettings()).Reports.Count(r => r.IsRejected), Is.EqualTo(0));
    }

    [Test]
    public void Import_Cancelled_LeavesNothingBehind()
    {
        using var directory = new DataDirectory(store, ("sales.csv", "date,sku,quantity\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"2024-01-01,S{i},1\n"))));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var import = new HistoryImport(database);
        Assert.That(
            () => import.Import(directory.Scan(), new InputSettings(), null, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(database.Connection.CreateCommand() is var command && (command.CommandText = "select count(*) from history.sales").Length > 0 ? command.ExecuteScalar() : null, Is.EqualTo(0L));
        Assert.That(import.Import(directory.Scan(), new InputSettings()).Reports.Single().RowsLoaded, Is.EqualTo(20_000));
    }

    [Test]
    public void Import_Progress_RisesToOneAndMovesInsideAFile()
    {
        using var directory = new DataDirectory(store, ("sales.csv", "date,sku,quantity\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"2024-01-01,S{i},1\n"))), ("items.csv", "sku\nA\n"));
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var shares = new List<double>();
        new HistoryImport(database).Import(directory.Scan(), new InputSettings(), (_, share) => shares.Add(share));
        Assert.That(shares, Is.Ordered);
        Assert.That(shares[^1], Is.EqualTo(1).Within(1e-12));
        Assert.That(shares.Count(s => s is > 0.1 and < 0.9), Is.GreaterThan(0));
    }

    private static double Total(DemandHistory history, HistoryKey key) => history.ReadSeries(key, TimeBucket.Day, AsOf).Sum(s => s.Quantities.Sum());
}
