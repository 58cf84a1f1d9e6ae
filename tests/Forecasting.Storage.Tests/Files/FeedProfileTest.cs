using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

/// <summary>What one file of a feed proves decides what another, of today or of next month, leaves open.</summary>
public class FeedProfileTest
{
    private const string Header = "date;sku;quantity\n";
    private const string Open = Header + "03/04/2024;A;1.234\n";
    private const string CommaDayFirst = Header + "31/01/2024;A;0,5\n";
    private const string PointMonthFirst = Header + "01/31/2024;A;0.5\n";

    [Test]
    public void Import_OpenFileBesideOneThatProves_IsReadAsThatOne()
    {
        using var directory = new DataDirectory(("sales-1.csv", Open), ("sales-2.csv", CommaDayFirst));
        var imported = directory.Import();
        Assert.That(imported.Reports.Select(r => (r.RowsLoaded, r.Profile)), Is.EqualTo(new[]
        {
            (1L, "UTF-8, semicolon, decimal comma (as in sales-2.csv), dates day first (as in sales-2.csv)"),
            (1L, "UTF-8, semicolon, decimal comma, dates day first"),
        }));
        Assert.That(Rows(directory), Is.EqualTo(new[] { "2024-01-31 0.500000000", "2024-04-03 1234.000000000" }));
        Assert.That(imported.Profiles, Is.Empty);
    }

    [Test]
    public void Import_OpenFileAfterOneThatProved_IsReadByWhatWasLearnt()
    {
        using var directory = new DataDirectory(("sales-1.csv", CommaDayFirst));
        directory.Import();
        File.Delete(directory.PathOf("sales-1.csv"));
        directory.Write("sales-2.csv", Open);
        var imported = directory.Import();
        Assert.That(imported.Reports.Single().Profile, Is.EqualTo(
            "UTF-8, semicolon, decimal comma (as in sales-1.csv, imported earlier), dates day first (as in sales-1.csv, imported earlier)"));
        Assert.That(imported.Quarantine, Is.Empty);
        Assert.That(imported.Profiles.Keys, Is.EqualTo(new[] { "sales" }));
        Assert.That(imported.Profiles["sales"], Does.Match("^decimal_mark , as in sales-1.csv [0-9a-f]{64}; date_order dmy as in sales-1.csv [0-9a-f]{64}$"));

        var again = directory.Import();
        Assert.That((again.History, again.Profiles["sales"]), Is.EqualTo((imported.History, imported.Profiles["sales"])));
    }

    [Test]
    public void Import_OpenFileReadBeforeAnythingWasLearnt_IsReadAgainOnceItIs()
    {
        using var directory = new DataDirectory(("sales-1.csv", Open));
        Assert.That(directory.Import().Reports.Single().RowsLoaded, Is.EqualTo(0));
        File.Delete(directory.PathOf("sales-1.csv"));
        directory.Write("sales-2.csv", CommaDayFirst);
        directory.Import();
        File.Delete(directory.PathOf("sales-2.csv"));
        directory.Write("sales-1.csv", Open);
        Assert.That(directory.Import().Reports.Single().RowsLoaded, Is.EqualTo(1));
    }

    [Test]
    public void Import_FilesThatContradictEachOther_ShareNothingAndNameTheChange()
    {
        using var directory = new DataDirectory(("sales-1.csv", CommaDayFirst), ("sales-2.csv", PointMonthFirst), ("sales-3.csv", Open));
        var imported = directory.Import();
        Assert.That(imported.Reports.Select(r => r.RowsLoaded), Is.EqualTo(new[] { 1L, 1L, 0L }));
        Assert.That(imported.Reports[1].Notes, Is.EqualTo(new[]
        {
            "The feed has changed its decimal mark from , to . since sales-2.csv. Each file was read by its own evidence.",
            "The feed has changed its date order from dmy to mdy since sales-2.csv. Each file was read by its own evidence.",
        }));
        Assert.That(imported.Reports[0].Notes.Concat(imported.Reports[2].Notes), Is.Empty);
    }

    [Test]
    public void Import_FileThatContradictsWhatWasLearnt_IsReadByItsOwnProofAndSaysSoEveryTime()
    {
        using var directory = new DataDirectory(("items.csv", "sku;unit_cost\nA;0,5\n"), ("sales.csv", Header));
        directory.Import();
        directory.Write("items.csv", "sku;unit_cost\nA;0.5\n");
        for (var time = 0; time < 2; time++)
        {
            var imported = directory.Import();
            Assert.That(imported.Items[new("A")].Planning.UnitCost, Is.EqualTo(0.5m));
            Assert.That(imported.Reports.Single(r => r.Feed == "items").Notes, Is.EqualTo(new[]
            {
                "The feed has changed its decimal mark from , to . since items.csv. Each file was read by its own evidence.",
            }));
            Assert.That(imported.Profiles, Is.Empty);
        }
    }

    [Test]
    public void Import_DeclaredProfile_WinsOverWhatWasLearntAndTeachesNothing()
    {
        using var directory = new DataDirectory(("sales.csv", CommaDayFirst));
        directory.Import();
        directory.Write("sales.csv", Open);
        var declared = new InputSettings { Sales = new FeedSettings { DecimalMark = ".", DateOrder = DateOrder.Mdy } };
        Assert.That(directory.Import(declared).Reports.Single().Profile, Is.EqualTo("UTF-8, semicolon, decimal point (declared), dates mdy (declared)"));
        Assert.That(directory.Import().Reports.Single().Profile, Does.EndWith(
            "decimal comma (as in sales.csv, imported earlier), dates day first (as in sales.csv, imported earlier)"));
    }

    [Test]
    public void Import_FileThatContradictsItself_TakesNothingFromOthers()
    {
        using var directory = new DataDirectory(("sales-1.csv", CommaDayFirst), ("sales-2.csv", Header + "13/04/2024;A;1\n04/13/2024;A;1\n"));
        Assert.That(directory.Import().Reports[1].RowsLoaded, Is.EqualTo(0));
    }

    [Test]
    public void Import_WholeNumbersAndPlainDates_NeedNoProfile()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n2024-01-01,A,1\n"));
        var imported = directory.Import();
        Assert.That((imported.Reports.Single().Profile, imported.Profiles.Count), Is.EqualTo(("UTF-8, comma, whole numbers, dates unambiguous", 0)));
    }

    private static List<string> Rows(DataDirectory directory) => directory.Query("select day || ' ' || quantity from history.sales order by all");
}
