using static System.FormattableString;

namespace Forecasting.Jobs.Demo;

/// <summary>What happened on the shelves: sales and end-of-day stock, a file a month.</summary>
internal static class DemoTradeFiles
{
    /// <summary>The files, ready to be written, one month at a time.</summary>
    public static IEnumerable<DemoFileWriter> Files(int seed, DemoShelf[] shelves, DateOnly first, DateOnly asOf)
    {
        var nextFault = 0;
        for (var day = first; day < asOf;)
        {
            var endOfMonth = new DateOnly(day.Year, day.Month, 1).AddMonths(1);
            var end = endOfMonth < asOf ? endOfMonth : asOf;
            yield return Sales(seed, shelves, day, end, asOf, ref nextFault);
            yield return Stock(shelves, day, end);
            day = end;
        }
    }

    // Column order of a till export, not of our documentation: columns are found by name.
    private static DemoFileWriter Sales(int seed, DemoShelf[] shelves, DateOnly from, DateOnly to, DateOnly asOf, ref int nextFault)
    {
        var file = new DemoFileWriter(Invariant($"sales-{from:yyyy-MM}.csv"), "date,location,sku,quantity,unit_price,promotion");
        var faults = new SplitMix64(seed, Invariant($"faults {from:yyyy-MM}"));
        for (var day = from; day < to; day = day.AddDays(1))
        {
            var date = Invariant($"{day:yyyy-MM-dd}");
            foreach (var shelf in shelves)
            {
                var index = day.DayNumber - shelf.First.DayNumber;
                var (sold, returned) = (shelf.Sold[index], shelf.Returned[index]);
                if (sold == 0 && returned == 0)
                    continue;
                var product = shelf.Product;
                var discount = shelf.Demand.Discount(day);
                var price = Math.Round(product.UnitPrice * (1 - discount), 2);
                var unit = DemoFaults.IsCountedInDozens(product) && day >= asOf.AddDays(-DemoFaults.DaysInDozens) ? DemoFaults.Dozen : 1;
                var row = Invariant($"{date},{shelf.Place.Code},{product.Sku},{sold * unit * product.SaleStep},{price},{(discount > 0 ? 1 : 0)}");
                if (sold > 0)
                    file.Add(row);
                if (returned > 0)
                    file.Add(Invariant($"{date},{shelf.Place.Code},{product.Sku},{-returned * product.SaleStep},{product.UnitPrice},0"));
                if (sold == 0 || DemoFaults.InSales(faults, ref nextFault, row) is not { } fault)
                    continue;
                if (fault.IsDuplicate)
                    file.AddDuplicate(fault.Line);
                else
                    file.AddBad(fault.Line);
            }
        }

        return file;
    }

    private static DemoFileWriter Stock(DemoShelf[] shelves, DateOnly from, DateOnly to)
    {
        var file = new DemoFileWriter(Invariant($"stock-{from:yyyy-MM}.csv"), "date,location,sku,on_hand");
        for (var day = from; day < to; day = day.AddDays(1))
        {
            var date = Invariant($"{day:yyyy-MM-dd}");
            foreach (var shelf in shelves)
                if (shelf.Product.IsOnSale(day))
                    file.Add(Invariant($"{date},{shelf.Place.Code},{shelf.Product.Sku},{shelf.Closing[day.DayNumber - shelf.First.DayNumber] * shelf.Product.SaleStep}"));
        }

        // A counter's question mark in the first count of every half year.
        if (from.Month is 1 or 7)
            file.AddBad(Invariant($"{from:yyyy-MM-dd},{shelves[0].Place.Code},{shelves[0].Product.Sku},12?"));
        return file;
    }
}
