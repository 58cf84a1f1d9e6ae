using Forecasting.History;
using Forecasting.Reports.Decisions;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Decisions;

public sealed class ImportQualityTests
{
    [TestCase(5, null)]
    [TestCase(6, TrustLevel.Warning)]
    [TestCase(50, TrustLevel.Warning)]
    [TestCase(51, TrustLevel.Serious)]
    public void Of_RowsSetAsideOfAThousand_WarnsFromHalfAPercent(int quarantined, TrustLevel? level)
    {
        var quality = ImportQuality.Of(SamplePlan.Of([]) with { Imports = [Sales(quarantined)], Gate = [], Unplanned = [], Warnings = [] });
        Assert.That(quality.Findings.Select(f => (TrustLevel?)f.Level), Is.EqualTo(level is null ? [] : new[] { level }));
    }

    [Test]
    public void Of_LostRows_IsSerious()
    {
        var quality = ImportQuality.Of(SamplePlan.Of([]) with { Imports = [Sales(0) with { RowsLoaded = 999 }], Gate = [], Unplanned = [], Warnings = [] });
        Assert.That(quality.Findings.Single(), Is.EqualTo(new Finding(
            TrustLevel.Serious, "sales.csv: rows read do not equal rows loaded, set aside and repeated. Do not act on this plan.")));
    }

    [Test]
    public void Of_SamplePlan_MostSeriousFirst() =>
        Assert.That(ImportQuality.Of(SamplePlan.Report()).Findings.Select(f => f.Text), Is.EqualTo((string[])
        [
            "item_locations.csv was refused whole: The column \"location\" is missing.",
            "YORK sent 12 rows on 2024-04-12; 40 are usual on a Friday (gate.volume).",
            "91 of 10,303 rows read were set aside (0.9 %): see Data quality and quarantine.csv.",
            "1 SKU-location could not be planned because of an error: see Data quality.",
            "1 SKU-location has data of grade D: nothing is planned from it, the last good plan stands (Data quality).",
            "No receipts were given: lead times come from the suppliers.",
        ]));

    [Test]
    public void Of_GateThatBlocks_IsSeriousAndSaidOnce()
    {
        const string text = "The newest sales are of 2024-03-01: 45 days old.";
        var quality = ImportQuality.Of(SamplePlan.Of([]) with
        {
            Imports = [],
            Unplanned = [],
            Warnings = [text],
            Gate = [new GateFinding("sales", "freshness", GateLevel.Block, text)],
        });
        Assert.That(quality.Findings, Is.EqualTo(new[] { new Finding(TrustLevel.Serious, text) }));
    }

    [Test]
    public void Of_GateThatJudgedTheRowsSetAside_IsNotSaidAgainInOtherWords()
    {
        const string text = "60 of 1000 rows of sales (6.0 %) were set aside (Data quality).";
        var quality = ImportQuality.Of(SamplePlan.Of([]) with
        {
            Imports = [Sales(60)],
            Unplanned = [],
            Warnings = [],
            Gate = [new GateFinding("sales", "quarantine", GateLevel.Block, text)],
        });
        Assert.That(quality.Findings, Is.EqualTo(new[] { new Finding(TrustLevel.Serious, text) }));
    }

    private static ImportReport Sales(int quarantined) => SamplePlan.Of([]).Imports.Single(i => i.Feed == "sales") with
    {
        RowsRead = 1000,
        RowsLoaded = 1000 - quarantined,
        RowsQuarantined = quarantined,
        RowsDuplicate = 0,
    };
}
