using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

/// <summary>What a data owner reads about each kind of fault, word for word.</summary>
public class FeedMessageTest
{
    [TestCase("2024-01-01,A,,1.5", "required", "quantity",
        "sales.csv line 2, column \"quantity\": the value is missing (empty = unknown: its bucket is not learnt from). SKU A. The row was set aside.")]
    [TestCase("2024-01-01,A,abc,1.5", "number", "quantity",
        "sales.csv line 2, column \"quantity\": \"abc\" is not a number (expected e.g. 12.5; the file's decimal mark is a point, whatever the culture of the machine). SKU A. The row was set aside.")]
    [TestCase("2024-01-01,A,1e400,1.5", "number", "quantity",
        "sales.csv line 2, column \"quantity\": \"1e400\" is too large (at most 1,000,000,000,000). SKU A. The row was set aside.")]
    [TestCase("2024-02-30,A,1,1.5", "date", "date",
        "sales.csv line 2, column \"date\": \"2024-02-30\" is not a date (expected e.g. 2026-01-31, a day that exists, from 1900 to 2199). SKU A. The row was set aside.")]
    [TestCase("7,A,1,1.5", "date", "date",
        "sales.csv line 2, column \"date\": \"7\" is not a date (expected e.g. 2026-01-31; for numbered periods set input.sales.periodStart and input.sales.periodBucket). SKU A. The row was set aside.")]
    [TestCase("03/04/2024,A,1,1.5", "ambiguous date", "date",
        "sales.csv line 2, column \"date\": \"03/04/2024\" may be day first or month first: date order unknown; set input.sales.dateOrder to dmy or mdy. SKU A. The row was set aside.")]
    [TestCase("2024-01-01,A\tB,1,1.5", "code", "sku",
        "sales.csv line 2, column \"sku\": \"A\\u0009B\" holds a control character (a code is plain text on one line). The row was set aside.")]
    [TestCase("2024-01-01,A,1", "columns", "", "sales.csv line 2: the row has 3 fields and the header 4. The row was set aside.")]
    [TestCase("2024-01-01,A,1,1.5,9", "columns", "", "sales.csv line 2: the row has 5 fields and the header 4. The row was set aside.")]
    [TestCase("2024-01-01,\"A\"x,1,1.5", "quote", "",
        "sales.csv line 2: text stands after a closing quote (write a quote inside a quoted field twice: \"\"). The row was set aside.")]
    [TestCase("2024-01-01,\"A,1,1.5", "quote", "", "sales.csv line 2: a quote opens and is not closed (close it, or remove it). The row was set aside.")]
    [TestCase("DATE, sku ,quantity,unit_price", "header", "", "sales.csv line 2: the row is the header once more (leave it out when files are put together). The row was set aside.")]
    [TestCase("2024-01-01,A\0,1,1.5", "nul", "", "sales.csv line 2: the row holds a NUL character (export the file again as text). The row was set aside.")]
    public void Import_RowAtFault_SaysWhatIsWrong(string row, string rule, string column, string message)
    {
        using var directory = new DataDirectory(("sales.csv", $"date,sku,quantity,unit_price\n{row}\n2024-01-02,B,2,2.5\n"));
        var imported = directory.Import();
        var finding = imported.Quarantine.Single();
        Assert.That(finding.Message, Is.EqualTo(message));
        Assert.That((finding.File, finding.Feed, finding.Line, finding.Rule, finding.Column), Is.EqualTo(("sales.csv", "sales", 2L, rule, column)));
        Assert.That(finding.OriginalLine, Is.EqualTo(row.Replace('\0', '\u2400')));
        var report = imported.Reports.Single();
        Assert.That((report.RowsRead, report.RowsLoaded, report.RowsQuarantined, report.RowsDuplicate), Is.EqualTo((2L, 1L, 1L, 0L)));
    }

    [Test]
    public void Import_AmbiguousNumber_IsSetAsideWithBothReadings()
    {
        using var directory = new DataDirectory(("sales.csv", "date;sku;quantity\n2024-01-01;A;1.234\n2024-01-02;A;7\n"));
        var imported = directory.Import();
        Assert.That(imported.Quarantine.Single().Message, Is.EqualTo(
            "sales.csv line 2, column \"quantity\": \"1.234\" may be 1.234 or 1234, and nothing in the file tells "
            + "(set input.sales.decimalMark to \".\" or \",\"). SKU A. The row was set aside."));
        Assert.That(imported.Reports.Single().Profile, Is.EqualTo("UTF-8, semicolon, decimal mark unknown, dates unambiguous"));
    }

    [Test]
    public void Import_TextInAFileWithDecimalCommas_ShowsHowANumberIsWritten()
    {
        using var directory = new DataDirectory(("sales.csv", "date;sku;quantity\n2024-01-01;A;many\n2024-01-02;A;12,5\n"));
        Assert.That(directory.Import().Quarantine.Single().Message, Is.EqualTo(
            "sales.csv line 2, column \"quantity\": \"many\" is not a number (expected e.g. 12,5; the file's decimal mark is a comma, whatever the culture of the machine). "
            + "SKU A. The row was set aside."));
    }

    [Test]
    public void Import_NumberOfNoPeriod_SaysWhatIsExpected()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n0,A,1\n1,A,1\n"));
        var settings = new InputSettings { Sales = new FeedSettings { PeriodStart = new DateOnly(2024, 1, 1), PeriodBucket = Forecasting.History.BucketUnit.Week } };
        Assert.That(directory.Import(settings).Quarantine.Single().Message, Is.EqualTo(
            "sales.csv line 2, column \"date\": \"0\" is no period (expected 1, 2, 3, …). SKU A. The row was set aside."));
    }

    [Test]
    public void Import_ThreeFaultsInOneRow_GivesThreeFindingsAndOneRow()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,location,quantity\n2024-02-30,,LEEDS,x\n"));
        var imported = directory.Import();
        Assert.That(imported.Quarantine.Select(f => (f.Line, f.Column, f.Rule, f.Value)), Is.EqualTo(
            new[] { (2L, "date", "date", "2024-02-30"), (2L, "quantity", "number", "x"), (2L, "sku", "required", "") }));
        Assert.That(imported.Reports.Single().RowsQuarantined, Is.EqualTo(1));
    }

    [TestCase("items.csv", "sku,moq", "A,-3", "items.csv line 2, column \"moq\": \"-3\" is out of range (expected 0 or more). SKU A. The row was set aside.")]
    [TestCase("items.csv", "sku,pack_size", "A,0", "items.csv line 2, column \"pack_size\": \"0\" is out of range (expected more than 0). SKU A. The row was set aside.")]
    [TestCase("items.csv", "sku,shelf_life_days", "A,2.5", "items.csv line 2, column \"shelf_life_days\": \"2.5\" is not a whole number (expected e.g. 30). SKU A. The row was set aside.")]
    [TestCase("items.csv", "sku,service_target", "A,95%", "items.csv line 2, column \"service_target\": \"95%\" is not a service target (expected e.g. 0.95, fill:0.95, csl:0.95 or cost). SKU A. The row was set aside.")]
    [TestCase("availability.csv", "date,sku,in_stock", "2024-01-01,A,1.5", "availability.csv line 2, column \"in_stock\": \"1.5\" is out of range (expected 0 to 1). SKU A. The row was set aside.")]
    [TestCase("suppliers.csv", "supplier,order_days", "V,Mon;Xyz", "suppliers.csv line 2, column \"order_days\": \"Mon;Xyz\" is not a list of weekdays (expected e.g. Mon;Thu). The row was set aside.")]
    [TestCase("suppliers.csv", "supplier,closed", "V,2026-12-26..2026-12-24", "suppliers.csv line 2, column \"closed\": \"2026-12-26..2026-12-24\" is not a list of days or ranges of days (expected e.g. 2026-12-24..2026-12-26;2027-01-01). The row was set aside.")]
    [TestCase("items.csv", "sku,price_breaks", "A,100:9.50;500", "items.csv line 2, column \"price_breaks\": \"100:9.50;500\" is not a list of prices by quantity (expected e.g. 100:9.50;500:9: from 100 units on each costs 9.50). SKU A. The row was set aside.")]
    [TestCase("item_locations.csv", "sku,location,price_breaks", "A,LEEDS,500:9;100:8", "item_locations.csv line 2, column \"price_breaks\": \"500:9;100:8\" is no price list: each quantity must be above the one before (expected e.g. 100:9.50;500:9: from 100 units on each costs 9.50). SKU A. The row was set aside.")]
    [TestCase("items.csv", "sku,price_breaks", "A,100:9;500:9", "items.csv line 2, column \"price_breaks\": \"100:9;500:9\" is no price list: each price must be below the one before (expected e.g. 100:9.50;500:9: from 100 units on each costs 9.50). SKU A. The row was set aside.")]
    [TestCase("items.csv", "sku,price_breaks", "A,100:-9", "items.csv line 2, column \"price_breaks\": \"100:-9\" is no price list: quantities and prices must be above 0 (expected e.g. 100:9.50;500:9: from 100 units on each costs 9.50). SKU A. The row was set aside.")]
    [TestCase("overrides.csv", "sku,start,end,kind,value,reason,author", "A,2024-01-02,2024-01-01,set,1,why,me", "overrides.csv line 2, column \"end\": \"2024-01-01\" is before the start \"2024-01-02\". SKU A. The row was set aside.")]
    [TestCase("overrides.csv", "sku,start,end,kind,value,reason,author", "A,2024-01-01,2024-01-02,double,1,why,me", "overrides.csv line 2, column \"kind\": \"double\" is not one of set, add, multiply. SKU A. The row was set aside.")]
    [TestCase("overrides.csv", "sku,start,end,kind,value,reason,author", "A,2024-01-01,2024-01-02,set,1,,me", "overrides.csv line 2, column \"reason\": the value is missing, and every row needs one. SKU A. The row was set aside.")]
    public void Import_RowOfAnotherFeedAtFault_SaysWhatIsWrong(string file, string header, string row, string message)
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n"), (file, $"{header}\n{row}\n"));
        Assert.That(directory.Import().Quarantine.Single().Message, Is.EqualTo(message));
    }

    [Test]
    public void Import_FlagNeitherYesNorNo_SaysWhatIsExpected()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,location,quantity,promotion\n2024-01-01,A,LEEDS,1,maybe\n2024-01-01,A,LEEDS,1,Yes\n"));
        Assert.That(directory.Import().Quarantine.Single().Message, Is.EqualTo(
            "sales.csv line 2, column \"promotion\": \"maybe\" is neither yes nor no (expected 0, 1, true, false, yes or no). SKU A at LEEDS. The row was set aside."));
    }

    [Test]
    public void Import_SecondRowOfAKey_NamesTheFirst()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n"), ("items.csv", "sku,name\nA,one\nB,two\nA,other\nA,one\n"));
        var imported = directory.Import();
        Assert.That(imported.Quarantine.Single().Message, Is.EqualTo(
            "items.csv line 4: sku \"A\" is already given in items.csv line 2 with other values (keep one row for each). The row was set aside."));
        var report = imported.Reports.Single(r => r.Feed == "items");
        Assert.That((report.RowsRead, report.RowsLoaded, report.RowsQuarantined, report.RowsDuplicate), Is.EqualTo((4L, 2L, 1L, 1L)));
        Assert.That(imported.Items[new("A")].Name, Is.EqualTo("one"));
    }

    [Test]
    public void Import_SecondRowOfAProductAtAPlace_NamesBothAndTheFirst()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n"), ("item_locations.csv", "sku,location,min_stock\nA,N,1\nA,N,2\n"));
        Assert.That(directory.Import().Quarantine.Single().Message, Is.EqualTo(
            "item_locations.csv line 3: sku \"A\" at location \"N\" is already given in item_locations.csv line 2 with other values (keep one row for each). The row was set aside."));
    }

    [Test]
    public void Import_MoreFindingsThanKept_CountsEveryRowAndSaysSo()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"x,A,{i}\n"))));
        var imported = directory.Import(new InputSettings { MaxFindingsPerFile = 3 });
        Assert.That(imported.Quarantine, Has.Length.EqualTo(3));
        Assert.That(imported.Reports.Single().RowsQuarantined, Is.EqualTo(50));
        Assert.That(imported.Reports.Single().Notes, Does.Contain("Only the first 3 of 50 findings are listed; every row is counted (input.maxFindingsPerFile)."));
    }
}
