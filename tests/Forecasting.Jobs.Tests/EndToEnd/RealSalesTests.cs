using System.Globalization;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>Sales that nobody here wrote, from a folder that is not part of this repository (<c>FORECASTING_SHARED</c>): every set is read, planned and published.</summary>
/// <remarks>The settings say only what a file cannot: when a numbered period was, and which column counts where two do.</remarks>
public class RealSalesTests
{
    private static readonly RealSet[] Sets =
    [
        new("auto-parts", "all.csv.gz", "{}", 72_000),
        new("carparts", "all.csv.gz", """{ "input": { "sales": { "periodStart": "1998-01-01", "periodBucket": "month" } } }""", 136_374),
        new("hospital", "all.csv.gz", """{ "input": { "sales": { "periodStart": "2000-01-01", "periodBucket": "month" } } }""", 64_428),
        new("m5-tx3-foods3-odd", "train.csv.gz", "{}", 790_069),
        new("m5-ca3-hobbies2", "train.csv.gz", "{}", 285_037),
        new("m5-store-dept-ca-wi", "train.csv.gz", "{}", 91_679),
        new("orange-juice", "all.csv.gz", """{ "input": { "sales": { "periodStart": "1989-09-14", "periodBucket": "week", "columns": { "deal": "promotion" } } } }""", 106_139),
        new("pasta", "all.csv.gz", "{}", 212_164),
        new("rossmann-odd", "all.csv.gz", "{}", 422_964),
        new("online-retail-part", "transactions.csv.gz", "{}", 240_006),
        new("oil-stock", "demand.csv.gz", "{}", 191_888),
        new("vn2", "sales.csv.gz", "{}", 94_043),
    ];

    [TestCaseSource(nameof(Sets))]
    public void ImportAndRun_SalesOfARealFirm_EveryRowHasAnAccountAndAPlanIsPublished(RealSet set)
    {
        var shared = Environment.GetEnvironmentVariable("FORECASTING_SHARED");
        if (string.IsNullOrEmpty(shared))
            Assert.Ignore("FORECASTING_SHARED does not name a folder of reference data.");
        using var folder = new TemporaryFolder();
        var (data, output) = (Directory.CreateDirectory(folder["data"]).FullName, folder["out"]);
        File.CreateSymbolicLink(Path.Combine(data, "sales.csv.gz"), Path.Combine(shared!, "data", set.Folder, set.File));
        File.WriteAllText(Path.Combine(data, "settings.json"), set.Settings);

        var import = ForecastingProgram.Run("import", "--data", data, "--out", output);
        var run = ForecastingProgram.Run("run", "--data", data, "--out", output);

        Assert.That(import.ExitCode, Is.Zero, import.ToString());
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        var published = PublishedRun.Only(output);
        var counts = published.Json("run.json").GetProperty("counts");
        TestContext.Out.WriteLine($"{set}: {counts}\n{string.Join('\n', run.Errors.Split('\n').Where(l => l.StartsWith("note:", StringComparison.Ordinal)))}");
        Assert.Multiple(() =>
        {
            Assert.That(Count("rows_read"), Is.EqualTo(set.Rows));
            Assert.That(Count("rows_loaded") + Count("rows_quarantined") + Count("rows_duplicate"), Is.EqualTo(set.Rows));
            Assert.That(counts.GetProperty("rows_conserved").GetBoolean());
            Assert.That(Count("sku_locations_planned"), Is.Positive);
            Assert.That(Count("sku_locations_failed"), Is.Zero);
            Assert.That(published.ManifestFaults(), Is.Empty);
        });

        long Count(string name) => counts.GetProperty(name).GetInt64();
    }

    /// <summary>One set.</summary>
    /// <param name="Folder">Its folder.</param>
    /// <param name="File">The file of sales in it.</param>
    /// <param name="Settings">What its owner would have to declare.</param>
    /// <param name="Rows">Rows that the file has, as its publisher counts them.</param>
    public sealed record RealSet(string Folder, string File, string Settings, long Rows)
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Folder}, {Rows} rows");
    }
}
