using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Jobs.Commands;
using Forecasting.Jobs.Deliveries;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Service.Cluster;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Settings;
using Forecasting.Reports.Formats;
using Forecasting.Storage;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Files;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Work;

/// <summary>What came of a piece of work.</summary>
/// <param name="State">How it ended.</param>
/// <param name="Outcome">What to tell a person.</param>
/// <param name="Folder">Folder of its files; empty when there are none.</param>
/// <param name="Then">What is asked for next, in the name of <see cref="SensingWork.Name"/>; null = nothing.</param>
internal sealed record WorkResult(RequestState State, string Outcome, string Folder = "", WorkOrder? Then = null);

/// <summary>Does what the desk takes, with the same code as the commands.</summary>
/// <param name="options">What the service works on.</param>
/// <param name="store">Its database.</param>
/// <param name="import">Told what was read.</param>
/// <param name="clock">Whose time passes.</param>
/// <param name="cluster">The other nodes; null = there are none.</param>
internal sealed class WorkBench(ServiceOptions options, ServiceDatabase store, LastImport import, TimeProvider clock, NodeCluster? cluster = null)
{
    /// <summary>Days for which previews are kept.</summary>
    private const int PreviewDays = 14;

    // As long as another process on the same database may take.
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(10);

    /// <summary>Told of each durable side effect of a run before it happens; null = nobody asks.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Does it. Nothing but a defect of the program is thrown.</summary>
    public WorkResult Do(LiveWork work)
    {
        try
        {
            return work.Order.Kind switch
            {
                RequestKind.Run => Run(work),
                RequestKind.Preview => Preview(work),
                RequestKind.Import => Import(work),
                RequestKind.Deliver => Deliver(work),
                RequestKind.Acknowledge => Acknowledge(work),
                RequestKind.Sense => SensingWork.Do(work, options, store, MachineValues(), Wait, clock),
                RequestKind.Replay => ReplayWork.Do(work, options, clock),
                RequestKind.Backfill => Backfill(work),
                _ => Clean(work.Request.By),
            };
        }
        catch (RunHeldException held)
        {
            return new WorkResult(RequestState.Held, held.Message);
        }
        catch (Exception) when (work.IsCalledOff)
        {
            return new WorkResult(RequestState.Cancelled, "Called off. Nothing of it goes out.");
        }
        catch (OperationCanceledException) when (work.Stop.IsCancellationRequested)
        {
            return new WorkResult(RequestState.Interrupted, "The service was stopped meanwhile. Nothing was published; ask again.");
        }
        catch (Exception fault) when (fault is InputException or SettingsException or FormatRefusedException)
        {
            return new WorkResult(RequestState.Refused, fault.Message);
        }
        catch (Exception fault) when (CommandLine.Explain(fault) is { } told)
        {
            return new WorkResult(RequestState.Failed, told.Message);
        }
    }

    private WorkResult Run(LiveWork work) => Run(work, work.Order.AsOf, work.Request.By, work.Order.NarrowedTo);

    private WorkResult Run(LiveWork work, DateOnly? asOf, string by, string part)
    {
        using var progress = RunProgress.To(work.Report, work.Begun, import.Take);
        var request = new RunRequest(options.Data, options.Out, asOf, options.Database, options.SettingsFile, Environment.ProcessorCount)
        {
            By = by,
            Part = part,
            Values = MachineValues(),
            Wait = Wait,
            LeaseDuration = cluster?.CheckIn ?? RunLeases.DefaultDuration,
            Share = cluster is null ? null : cluster.Share,
        };
        return Told(PlanningRun.Execute(request, clock, progress, work.Stop, Before));
    }

    private WorkResult Preview(LiveWork work)
    {
        using var progress = RunProgress.To(work.Report, work.Begun, import.Take);
        Directory.CreateDirectory(options.Previews);
        var known = DatabaseOption.IsServer(options.Database) || File.Exists(options.Database) ? options.Database : null;
        return Told(PlanPreview.Execute(
            new PreviewRequest(
                options.Data, options.Previews, work.Order.AsOf, known, options.SettingsFile, MachineValues(), Environment.ProcessorCount, Wait),
            clock, progress, work.Stop));
    }

    private WorkResult Import(LiveWork work)
    {
        using var progress = RunProgress.To(work.Report, work.Begun, import.Take);
        var summary = FolderImport.Execute(options.Data, options.Database, options.SettingsFile, Wait, clock, progress, work.Stop);
        var rejected = summary.Files.Where(r => r.IsRejected).Select(r => $"{r.File}: {r.RejectedReason}").ToList();
        return rejected.Count > 0
            ? new WorkResult(RequestState.Partial, string.Join('\n', rejected))
            : new WorkResult(RequestState.Done, $"{Reports.Decisions.RowTotals.Of(summary.Files)}.");
    }

    /// <summary>Stops at the first run that does not get through: what comes after it counts on it.</summary>
    private WorkResult Backfill(LiveWork work)
    {
        ImmutableArray<DateOnly> mornings;
        using (var database = store.Open())
            mornings = MissedMornings.Parse(work.Order.NarrowedTo).Of(database);
        var told = new List<string>();
        foreach (var morning in mornings)
        {
            work.Stop.ThrowIfCancellationRequested();
            WorkResult result;
            try
            {
                result = Run(work, morning, work.Request.By, "");
            }
            catch (Exception fault) when (fault is RunHeldException or InputException or SettingsException or FormatRefusedException)
            {
                var state = fault is RunHeldException ? RequestState.Held : RequestState.Refused;
                return new WorkResult(state, string.Join('\n', [.. told, FormattableString.Invariant($"{morning:yyyy-MM-dd}: {fault.Message}")]));
            }

            told.Add(FormattableString.Invariant($"{morning:yyyy-MM-dd}: {result.Outcome}"));
            if (result.State != RequestState.Done)
                return result with { Outcome = string.Join('\n', told) };
        }

        return new WorkResult(RequestState.Done, told.Count == 0 ? "No morning of these days was missed: each has a published run." : string.Join('\n', told));
    }

    /// <summary>What a second person has let out goes out, and so do files of partners that are pending; whoever asked for the run keeps being the one who did.</summary>
    private WorkResult Deliver(LiveWork work)
    {
        List<(LedgerRun Run, string Part)> approved;
        using (var database = store.Open())
        {
            var approvals = new Approvals(database);
            var archive = ArchivedRun.ArchiveOf(options.Settings.Archive.Folder, options.Database, options.Out);
            approved =
            [
                .. new RunLedger(database).Runs().Where(r => r.State == RunState.Planned && approvals.IsApproved(r.RunId, r.LinesHash))
                    .Select(r => (r, ArchivedRun.Find(database, archive, r.RunId)?.Context.Part ?? "")),
            ];
        }

        var results = approved.ConvertAll(its => Run(work, its.Run.AsOf, its.Run.TriggeredBy, its.Part));
        if (Pending(work) is { } pending)
            results.Add(pending);
        return results switch
        {
            [] => new WorkResult(RequestState.Done, "Nothing waits to go out."),
            _ => new WorkResult(
                results.Exists(r => r.State != RequestState.Done) ? RequestState.Partial : RequestState.Done,
                string.Join('\n', results.Select(r => r.Outcome)),
                results[^1].Folder),
        };
    }

    private WorkResult? Pending(LiveWork work)
    {
        using (var ledger = store.Open())
        {
            if (!new DeliveryLedger(ledger).Open().Any(f => f.State == DeliveryState.Pending))
                return null;
        }

        var report = Leased(work, (database, lease) => RunDeliveries.Deliver(
            database, lease, options.Out, options.Settings, clock, null, deliveries => deliveries.DeliverDue(null, isUrgent: false, lease.Stop)));
        return new WorkResult(
            report.ExitCode == ExitCode.Done ? RequestState.Done : RequestState.Partial,
            string.Join('\n', [.. report.Delivered.Select(file => $"{file}: {file.FileName} is at {file.Target}."), .. report.Notes]));
    }

    private WorkResult Acknowledge(LiveWork work)
    {
        var report = Leased(work, (database, lease) =>
        {
            InterruptedPublications.Record(new RunLedger(database), options.Out, database.UtcNow(clock));
            return new PartnerAnswers(database, options.Out, options.Settings, work.Request.By, clock, lease.Write, _ => lease.Check()).TakeAll();
        });
        return new WorkResult(
            report.IsComplete ? RequestState.Done : RequestState.Partial,
            report.Taken.IsEmpty && report.Notes.IsEmpty ? "There is no new answer, and none is missed." : string.Join('\n', [.. report.Taken, .. report.Notes]));
    }

    private T Leased<T>(LiveWork work, Func<ForecastingDatabase, ScopeLease, T> done)
    {
        using var database = ScopeLease.OpenDatabase(options.Database, options.Settings.Database, Wait, clock, work.Stop);
        using var lease = ScopeLease.Acquire(database, Wait, RunLeases.DefaultDuration, clock, work.Stop);
        return lease.Work(() => done(database, lease));
    }

    private WorkResult Clean(string by)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddDays(-PreviewDays);
        var old = Directory.Exists(options.Previews)
            ? new DirectoryInfo(options.Previews).GetDirectories("*_preview").Where(d => d.LastWriteTimeUtc < before).ToList()
            : [];
        foreach (var folder in old)
            folder.Delete(recursive: true);
        var said = string.Create(CultureInfo.InvariantCulture, $"{old.Count} previews older than {PreviewDays} days removed");
        if (options.Settings.Retention.Days is not { } days)
            return new WorkResult(RequestState.Done, said + "; retention.days is not set, so every run is kept.");
        using var database = store.Open();
        var archive = ArchivedRun.ArchiveOf(options.Settings.Archive.Folder, options.Database, options.Out);
        var rule = new RetentionRule(null, clock.GetUtcNow().AddDays(-days));
        var expired = DatabaseCommand.Clean(database, new RunRetention(database, archive), rule, by, clock);
        return new WorkResult(RequestState.Done, string.Create(CultureInfo.InvariantCulture, $"{said}; details of {expired.Length} runs older than {days} days taken out."));
    }

    // One process opens one DuckDB file in one way: what the settings file says of it now may not be what it said when the service began.
    private ImmutableArray<KeyValuePair<string, string>> MachineValues() =>
    [
        KeyValuePair.Create("database.memoryLimitMegabytes", options.Settings.Database.MemoryLimitMegabytes.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create("database.threads", options.Settings.Database.Threads.ToString(CultureInfo.InvariantCulture)),
    ];

    private static WorkResult Told(RunResult result) => new(
        result.ExitCode == ExitCode.Done ? RequestState.Done : RequestState.Partial, string.Join('\n', [result.Summary, .. result.Warnings]), result.Folder);
}
