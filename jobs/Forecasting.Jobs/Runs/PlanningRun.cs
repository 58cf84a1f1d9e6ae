using System.Collections.Immutable;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Publishing;
using Forecasting.Storage;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Plans;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>One pass along the whole path: read, plan, publish. The order of the steps is the order of this file.</summary>
internal static class PlanningRun
{
    /// <summary>Version of the program: part of every run's identity.</summary>
    public static readonly string EngineVersion = typeof(Plan).Assembly.GetName().Version!.ToString(3);

    /// <summary>Makes the plan and publishes it, or finds that this very run is published already.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="clock">For the ledger and for the timings.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <param name="before">Told of each durable side effect on files before it happens; whatever it throws stops there.</param>
    /// <exception cref="SettingsException">The settings cannot be worked with.</exception>
    /// <exception cref="InputException">There is no usable input.</exception>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    /// <exception cref="IOException">The archive or the folder of the reports cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing half-done is visible.</exception>
    public static RunResult Execute(
        RunRequest request, TimeProvider clock, RunProgress progress, CancellationToken cancellation, Action<string>? before = null)
    {
        var stages = new StageStopwatch(clock, progress);
        stages.Begin("read");
        using var source = RunInput.Open(request.Data, request.SettingsFile, cancellation);
        var settings = source.Settings;
        Directory.CreateDirectory(request.OutFolder);
        using var database = ForecastingDatabase.Open(request.Database);
        var ledger = new RunLedger(database);
        InterruptedPublications.Record(ledger, request.OutFolder, clock.GetUtcNow());
        var archive = ArchivedRun.ArchiveOf(settings.Settings.Archive.Folder, request.Database, request.OutFolder, before);
        archive.RemoveLeftovers();

        var profiles = RememberedProfile.ReadAll(database);
        var imported = source.Import(database, progress, cancellation);
        var morning = PlanMorning.Of(database, imported, settings.Settings.ToPlanSettings(), request.AsOf);
        var vetoes = new VetoArchive(database);
        vetoes.Remember(imported.Vetoes);
        var standing = vetoes.Standing();
        var identity = IdentityOf(source.Folder, settings, morning, imported, standing, EngineVersion);
        if (ledger.FindPublished(identity.RunId) is { } published)
            return RunSummary.AlreadyPublished(published, request.OutFolder);
        var sequence = ledger.NextSequence();
        var context = new RunContext
        {
            Identity = identity,
            IsAsOfGiven = morning.IsGiven,
            Sequence = sequence,
            HasPublishedBefore = sequence > 1,
            Files = RunContext.FilesOf(source.Folder, imported),
            Ignored = imported.Ignored,
            Profiles = profiles,
            Changes = imported.Changes,
            ChangeCount = imported.ChangeCount,
            Vetoes = standing,
            Published = RunContext.Relevant(ledger.PublishedLines(), morning),
            PreviousSegments =
            [
                .. new PlanArchive(database).ReadSegments(morning.AsOf, morning.Bucket)
                    .Select(s => new PreviousSegment(s.Key, s.Value))
                    .OrderBy(s => s.Key),
            ],
        };

        stages.Begin("check");
        var draft = PlanDraft.Check(database, imported, settings, morning, context);
        if (draft.NeedsLastGoodPlans)
        {
            var lastGood = new TrustArchive(database).ReadLastGood(morning.AsOf);
            context = context with { LastGoodPlans = [.. lastGood.Select(p => new LastGood(p.Key, p.Value)).OrderBy(p => p.Key)] };
        }

        ArchivedRun.Keep(new RunInputs(database, archive), source.Folder, settings, context);

        stages.Begin("plan");
        var report = draft.Make(context, request.Threads, done => progress.Report("plan", done, draft.Count), cancellation);

        stages.Begin("publish");
        ledger.Begin(identity, clock.GetUtcNow());
        new PlanArchive(database).SavePlan(report);
        var folder = Publication.FolderName(identity);
        var publication = Publication.Publish(
            request.OutFolder, folder, Manifest.For(report, isTest: false), PlanArtefacts.Of(report, stages.Timings),
            before is null ? null : step => before($"publication: {step.Action} {step.File}"), cancellation);
        var result = RunSummary.Of(report, publication.Folder);
        ledger.RecordPublication(
            identity.RunId, morning.AsOf, report.Sequence, folder, morning.Cycle, report.Orders,
            result.ExitCode == ExitCode.Done ? "done" : "partial", clock.GetUtcNow());
        return result;
    }

    /// <summary>Which run it is.</summary>
    /// <param name="folder">Its files.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="morning">The morning of its plan.</param>
    /// <param name="imported">The import of its files.</param>
    /// <param name="vetoes">The vetoes that stand.</param>
    /// <param name="version">Version of the program that makes it.</param>
    public static RunIdentity IdentityOf(
        DataFolder folder,
        EffectiveSettings settings,
        PlanMorning morning,
        ImportedData imported,
        ImmutableArray<Cleansing.CorrectionVeto> vetoes,
        string version) =>
        new(morning.AsOf, "all", settings.Hash, [.. folder.Hashes, .. ProfilesUsed(imported), .. VetoArchive.Fingerprint(vetoes)], version);

    /// <summary>What earlier imports had learnt and these files were read by is input too.</summary>
    private static IEnumerable<KeyValuePair<string, string>> ProfilesUsed(ImportedData imported) => imported.Profiles.Select(p =>
        KeyValuePair.Create($"profile:{p.Key}", RunIdentity.HashOf(p.Value)));
}
