using System.Collections.Immutable;
using System.Security.Cryptography;
using Forecasting.History;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Publishing;
using Forecasting.Storage;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Import;
using Forecasting.Storage.Privacy;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>What is to be replayed.</summary>
/// <param name="RunId">The run.</param>
/// <param name="OutFolder">Folder of the reports, with the publication that is compared.</param>
/// <param name="Database">The database that knows the run.</param>
/// <param name="ArchiveFolder">The archive; null = beside the database.</param>
/// <param name="Target">Where the files of the replay go.</param>
/// <param name="Threads">Threads, ≥ 1.</param>
/// <param name="AnyVersion">True when a run of another version of the program may be replayed too.</param>
internal sealed record ReplayRequest(
    string RunId, string OutFolder, string Database, string? ArchiveFolder, string Target, int Threads, bool AnyVersion)
{
    /// <summary>How the database is opened; null = as by default. A process that has it open already must say the same.</summary>
    public DatabaseSettings? Opening { get; init; }
}

/// <summary>What came of a replay.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Differing">Names of published files that came out otherwise, in the order of the manifest.</param>
/// <param name="Compared">Files compared.</param>
internal sealed record ReplayResult(string Folder, ImmutableArray<string> Differing, int Compared);

/// <summary>A run made once more from the raw archive. The database is only read; the ledger hears nothing of it.</summary>
internal static class ReplayRun
{
    /// <summary>Replays a run and compares every file that the same run always writes alike.</summary>
    /// <exception cref="SettingsException">There is no such run, or it is of another version.</exception>
    /// <exception cref="ArchiveException">The archive lacks something of the run, or it is damaged.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    /// <exception cref="IOException">The published manifest cannot be read, or the files cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ReplayResult Execute(ReplayRequest request, TimeProvider clock, RunProgress progress, CancellationToken cancellation)
    {
        var (archived, published) = Find(request);
        var name = Publication.FolderName(archived.Context.Identity);
        if (Path.Exists(Path.Combine(request.Target, name)))
            throw new SettingsException($"{Path.Combine(request.Target, name)} is there already. Name another folder with --to.");

        var stages = new StageStopwatch(clock, progress);
        stages.Begin("read");
        var scratch = Directory.CreateTempSubdirectory("forecasting-replay-");
        try
        {
            var report = Plan(archived, scratch.FullName, request.Threads, stages, progress, cancellation);
            stages.Begin("publish");
            var artefacts = PlanArtefacts.Of(report, stages.Timings, archived.Settings.Settings.Publish.Workbooks, archived.Settings.Settings.Partners, published.IsTest);
            var replayed = Publication.Publish(request.Target, name, Manifest.For(report, published.IsTest), artefacts, null, cancellation);
            return Compare(published, replayed);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>The plan of a published run, made once more; no file is written.</summary>
    /// <param name="request">Which run; its target is not used.</param>
    /// <param name="clock">For the timings.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="SettingsException">There is no such run, or it is of another version.</exception>
    /// <exception cref="ArchiveException">The archive lacks something of the run, or it is damaged.</exception>
    public static PlanReport Report(ReplayRequest request, TimeProvider clock, RunProgress progress, CancellationToken cancellation)
    {
        var (archived, _) = Find(request);
        var stages = new StageStopwatch(clock, progress);
        stages.Begin("read");
        var scratch = Directory.CreateTempSubdirectory("forecasting-replay-");
        try
        {
            return Plan(archived, scratch.FullName, request.Threads, stages, progress, cancellation);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static (ArchivedRun Archived, Manifest Published) Find(ReplayRequest request)
    {
        using var database = ForecastingDatabase.Open(request.Database, request.Opening);
        var run = new RunLedger(database).Find(request.RunId)
            ?? throw new SettingsException(
                $"There is no run {request.RunId} in \"{request.Database}\". The folder of a publication ends with its run.");
        if (run.State != RunState.Published)
            throw new SettingsException($"Run {run.RunId} was not published: there is nothing to compare a replay with.");
        var archive = ArchivedRun.ArchiveOf(request.ArchiveFolder, request.Database, request.OutFolder);
        var archived = ArchivedRun.Find(database, archive, run.RunId) ?? throw new ArchiveException(ArchivedRun.Missing(run.RunId));
        var version = archived.Context.Identity.EngineVersion;
        if (version != PlanningRun.EngineVersion && !request.AnyVersion)
        {
            throw new SettingsException($"Run {run.RunId} was made by version {version} of the program, and this is "
                + $"{PlanningRun.EngineVersion}: its numbers may differ. Use that version, or give --any-version to see what differs.");
        }

        return (archived, Publication.ReadManifest(Path.Combine(request.OutFolder, run.Folder)));
    }

    private static PlanReport Plan(
        ArchivedRun archived, string scratch, int threads, StageStopwatch stages, RunProgress progress, CancellationToken cancellation)
    {
        var (settings, context) = (archived.Settings, archived.Context);
        var folder = archived.Materialise(Path.Combine(scratch, "data"));
        using var database = ForecastingDatabase.Open(Path.Combine(scratch, "replay.duckdb"));
        RememberedProfile.WriteAll(database, context.Profiles);

        // Which key order numbers are kept under decides nothing: a key of its own shows it, and nobody need know the real one.
        var pseudonym = new OrderPseudonym(RandomNumberGenerator.GetBytes(PseudonymKey.Length));
        var imported = new HistoryImport(database, order => pseudonym.Of(order)) { TimeZone = settings.Settings.Calendar.TimeZone }
            .Import(folder, settings.Settings.Input, (_, share) => progress.Report("read", share, 1), cancellation);
        var asked = context.IsAsOfGiven ? context.Identity.AsOf : null as DateOnly?;
        var morning = PlanMorning.Of(database, imported, settings.Settings.ToPlanSettings(), asked);
        var identity = PlanningRun.IdentityOf(
            folder, settings, morning, imported, context.Vetoes, new OverrideHistory(context.Overrides), context.Identity.EngineVersion, context.Part);
        if (identity.RunId != context.Identity.RunId && context.Identity.EngineVersion == PlanningRun.EngineVersion)
        {
            throw new ArchiveException(
                $"What the archive holds of run {context.Identity.RunId} makes run {identity.RunId}: "
                + "it is not what that run was made from.");
        }

        stages.Begin("check");
        var draft = PlanDraft.Check(database, imported, settings, morning, context);
        stages.Begin("plan");
        return draft.Make(context, threads, done => progress.Report("plan", done, draft.Count), cancellation);
    }

    private static ReplayResult Compare(Manifest published, Published replayed)
    {
        var found = replayed.Manifest.Files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var expected = published.Files.Where(f => f.Sha256 is not null).ToList();
        return new ReplayResult(
            replayed.Folder,
            [.. expected.Where(f => found.GetValueOrDefault(f.Name)?.Sha256 != f.Sha256).Select(f => f.Name)],
            expected.Count);
    }
}
