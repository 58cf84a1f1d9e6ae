using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Jobs.Runs;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Publishing;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Runs;

/// <summary>A program killed between the last file and the ledger: what is out is recorded once, what is not out is left alone.</summary>
[TestFixture]
public sealed class InterruptedPublicationsTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 2);
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 5, 30, 0, TimeSpan.Zero);
    private static readonly OrderLine[] Lines = [Line(1, "00123", 12), Line(2, "=1+1", 0.125m)];

    private TemporaryFolder folder = null!;
    private ForecastingDatabase database = null!;
    private RunLedger ledger = null!;

    [SetUp]
    public void Open()
    {
        folder = new TemporaryFolder();
        database = ForecastingDatabase.Open(folder["forecasting.duckdb"]);
        ledger = new RunLedger(database);
    }

    [TearDown]
    public void Close()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Test]
    public void Record_CompletePublication_GoesIntoTheLedgerOnce()
    {
        var report = Report("a");
        ledger.Begin(report.Identity, Morning);
        var published = Publish(report);

        InterruptedPublications.Record(ledger, folder.Path, Morning.AddHours(1));
        InterruptedPublications.Record(ledger, folder.Path, Morning.AddHours(2));

        Assert.That(ledger.FindPublished(report.Identity.RunId), Is.EqualTo(new LedgerRun(
            report.Identity.RunId, AsOf, "all", RunState.Published, Morning, Morning.AddHours(1), 1, Path.GetFileName(published.Folder),
            "published; recorded after an interruption")
        {
            LinesHash = LinesHash.Of(Lines),
        }));
        Assert.That(
            ledger.PublishedLines().Select(l => (l.LineId, l.OrderId, l.LineNumber, l.Key.Sku.Code, l.Source, l.Cycle, l.Quantity, l.RunId, l.Sequence)),
            Is.EqualTo(Lines.Select(l => (l.LineId, l.OrderId, l.LineNumber, l.Sku.Code, l.SupplierId, AsOf, l.Quantity, report.Identity.RunId, 1L))));
        Assert.That(ledger.NextSequence(), Is.EqualTo(2));
    }

    [Test]
    public void Record_PartialPublication_StaysPartial()
    {
        var report = Report("a");
        ledger.Begin(report.Identity, Morning);
        ledger.Plan(report.Identity.RunId, AsOf, LinesHash.Of(report.Orders), Morning);
        ledger.BeginPublishing(report.Identity.RunId, RunOutcome.Partial);
        Publish(report);

        InterruptedPublications.Record(ledger, folder.Path, Morning.AddHours(1));
        Assert.That(ledger.FindPublished(report.Identity.RunId)!.Outcome, Is.EqualTo(RunOutcome.Partial), "the same command ends with exit code 1");
    }

    [Test]
    public void Record_RunThatIsAlreadyInTheLedger_ChangesNothing()
    {
        var report = Report("a");
        ledger.Begin(report.Identity, Morning);
        Publish(report);
        ledger.RecordPublication(report.Identity.RunId, AsOf, 1, Publication.FolderName(report.Identity), AsOf, report.Orders, "done", Morning);

        InterruptedPublications.Record(ledger, folder.Path, Morning.AddHours(1));

        Assert.That(ledger.Find(report.Identity.RunId)!.Outcome, Is.EqualTo("done"));
        Assert.That(ledger.PublishedLines(), Has.Count.EqualTo(Lines.Length));
    }

    [Test]
    public void Record_FolderWithoutDone_IsLeftAlone()
    {
        var report = Report("a");
        ledger.Begin(report.Identity, Morning);
        var published = Publish(report);
        File.Delete(Path.Combine(published.Folder, Publication.DoneName));
        var before = Contents(published.Folder);

        InterruptedPublications.Record(ledger, folder.Path, Morning.AddHours(1));

        Assert.That(ledger.Find(report.Identity.RunId)!.State, Is.EqualTo(RunState.Started));
        Assert.That((ledger.PublishedLines().Count, ledger.NextSequence()), Is.EqualTo((0, 1L)));
        Assert.That(Contents(published.Folder), Is.EqualTo(before));
    }

    [Test]
    public void Record_OneCompleteAmongRunsThatBrokeOff_RecordsOnlyThatOne()
    {
        var (brokenOff, failed, complete) = (Report("a"), Report("b"), Report("c"));
        ledger.Begin(brokenOff.Identity, Morning);
        ledger.Begin(failed.Identity, Morning.AddMinutes(1));
        ledger.Fail(failed.Identity, "disk full", Morning.AddMinutes(2));
        ledger.Begin(complete.Identity, Morning.AddMinutes(3));
        Publish(complete);

        InterruptedPublications.Record(ledger, folder.Path, Morning.AddHours(1));

        Assert.That(
            new[] { brokenOff, failed, complete }.Select(r => ledger.Find(r.Identity.RunId)!.State),
            Is.EqualTo(new[] { RunState.Started, RunState.Failed, RunState.Published }));
        Assert.That(ledger.PublishedLines().Select(l => l.RunId).Distinct(), Is.EqualTo(new[] { complete.Identity.RunId }));
    }

    [Test]
    public void Record_FileThatNoLongerMatchesItsManifest_IsRefusedAndNothingIsRecorded()
    {
        var report = Report("a");
        ledger.Begin(report.Identity, Morning);
        var published = Publish(report);
        File.AppendAllText(Path.Combine(published.Folder, ReorderFile.Name), "x\n");

        Assert.That(
            () => InterruptedPublications.Record(ledger, folder.Path, Morning.AddHours(1)),
            Throws.TypeOf<PublicationConflictException>().With.Message.Contains(ReorderFile.Name));
        Assert.That(ledger.PublishedLines(), Is.Empty);
    }

    private Published Publish(PlanReport report) => Publication.Publish(
        folder.Path,
        Publication.FolderName(report.Identity),
        Manifest.For(report, isTest: false),
        [new Artefact(ReorderFile.Name, report.Orders.Length, stream => ReorderFile.Write(stream, report))],
        null,
        CancellationToken.None);

    private PlanReport Report(string settingsHash) => new()
    {
        Identity = new RunIdentity(AsOf, "all", settingsHash, [], "1.0"),
        Bucket = TimeBucket.Week,
        Horizon = 13,
        Cycle = AsOf,
        Lines = [],
        Unplanned = [],
        Orders = [.. Lines],
        Imports = [],
        Quarantine = [],
        Warnings = [],
        Settings = [],
        Suppliers = ImmutableSortedDictionary<string, Supplier>.Empty,
        Sequence = ledger.NextSequence(),
    };

    private static Dictionary<string, string> Contents(string path) => Directory.GetFiles(path).ToDictionary(f => f, File.ReadAllText);

    private static OrderLine Line(int number, string sku, decimal quantity) => new(
        $"L{number}", "O1", number, OrderType.Purchase, OrderAction.Create, AsOf, "V1", "", new Location("LEEDS"), new Sku(sku), "", "", quantity, "each",
        quantity, null, AsOf.AddDays(7), 1.5m, "EUR", "normal", "BELOW_REORDER_POINT");
}
