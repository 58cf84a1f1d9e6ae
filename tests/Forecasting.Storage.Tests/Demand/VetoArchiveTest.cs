using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Demand;

[OnEveryStore]
public class VetoArchiveTest(StoreKind store)
{
    private static readonly CorrectionVeto Veto = new(
        new Sku("A"), new Location("LEEDS"), new DateRange(new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 11)), "outlier", "Festival", "purchasing", false);

    private static readonly CorrectionVeto Everywhere = Veto with { Location = null, Rule = "" };

    private DataDirectory directory = null!;
    private ForecastingDatabase database = null!;
    private VetoArchive archive = null!;

    [SetUp]
    public void Open()
    {
        directory = new DataDirectory(store);
        database = ForecastingDatabase.Open(directory.DatabasePath);
        archive = new VetoArchive(database);
    }

    [TearDown]
    public void Close()
    {
        database?.Dispose();
        directory?.Dispose();
    }

    [Test]
    public void Standing_FileIsGone_StillStandsAfterReopening()
    {
        archive.Remember([Veto, Everywhere]);
        database?.Dispose();
        database = ForecastingDatabase.Open(directory.DatabasePath);
        archive = new VetoArchive(database);
        archive.Remember([]);
        Assert.That(archive.Standing(), Is.EqualTo(new[] { Everywhere, Veto }), "ordered by key");
    }

    [Test]
    public void Remember_Withdrawn_StandsNoLonger()
    {
        archive.Remember([Veto, Everywhere]);
        archive.Remember([Veto with { IsWithdrawn = true, Rule = "OUTLIER", Reason = "", Author = "" }]);
        Assert.That(archive.Standing(), Is.EqualTo(new[] { Everywhere }));
        archive.Remember([Everywhere with { IsWithdrawn = true }, Everywhere with { Author = "planning" }]);
        Assert.That(archive.Standing(), Is.EqualTo(new[] { Everywhere with { Author = "planning" } }), "withdrawn, and given anew");
    }

    [Test]
    public void Remember_GivenAgain_StandsOnceWithTheNewWords()
    {
        archive.Remember([Veto]);
        archive.Remember([Veto with { Reason = "Festival every July" }, Veto with { Reason = "Festival every August" }]);
        Assert.That(archive.Standing(), Is.EqualTo(new[] { Veto with { Reason = "Festival every August" } }));
    }

    [Test]
    public void Fingerprint_SameVetoes_IsTheSameHoweverTheyCame()
    {
        archive.Remember([Veto, Everywhere]);
        var once = VetoArchive.Fingerprint(archive.Standing());
        archive.Remember([Everywhere, Veto]);
        Assert.That(VetoArchive.Fingerprint(archive.Standing()), Is.EqualTo(once));
        Assert.That(once.Single().Key, Is.EqualTo("vetoes"));
        Assert.That(once.Single().Value, Does.Match("^[0-9a-f]{64}$"));
        archive.Remember([Veto with { IsWithdrawn = true }]);
        Assert.That(VetoArchive.Fingerprint(archive.Standing()), Is.Not.EqualTo(once));
        Assert.That(VetoArchive.Fingerprint(ImmutableArray<CorrectionVeto>.Empty), Is.Empty, "a run without vetoes is the run it always was");
    }
}
