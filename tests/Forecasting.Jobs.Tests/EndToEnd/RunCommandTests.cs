using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

[TestFixture]
[Category("EndToEnd")]
public sealed class RunCommandTests
{
    private static readonly string[] Artefacts = [".done", "decisions.html", "forecast.csv", "manifest.json", "plan.csv", "plan.xlsx", "quarantine.csv", "reorder.csv", "run.json"];
    private static readonly string[] ReorderColumns =
        "line_id order_id line_no order_type action order_date supplier_id ship_from ship_to_location sku supplier_sku gtin quantity unit packs pallets requested_delivery unit_price currency priority reason_code run_id".Split(' ');

    private TemporaryFolder folder = null!;
    private ProgramResult first = null!;
    private PublishedRun published = null!;

    [OneTimeSetUp]
    public void RunOnce()
    {
        folder = new TemporaryFolder();
        SmallCompany.Write(folder["data"]);
        first = Run("out");
        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        published = PublishedRun.Only(folder["out"]);
    }

    [OneTimeTearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public void Run_FreshFolder_PublishesEveryArtefactAndNothingElse() => Assert.That(published.Names, Is.SupersetOf(Artefacts).And.None.EndsWith(".tmp"));

    [Test]
    public void Run_Folder_IsNamedByDateAndRun()
    {
        var manifest = published.Json("manifest.json");
        Assert.That(manifest.GetProperty("as_of").GetString(), Is.EqualTo("2026-03-02"));
        Assert.That(Path.GetFileName(published.Folder), Is.EqualTo("2026-03-02_" + manifest.GetProperty("run").GetString()));
        Assert.That(manifest.GetProperty("sequence").GetInt64(), Is.EqualTo(1));
    }

    [Test]
    public void Run_Manifest_Verifies() => Assert.That(published.ManifestFaults(), Is.Empty);

    [Test]
    public void Run_Manifest_RefusesAChangedByte_SoTheCheckCanFail()
    {
        using var copy = new TemporaryFolder();
        var target = Directory.CreateDirectory(copy["2026-03-02_copy"]).FullName;
        foreach (var name in published.Names)
            File.Copy(published[name], Path.Combine(target, name));
        File.AppendAllText(Path.Combine(target, "reorder.csv"), " ");
        Assert.That(PublishedRun.Only(copy.Path).ManifestFaults(), Is.Not.Empty);
    }

    [Test]
    public void Run_Conservation_HoldsForEveryFile()
    {
        var inputs = published.Json("run.json").GetProperty("imports").EnumerateArray().ToArray();
        Assert.That(inputs.Select(input => input.GetProperty("file").GetString()),
            Is.EquivalentTo(new[] { "sales.csv", "items.csv", "suppliers.csv", "stock.csv", "open_orders.csv" }));
        foreach (var input in inputs)
        {
            var file = input.GetProperty("file").GetString()!;
            var lines = File.ReadAllLines(folder["data", file]).Length - 1;
            Assert.That(input.GetProperty("rows_read").GetInt64(), Is.EqualTo(lines), file);
            Assert.That(input.GetProperty("rows_loaded").GetInt64(), Is.EqualTo(lines), file);
            Assert.That(input.GetProperty("sha256").GetString(), Is.EqualTo(PublishedRun.Sha256(folder["data", file])), file);
        }
    }

    [Test]
    public void Run_ReorderFile_HasTheCanonicalLayout()
    {
        var bytes = File.ReadAllBytes(published["reorder.csv"]);
        Assert.That(bytes, Has.None.EqualTo((byte)'\r'));
        var text = Encoding.UTF8.GetString(bytes);
        Assert.That(text, Does.StartWith(string.Join(',', ReorderColumns) + "\n").And.EndWith("\n"));

        var lines = published.Rows("reorder.csv");
        Assert.That(lines, Is.Not.Empty);
        Assert.That(lines.Select(line => line["line_id"]), Is.Unique);
        foreach (var line in lines)
        {
            Assert.That(line["action"], Is.EqualTo("create"));
            Assert.That(decimal.Parse(line["quantity"], CultureInfo.InvariantCulture), Is.Positive);
            Assert.That(SmallCompany.Codes, Does.Contain(line["sku"]));
            Assert.That(DateOnly.ParseExact(line["requested_delivery"], "yyyy-MM-dd", CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(SmallCompany.AsOf));
        }
    }

    [Test]
    public void Run_ReorderFile_RowsAreThoseOfTheManifest()
    {
        var entry = published.Json("manifest.json").GetProperty("files").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "reorder.csv");
        Assert.That(entry.GetProperty("rows").GetInt64(), Is.EqualTo(published.Rows("reorder.csv").Count));
    }

    [Test]
    public void Run_ForecastFile_CoversEverySkuAtEveryPlaceInOrderedQuantiles()
    {
        var rows = published.Rows("forecast.csv");
        Assert.That(rows.Select(row => (row["sku"], row["location"])).Distinct().Count(), Is.EqualTo(2 * SmallCompany.Codes.Length));
        var quantiles = rows[0].Keys.Where(column => column.StartsWith('q')).ToArray();
        Assert.That(quantiles, Has.Length.GreaterThanOrEqualTo(3));
        foreach (var row in rows)
        {
            Assert.That(quantiles.Select(column => double.Parse(row[column], CultureInfo.InvariantCulture)), Is.Ordered.And.All.GreaterThanOrEqualTo(0), row["sku"]);
            Assert.That(row["model"], Is.Not.Empty);
        }
    }

    [Test]
    public void Run_SameCommandAgain_PublishesNothingNewAndSaysSo()
    {
        var before = published.Names.ToDictionary(name => name, name => PublishedRun.Sha256(published[name]));
        var again = Run("out");
        Assert.That(again.ExitCode, Is.Zero, again.ToString());
        Assert.That(again.Output + again.Errors, Does.Contain("nothing new").IgnoreCase.Or.Contain("already published").IgnoreCase);
        Assert.That(PublishedRun.All(folder["out"]), Has.Count.EqualTo(1));
        Assert.That(published.Names.ToDictionary(name => name, name => PublishedRun.Sha256(published[name])), Is.EqualTo(before));
    }

    [Test]
    public void Run_TwoFreshOutputs_GiveTheSameBytes()
    {
        var other = Run("other");
        Assert.That(other.ExitCode, Is.Zero, other.ToString());
        var twin = PublishedRun.Only(folder["other"]);
        Assert.That(Path.GetFileName(twin.Folder), Is.EqualTo(Path.GetFileName(published.Folder)));
        Assert.That(twin.Hashes(), Is.EqualTo(published.Hashes()));
    }

    [Test]
    public void Run_LaterAsOf_GivesAnotherRunThatKnowsTheFirst()
    {
        using var later = new TemporaryFolder();
        SmallCompany.Write(later["data"]);
        string[] Arguments(string asOf) => ["run", "--data", later["data"], "--out", later["out"], "--as-of", asOf];
        var monday = ForecastingProgram.Run(Arguments("2026-03-02"));
        Assert.That(monday.ExitCode, Is.Zero, monday.ToString());
        SmallCompany.Write(later["data"], SmallCompany.Codes, new DateOnly(2026, 3, 9));
        var nextMonday = ForecastingProgram.Run(Arguments("2026-03-09"));
        Assert.That(nextMonday.ExitCode, Is.Zero, nextMonday.ToString());

        var runs = PublishedRun.All(later["out"]);
        Assert.That(runs.Select(run => Path.GetFileName(run.Folder)[..10]), Is.EqualTo(new[] { "2026-03-02", "2026-03-09" }));
        Assert.That(runs.Select(run => run.Json("manifest.json").GetProperty("sequence").GetInt64()), Is.EqualTo(new[] { 1L, 2L }));
        var lineIds = runs.SelectMany(run => run.Rows("reorder.csv").Select(row => row["line_id"])).ToArray();
        Assert.That(lineIds, Is.Unique, "a line id is never used twice in one database");
    }

    [Test]
    public void Run_EarlierAsOf_SeesNothingOfTheFuture()
    {
        using var past = new TemporaryFolder();
        SmallCompany.Write(past["known"], SmallCompany.Codes, SmallCompany.AsOf);
        SmallCompany.Write(past["later"], SmallCompany.Codes, SmallCompany.AsOf.AddDays(21));
        foreach (var name in new[] { "stock.csv", "open_orders.csv" })
            File.Copy(past["known", name], past["later", name], overwrite: true);

        var rows = new[] { "known", "later" }.Select(data =>
        {
            var result = ForecastingProgram.Run("run", "--data", past[data], "--out", past[data + "-out"], "--as-of", "2026-03-02");
            Assert.That(result.ExitCode, Is.Zero, result.ToString());
            return File.ReadAllText(PublishedRun.Only(past[data + "-out"])["forecast.csv"]);
        }).ToArray();
        Assert.That(rows[1], Is.EqualTo(rows[0]));
    }

    private ProgramResult Run(string output) =>
        ForecastingProgram.Run("run", "--data", folder["data"], "--out", folder[output], "--as-of", "2026-03-02");
}
