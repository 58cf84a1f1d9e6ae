using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Forecasting.Catalog;
using Forecasting.Jobs.Demo;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Demo;

[TestFixture]
public sealed class DemoCompanyTests
{
    // The company of the README, the screenshots and the benchmarks. A change here changes all of them: make it on purpose.
    private const string KnownFingerprint = "06386047edf23cfc49bd3e4a6ac6fe2164b0d09dc531ba92b47f074abc9daeb7";

    private TemporaryFolder folder = null!;
    private DemoFile[] files = null!;

    [OneTimeSetUp]
    public void WriteOnce()
    {
        folder = new TemporaryFolder();
        files = [.. DemoCompany.Write(folder.Path)];
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Write_DefaultSeed_IsTheCompanyThatEverybodySees() => Assert.That(Fingerprint(folder.Path), Is.EqualTo(KnownFingerprint));

    [TestCase("de-DE")]
    [TestCase("tr-TR")]
    [TestCase("ar-SA")]
    public void Write_AnyCulture_GivesTheSameBytes(string culture)
    {
        using var again = new TemporaryFolder();
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            DemoCompany.Write(again.Path);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.That(Fingerprint(again.Path), Is.EqualTo(Fingerprint(folder.Path)));
    }

    [Test]
    public void Write_OtherSeed_IsAnotherCompany()
    {
        using var other = new TemporaryFolder();
        DemoCompany.Write(other.Path, DemoCompany.DefaultSeed + 1, DemoCompany.DefaultAsOf);
        Assert.That(Fingerprint(other.Path), Is.Not.EqualTo(Fingerprint(folder.Path)));
    }

    [Test]
    public void Write_AsOfOutsideTheCalendar_Throws() =>
        Assert.That(() => DemoCompany.Write(folder["never"], 1, DateOnly.MinValue), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Files_AreUtf8WithoutMarkAndWithLineFeedsOnly()
    {
        foreach (var path in Directory.GetFiles(folder.Path))
        {
            var bytes = File.ReadAllBytes(path);
            Assert.That(bytes, Has.None.EqualTo((byte)'\r'), path);
            Assert.That(bytes[0], Is.InRange((byte)'a', (byte)'z'), path);
            Assert.That(bytes[^1], Is.EqualTo((byte)'\n'), path);
        }
    }

    [Test]
    public void Files_Counts_AreTheRowsOfTheFiles()
    {
        Assert.That(files.Select(f => f.Name), Is.EquivalentTo(Directory.GetFiles(folder.Path).Select(Path.GetFileName)));
        foreach (var file in files)
            Assert.That(File.ReadAllLines(folder[file.Name]), Has.Length.EqualTo(file.Rows + 1), file.Name);
    }

    [Test]
    public void Files_Size_IsThatOfASmallFirm()
    {
        Assert.That(Directory.GetFiles(folder.Path).Sum(path => new FileInfo(path).Length), Is.LessThan(25_000_000));
        Assert.That(File.ReadLines(folder["items.csv"]).Skip(1).Select(line => line.Split(',')[0]).Distinct().Count(), Is.EqualTo(200));
    }

    [Test]
    public void BadRows_AreFewAndOfEveryKind()
    {
        var rows = files.Sum(f => f.Rows);
        Assert.That(files.Sum(f => f.BadRows + f.DuplicateRows), Is.InRange(30, rows / 1000));
        Assert.That(files.Sum(f => f.DuplicateRows), Is.GreaterThan(0));

        var sales = string.Join('\n', Directory.GetFiles(folder.Path, "sales-*.csv").SelectMany(path => File.ReadLines(path).Skip(1)));
        Assert.That(sales, Does.Contain("-02-30,").And.Contain(",three,").And.Contain(",n/a,").And.Contain(",1e400,").And.Contain("yesterday,"));
        Assert.That(sales, Does.Match(@"(?m)^[\d-]{10},[A-Z]+,,").And.Match(@"(?m)^[\d-]{10},[A-Z]+,[^,]+,,").And.Match(@"(?m)^[^,\n]*,[^,\n]*,[^,\n]*$"));
    }

    [Test]
    public void BadRows_InSales_AreExactlyThoseDeclared()
    {
        var good = new DemoTables(folder.Path).Good("sales-*.csv", "date", "quantity").Count();
        var sales = files.Where(f => f.Name.StartsWith("sales", StringComparison.Ordinal)).ToArray();
        Assert.That(good, Is.EqualTo(sales.Sum(f => f.Rows - f.BadRows - f.DuplicateRows)));
    }

    [Test]
    public void Items_Codes_KeepLeadingZerosAndLookLikeNumbersAndDates()
    {
        var skus = File.ReadLines(folder["items.csv"]).Skip(1).Select(line => line.Split(',')[0]).ToArray();
        Assert.That(skus, Does.Contain("00101").And.Contain("3/4").And.Contain("2E4"));
    }

    [Test]
    public void Items_Gtins_HaveRightCheckDigitsButOne()
    {
        var gtins = File.ReadLines(folder["items.csv"]).Skip(1).Select(line => line.Split(',')[6]).Where(text => text.Length > 0);
        Assert.That(gtins.Count(gtin => gtin.Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 1 : 3)).Sum() % 10 != 0), Is.EqualTo(1));
    }

    [Test]
    public void Items_ServiceTargets_AreReadableAndOfAllKinds()
    {
        var texts = File.ReadLines(folder["items.csv"]).Skip(1).Select(line => line.Split(',')[18]).Where(text => text.Length > 0);
        var kinds = texts.Select(text => ServiceTarget.TryParse(text, out var target) ? target!.GetType() : null).Distinct().ToArray();
        Assert.That(kinds, Is.EquivalentTo(new[]
        {
            typeof(ServiceTarget.FillRate), typeof(ServiceTarget.CycleServiceLevel), typeof(ServiceTarget.CostOptimal),
        }));
    }

    private static string Fingerprint(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(path).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file) + "\n"));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
