using System.Runtime.Versioning;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

public class DataFolderTest
{
    private const string SalesText = "date,sku,quantity\n2024-01-01,A,1\n";

    [TestCase("sales.csv", Feed.Sales)]
    [TestCase("SALES.CSV", Feed.Sales)]
    [TestCase("sales-2026-01.csv", Feed.Sales)]
    [TestCase("sales_north.csv.gz", Feed.Sales)]
    [TestCase("sales.parquet", Feed.Sales)]
    [TestCase("sales.xlsx", Feed.Sales)]
    [TestCase("stock-2026.XLSM", Feed.Stock)]
    [TestCase("items.xls", Feed.Items)]
    [TestCase("items.csv", Feed.Items)]
    [TestCase("item_locations.csv", Feed.ItemLocations)]
    [TestCase("Item_Locations-2.csv", Feed.ItemLocations)]
    [TestCase("locations.csv", Feed.Locations)]
    [TestCase("suppliers.csv", Feed.Suppliers)]
    [TestCase("stock-history.csv", Feed.Stock)]
    [TestCase("open_orders.csv", Feed.OpenOrders)]
    [TestCase("receipts.csv", Feed.Receipts)]
    [TestCase("availability.csv", Feed.Availability)]
    [TestCase("events.csv", Feed.Events)]
    [TestCase("overrides.csv", Feed.Overrides)]
    public void Scan_NamedFile_BelongsToItsFeed(string name, Feed feed)
    {
        using var directory = new DataDirectory(("sales-0.csv", SalesText), (name, "x"));
        Assert.That(directory.Scan().Files.Single(f => f.File == name).Feed, Is.EqualTo(feed));
    }

    [TestCase("salesmen.csv")]
    [TestCase("sales.ods")]
    [TestCase("sales.csv.bak")]
    [TestCase(".sales.csv")]
    [TestCase("~sales.csv")]
    [TestCase("sales.csv.tmp")]
    [TestCase("sales.csv.part")]
    [TestCase("readme.md")]
    public void Scan_OtherFile_BelongsToNoFeed(string name)
    {
        using var directory = new DataDirectory(("sales-0.csv", SalesText), (name, "x"));
        Assert.That(directory.Scan().Files.Select(f => f.File), Is.EqualTo(new[] { "sales-0.csv" }));
    }

    [Test]
    public void Scan_File_HasHashAndSize()
    {
        using var directory = new DataDirectory(("sales.csv", "abc"));
        var file = directory.Scan().Files.Single();
        Assert.That((file.Sha256, file.Bytes), Is.EqualTo(("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3L)));
    }

    [Test]
    public void Scan_DeclaredNames_ReplaceTheFeedsOwn()
    {
        using var directory = new DataDirectory(("Export 01.csv", SalesText), ("Export 02.csv", SalesText), ("sales.csv", SalesText));
        var folder = directory.Scan(new InputSettings { Sales = new FeedSettings { Files = ["export*.csv"] } });
        Assert.That(folder.Files.Select(f => f.File), Is.EqualTo(new[] { "Export 01.csv", "Export 02.csv" }));
        Assert.That(folder.Ignored, Is.EqualTo(new[] { "sales.csv" }));
    }

    [Test]
    public void Scan_FilesThatHoldNoData_AreNotListedAsIgnored()
    {
        using var directory = new DataDirectory(
            ("sales.csv", SalesText), ("settings.json", "{}"), ("README.md", "x"), ("readme", "x"), ("LICENSE", "x"), ("License.txt", "x"),
            ("licenses.csv", "x"), ("my-settings.json", "x"), ("notes.txt", "x"));
        var folder = directory.Scan();
        Assert.That(folder.Files.Select(f => f.File), Is.EqualTo(new[] { "sales.csv" }));
        Assert.That(folder.Ignored, Is.EqualTo(new[] { "licenses.csv", "my-settings.json", "notes.txt" }));
    }

    [Test]
    public void Scan_OneFileThatLooksLikeSales_IsTakenAndNoted()
    {
        using var directory = new DataDirectory(("all.csv", "series_id,period,value\nA,2024-01,1\n"), ("series.csv", "series_id,frequency\nA,monthly\n"));
        var folder = directory.Scan();
        Assert.That((folder.Files.Single().File, folder.Files.Single().Feed), Is.EqualTo(("all.csv", Feed.Sales)));
        Assert.That(folder.Ignored, Is.EqualTo(new[] { "series.csv" }));
        Assert.That(directory.Import().Reports.Single().Notes[0], Is.EqualTo(
            "No file is named sales; \"all.csv\" was taken as sales because it has a date, a SKU and a quantity."));
    }

    [Test]
    public void Scan_TrainAndTest_TakesTrain()
    {
        using var directory = new DataDirectory(("test.csv", SalesText), ("train.csv", SalesText));
        Assert.That(directory.Scan().Files.Single().File, Is.EqualTo("train.csv"));
    }

    [Test]
    public void Scan_SeveralFilesThatLookLikeSales_AsksWhich()
    {
        using var directory = new DataDirectory(("north.csv", SalesText), ("south.csv", SalesText));
        Assert.That(() => directory.Scan(), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            $"Several files in \"{directory.Data}\" look like sales: north.csv, south.csv. Rename one to sales.csv, or name the right ones in input.sales.files."));
    }

    [Test]
    public void Scan_NoSales_SaysWhatWasFoundAndWhatToDo()
    {
        using var directory = new DataDirectory(("items.csv", "sku\nA\n"), ("notes.txt", "x"));
        Assert.That(() => directory.Scan(), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            $"There are no sales in \"{directory.Data}\". Found, and not recognised: notes.txt. Put sales.csv there, with the columns date, sku and quantity, "
            + "or name your file in input.sales.files and its columns in input.sales.columns."));
    }

    [Test]
    public void Scan_EmptyFolder_SaysThatNothingElseIsThere()
    {
        using var directory = new DataDirectory();
        Assert.That(() => directory.Scan(), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            $"There are no sales in \"{directory.Data}\". The folder holds no other file that could be sales. Put sales.csv there, with the columns date, sku and quantity, "
            + "or name your file in input.sales.files and its columns in input.sales.columns."));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win", Reason = "Permissions are set the Unix way.")]
    public void Scan_FolderWithoutPermission_SaysSo()
    {
        if (Environment.IsPrivilegedProcess)
            Assert.Ignore("The administrator may list every folder.");
        using var directory = new DataDirectory(("sales.csv", SalesText));
        var mode = File.GetUnixFileMode(directory.Data);
        File.SetUnixFileMode(directory.Data, UnixFileMode.None);
        try
        {
            Assert.That(() => directory.Scan(), Throws.InstanceOf<InputException>().With.Message.EqualTo(
                $"The data folder \"{directory.Data}\" cannot be listed: this program has no permission, or the drive does not answer."));
        }
        finally
        {
            File.SetUnixFileMode(directory.Data, mode);
        }
    }

    [Test]
    public void Scan_NoFolder_SaysSo() =>
        Assert.That(() => DataFolder.Scan("no-such-folder", new InputSettings()), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            "The data folder \"no-such-folder\" does not exist. Give the folder that holds sales.csv."));

    [Test]
    public void Scan_AFile_SaysThatItIsNoFolder()
    {
        using var directory = new DataDirectory(("sales.csv", SalesText));
        Assert.That(() => DataFolder.Scan(directory.PathOf("sales.csv"), new InputSettings()), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            $"The data folder \"{directory.PathOf("sales.csv")}\" is a file. Give the folder that holds sales.csv."));
    }
}
