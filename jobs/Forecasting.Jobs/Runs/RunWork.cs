using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Jobs.Deliveries;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Formats;
using Forecasting.Reports.Publishing;
using Forecasting.Storage;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Plans;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>From the imported files of a run to its publication, under the lease of its scope.</summary>
/// <param name="request">What to do.</param>
/// <param name="clock">For the ledger of an embedded database.</param>
/// <param name="progress">Told how far it is.</param>
/// <param name="stages">Times the stages.</param>
/// <param name="database">The database.</param>
/// <param name="lease">The right to do it.</param>
/// <param name="before">Told of each durable side effect before it happens.</param>
internal sealed class RunWork(
    RunRequest request,
    TimeProvider clock,
    RunProgress progress,
    StageStopwatch stages,
    ForecastingDatabase database,
    ScopeLease lease,
    Action<string>? before)
{
    private readonly RunLedger ledger = new(database);

    private DateTimeOffset Now => database.UtcNow(clock);

    /// <summary>Checks, plans, and publishes what nobody must decide about first.</summary>
    /// <exception cref="InputException">The gate holds the run.</exception>
    /// <exception cref="RunHeldException">A person must decide first.</exception>
    /// <exception cref="FormatRefusedException">Something does not fit into the format of a partner.</exception>
    public RunResult PlanAndPublish(
        DataFolder files,
        EffectiveSettings settings,
        ImportedData imported,
        PlanMorning morning,
        ImmutableArray<RememberedProfile> profiles,
        ImmutableArray<CorrectionVeto> vetoes,
        OverrideHistory overrides,
        RunIdentity identity,
        RawArchive archive)
    {
        var context = RunKnowledge.Read(database, files, imported, morning, identity, profiles, vetoes, overrides, settings.Settings.Partners) with { Part = request.Part };

        // Files of an interrupted publication may be out: what was said of partners' files there is said again, whatever was answered since.
        if (!settings.Settings.Partners.IsEmpty && ledger.Find(identity.RunId)?.State == RunState.Publishing
            && ArchivedRun.Find(database, archive, identity.RunId) is { } begun)
        {
            context = context with { PartnerFiles = begun.Context.PartnerFiles };
        }

        stages.Begin("check");
        var draft = PlanDraft.Check(database, imported, settings, morning, context);
        if (draft.NeedsLastGoodPlans)
            context = context with { LastGoodPlans = RunKnowledge.LastGoodPlans(database, morning) };
        context = context with { Past = Past(draft, morning, identity.Scope), Overridden = RunKnowledge.Overridden(database, morning) };
        ArchivedRun.Keep(new RunInputs(database, archive), files, settings, context);

        stages.Begin("plan");
        var workers = request.Share?.Invoke(database, identity.RunId);
        var report = draft.Make(context, request.Threads, done => progress.Report("plan", done, draft.Count), lease.Stop, workers);

        // Before the plan takes its number: what does not fit into a partner's format stops the run, and nothing is published.
        var partnerFiles = PartnerRecords.Planned(PartnerFile.Of(report, settings.Settings.Partners, isTest: false), settings.Settings.Partners);
        var planned = Save(report, draft.Holds(report, ledger.PublishedLines()), partnerFiles);

        stages.Begin("publish");
        return Publish(report with { Supersedes = planned.Supersedes }, settings.Settings);
    }

    /// <summary>Scores what earlier plans promised for the buckets that have come since, and sums up what is on record. Before the plan, because
    /// the report of the plan tells it; done twice, it is done once.</summary>
    private PastAccuracy? Past(PlanDraft draft, PlanMorning morning, string scope)
    {
        var promises = new AccuracyArchive(database);
        var due = promises.ReadDue(morning.AsOf, morning.Bucket, scope);
        if (!due.IsEmpty)
            lease.Write(() => promises.Append(morning.Bucket, draft.Score(due)));
        return RunKnowledge.Past(database, morning);
    }

    /// <summary>Records that the run ended without publishing, where the database still can.</summary>
    public void Fail(RunLedger runs, RunIdentity identity, Exception fault)
    {
        try
        {
            var outcome = fault is OperationCanceledException ? "interrupted" : fault.Message;
            lease.Write(() => runs.Fail(identity, outcome, Now));
        }
        catch (DatabaseException)
        {
            // What went wrong first is what counts; the run begins again in any case.
        }
    }

    /// <summary>Keeps the plan and its number, and lets it wait where it must.</summary>
    private LedgerRun Save(PlanReport report, ImmutableArray<string> holds, ImmutableArray<PlannedPartnerFile> files)
    {
        var run = report.Identity.RunId;
        var lines = LinesHash.Of(report.Orders);
        LedgerRun? planned = null;
        lease.Write(() =>
        {
            new PlanArchive(database).SavePlan(report);
            planned = ledger.Plan(run, report.Cycle, lines, Now, files);
            if (holds.Length > 0 && !new Approvals(database).IsApproved(run, lines))
            {
                ledger.Hold(run, holds, Now);
                planned = ledger.Find(run);
            }
        });
        if (planned!.Sequence != report.Sequence)
            throw new DatabaseException($"Run {run} was planned under another number than it was given. Run it again.");
        RunHolds.RefuseUndecided(planned);
        return planned;
    }

    private RunResult Publish(PlanReport report, ProgramSettings settings)
    {
        var run = report.Identity.RunId;
        var folder = Publication.FolderName(report.Identity);
        if (ledger.Numbers().Any(n => n.RunId == run && n.State == NumberState.Void))
            Publication.Discard(request.OutFolder, folder);
        var result = RunSummary.Of(report, Path.Combine(request.OutFolder, folder));
        var outcome = result.ExitCode == ExitCode.Done ? RunOutcome.Done : RunOutcome.Partial;
        lease.Write(() => ledger.BeginPublishing(run, outcome));
        var published = Publication.Publish(
            request.OutFolder, folder, Manifest.For(report, isTest: false),
            PlanArtefacts.Of(report, stages.Timings, settings.Publish.Workbooks, settings.Partners, isTest: false), Announce, lease.Stop);
        lease.Write(() => ledger.RecordPublication(
            run, report.Identity.AsOf, report.Sequence, folder, report.Cycle, report.Orders, outcome, Now, PartnerRecords.Published(published.Manifest)));
        return result;

        // No file gets its name from whoever was taken over.
        void Announce(PublicationStep step)
        {
            lease.Check();
            before?.Invoke($"publication: {step.Action} {step.File}");
        }
    }
}
