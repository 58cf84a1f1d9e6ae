using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Jobs.Deliveries;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Storage;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>One pass along the whole path: read, and then plan and publish (<see cref="RunWork"/>). The order of the steps is the order of the
/// files.</summary>
internal static class PlanningRun
{
    /// <summary>Version of the program: part of every run's identity.</summary>
    public static readonly string EngineVersion = typeof(Plan).Assembly.GetName().Version!.ToString(3);

    /// <summary>Makes the plan and publishes it, or finds that this very run is published already.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="clock">For the ledger of an embedded database, and for the timings.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <param name="before">Told of each durable side effect before it happens; whatever it throws stops there.</param>
    /// <exception cref="SettingsException">The settings cannot be worked with.</exception>
    /// <exception cref="InputException">There is no usable input.</exception>
    /// <exception cref="RunHeldException">A person must decide first, or has decided against it.</exception>
    /// <exception cref="DatabaseException">The database cannot be used, or somebody else has taken over.</exception>
    /// <exception cref="IOException">The archive or the folder of the reports cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing half-done is visible.</exception>
    public static RunResult Execute(
        RunRequest request, TimeProvider clock, RunProgress progress, CancellationToken cancellation, Action<string>? before = null)
    {
        var stages = new StageStopwatch(clock, progress);
        stages.Begin("read");
        using var source = RunInput.Open(request.Data, request.SettingsFile, cancellation, request.Values);
        var settings = source.Settings;
        Directory.CreateDirectory(request.OutFolder);
        using var database = ScopeLease.OpenDatabase(request.Database, settings.Settings.Database, request.Wait, clock, cancellation);
        database.Before = before;
        using var lease = ScopeLease.Acquire(database, request.Wait, request.LeaseDuration, clock, cancellation);
        return lease.Work(() => Execute(request, source, database, lease, stages, clock, progress, before));
    }

    /// <summary>The same under the lease.</summary>
    private static RunResult Execute(
        RunRequest request,
        RunInput source,
        ForecastingDatabase database,
        ScopeLease lease,
        StageStopwatch stages,
        TimeProvider clock,
        RunProgress progress,
        Action<string>? before)
    {
        var settings = source.Settings;
        var ledger = new RunLedger(database);
        InterruptedPublications.Record(ledger, request.OutFolder, database.UtcNow(clock));
        var answered = RunAnswers.Take(database, lease, request.OutFolder, settings.Settings, request.By, clock, before);
        var archive = ArchivedRun.ArchiveOf(settings.Settings.Archive.Folder, request.Database, request.OutFolder, before);
        archive.RemoveLeftovers();

        var profiles = RememberedProfile.ReadAll(database);
        var imported = source.Import(database, progress, lease.Stop);
        var morning = PlanMorning.Of(database, imported, settings.Settings.ToPlanSettings(), request.AsOf);
        var vetoes = new VetoArchive(database);
        vetoes.Remember(imported.Vetoes);
        var standing = vetoes.Standing();
        var overrides = RunKnowledge.Overrides(database, morning);
        var identity = IdentityOf(source.Folder, settings, morning, imported, standing, overrides, EngineVersion, request.Part);
        BegunRun? begun = null;
        lease.Write(() =>
        {
            begun = ledger.Begin(identity, database.UtcNow(clock), request.By, lease.Leases);
            if (begun.IsNew)
                RunRecords.Note(database, begun.Run, settings, imported, overrides, request.By, database.UtcNow(clock));
        });
        progress.Begun?.Invoke(identity.RunId);
        if (begun!.Run.State == RunState.Published)
            return Delivered(RunSummary.AlreadyPublished(begun.Run, request.OutFolder));
        RunHolds.RefuseUndecided(begun.Run);
        lease.For(identity.RunId);
        var work = new RunWork(request, clock, progress, stages, database, lease, before);
        RunResult published;
        try
        {
            RunHolds.RefuseOlderMorning(ledger, morning);
            published = work.PlanAndPublish(source.Folder, settings, imported, morning, profiles, standing, overrides, identity, archive);
        }
        catch (Exception fault) when (fault is not RunHeldException and not LeaseLostException)
        {
            work.Fail(ledger, identity, fault);
            throw;
        }

        return Delivered(published);

        RunResult Delivered(RunResult result) =>
            RunDeliveries.AddTo(answered.AddTo(result), database, lease, request.OutFolder, settings.Settings, clock, before);
    }

    /// <summary>Which run it is.</summary>
    /// <param name="folder">Its files.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="morning">The morning of its plan.</param>
    /// <param name="imported">The import of its files.</param>
    /// <param name="vetoes">The vetoes that stand.</param>
    /// <param name="overrides">What came back with workbooks.</param>
    /// <param name="version">Version of the program that makes it.</param>
    /// <param name="part">The part whose orders go out; empty = all.</param>
    public static RunIdentity IdentityOf(
        DataFolder folder,
        EffectiveSettings settings,
        PlanMorning morning,
        ImportedData imported,
        ImmutableArray<Cleansing.CorrectionVeto> vetoes,
        OverrideHistory overrides,
        string version,
        string part = "") =>
        new(
            morning.AsOf,
            ScopeLease.Scope,
            settings.Hash,
            [.. folder.Hashes, .. ProfilesUsed(imported), .. VetoArchive.Fingerprint(vetoes), .. overrides.Fingerprint(), .. PartAsked(part)],
            version);

    private static IEnumerable<KeyValuePair<string, string>> PartAsked(string part) => part.Length == 0 ? [] : [KeyValuePair.Create("part", RunIdentity.HashOf(part))];

    /// <summary>What earlier imports had learnt and these files were read by is input too.</summary>
    private static IEnumerable<KeyValuePair<string, string>> ProfilesUsed(ImportedData imported) => imported.Profiles.Select(p =>
        KeyValuePair.Create($"profile:{p.Key}", RunIdentity.HashOf(p.Value)));
}
