using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Publishing;
using Forecasting.Storage;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Gate;
using Forecasting.Storage.Import;
using Forecasting.Storage.Plans;
using Forecasting.Storage.Runs;
using Forecasting.Trust;

namespace Forecasting.Jobs.Runs;

/// <summary>One pass along the whole path: read, plan, publish. The order of the steps is the order of this file.</summary>
internal static class PlanningRun
{
    private static readonly string EngineVersion = typeof(Plan).Assembly.GetName().Version!.ToString(3);

    /// <summary>Makes the plan and publishes it, or finds that this very run is published already.</summary>
    /// <exception cref="SettingsException">The settings cannot be worked with.</exception>
    /// <exception cref="InputException">There is no usable input.</exception>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing half-done is visible.</exception>
    public static RunResult Execute(RunRequest request, TimeProvider clock, RunProgress progress, CancellationToken cancellation)
    {
        var stages = new StageStopwatch(clock, progress);
        stages.Begin("read");
        using var source = RunInput.Open(request.Data, request.SettingsFile, cancellation);
        var (settings, folder) = (source.Settings, source.Folder);
        var planSettings = settings.Settings.ToPlanSettings();
        Directory.CreateDirectory(request.OutFolder);
        using var database = ForecastingDatabase.Open(request.Database);
        var ledger = new RunLedger(database);
        InterruptedPublications.Record(ledger, request.OutFolder, clock.GetUtcNow());
        var imported = source.Import(database, progress, cancellation);
        var history = new DemandHistory(database);
        var shape = history.ReadSalesShape(imported.History, request.AsOf);
        RefuseWithoutSales(shape, imported, request.AsOf);

        var vetoes = new VetoArchive(database);
        vetoes.Remember(imported.Vetoes);
        var standing = vetoes.Standing();

        var (bucket, whyBucket) = BucketChoice.Choose(shape, planSettings);
        var asOf = request.AsOf ?? BucketChoice.DefaultAsOf(shape, bucket);
        var identity = new RunIdentity(
            asOf, "all", settings.Hash, [.. folder.Hashes, .. ProfilesUsed(imported), .. VetoArchive.Fingerprint(standing)], EngineVersion);
        if (ledger.FindPublished(identity.RunId) is { } before)
            return RunSummary.AlreadyPublished(before, request.OutFolder);

        var cycle = bucket.StartOf(asOf);
        var published = ledger.PublishedLines();
        var openOrders = folder.Files.Any(f => f.Feed == Feed.OpenOrders) ? imported.OpenOrders : null as IReadOnlyCollection<OpenOrder>;
        var positions = new StockPositions(asOf, history.ReadStock(imported.History, asOf), openOrders, published, cycle);
        var terms = new SupplyTermsResolution(
            imported.Items, imported.ItemLocations, imported.Places, imported.Suppliers,
            new LeadTimeLearning(imported.Receipts, asOf), planSettings.Inventory);
        var input = new PlanInput(
            asOf,
            bucket,
            [.. history.ReadSeries(imported.History, bucket, asOf)],
            terms,
            positions,
            imported.Events,
            imported.Overrides,
            planSettings)
        {
            Vetoes = standing,
            PreviousSegments = new PlanArchive(database).ReadSegments(asOf, bucket),
        };

        stages.Begin("check");
        var gate = GateInspection.Of(
            database, imported, asOf, ledger.NextSequence() > 1, input.Series, terms, positions, planSettings.Gate);
        HoldIfBlocked(gate.Findings);
        input = input with
        {
            Doubts = gate.Doubts,
            LastGoodPlans = gate.HasHeldPlans ? new TrustArchive(database).ReadLastGood(asOf) : input.LastGoodPlans,
        };

        stages.Begin("plan");
        var plan = Plan.Make(input, request.Threads, done => progress.Report("plan", done, input.Series.Length), cancellation);
        var findings = Gate.Ordered(gate.Findings.Concat(FailureCheck.Find(plan)), planSettings.Gate);
        HoldIfBlocked(findings);

        stages.Begin("publish");
        ledger.Begin(identity, clock.GetUtcNow());
        var report = new PlanReport
        {
            Identity = identity,
            Bucket = bucket,
            Horizon = plan.Horizon,
            Cycle = cycle,
            Lines = plan.Lines,
            Unplanned = plan.Unplanned,
            Orders = OrderLines.Difference(plan.Lines, published, cycle, asOf),
            Imports = imported.Reports,
            Quarantine = imported.Quarantine,
            Gate = findings,
            Changes = imported.Changes,
            Warnings = RunWarnings.Of(imported, findings, bucket, whyBucket, asOf, request.AsOf is not null, positions, plan),
            Settings = settings.Values,
            Suppliers = imported.Suppliers,
            Sequence = ledger.NextSequence(),
        };
        new PlanArchive(database).SavePlan(report);
        var publication = Publication.Publish(
            request.OutFolder, Publication.FolderName(identity), Manifest.For(report, isTest: false),
            PlanArtefacts.Of(report, stages.Timings), null, cancellation);
        var result = RunSummary.Of(report, publication.Folder);
        ledger.RecordPublication(
            identity.RunId, asOf, report.Sequence, Publication.FolderName(identity), cycle, report.Orders,
            result.ExitCode == ExitCode.Done ? "done" : "partial", clock.GetUtcNow());
        return result;
    }

    /// <summary>What earlier imports had learnt and these files were read by is input too.</summary>
    private static IEnumerable<KeyValuePair<string, string>> ProfilesUsed(ImportedData imported) => imported.Profiles.Select(p =>
        KeyValuePair.Create($"profile:{p.Key}", RunIdentity.HashOf(p.Value)));

    // Before the ledger knows of the run and before anything is written: the same command works as soon as the data are mended.
    private static void HoldIfBlocked(ImmutableArray<GateFinding> findings)
    {
        if (Gate.Refusal(findings) is { } refusal)
            throw new InputException(refusal);
    }

    private static void RefuseWithoutSales(SalesShape shape, ImportedData imported, DateOnly? asOf)
    {
        if (shape.Rows > 0)
            return;
        var why = imported.Reports.Where(r => r.Feed == Feed.Sales.FileName()).Select(r => r.IsRejected
            ? $"{r.File}: {r.RejectedReason}"
            : FormattableString.Invariant(
                $"{r.File}: {r.RowsRead} rows read, {r.RowsLoaded} loaded, {r.RowsQuarantined} set aside, {r.RowsDuplicate} duplicates."));
        var faults = imported.Quarantine.Where(q => q.Feed == Feed.Sales.FileName() && q.Line > 0).Take(5).Select(q => q.Message);
        var when = asOf is { } day && shape.RowsNotUsed > 0
            ? FormattableString.Invariant($" before {day:yyyy-MM-dd} ({shape.RowsNotUsed} rows are dated on or after it)")
            : "";
        throw new InputException($"There are no usable sales{when}. Nothing was planned.\n" + string.Join('\n', why.Concat(faults)));
    }
}
