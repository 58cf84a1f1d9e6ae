using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Publishing;
using Forecasting.Storage;
using Forecasting.Storage.Files;

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
        var stopwatch = new StageStopwatch(clock, progress);
        var settings = EffectiveSettings.Load(RunRequest.SettingsFiles(request.DataFolder, request.SettingsFile), CommonEnvironment.Variables(), []);
        var plan = settings.Settings.ToPlanSettings();

        stopwatch.Begin("read");
        var folder = DataFolder.Scan(request.DataFolder, settings.Settings.Input);
        Directory.CreateDirectory(request.OutFolder);
        using var database = ForecastingDatabase.Open(request.DatabaseFile);
        var imported = new HistoryImport(database).Import(folder, settings.Settings.Input, progress.Report, cancellation);
        RefuseWithoutSales(imported);

        var shape = database.ReadSalesShape(imported.Handle);
        var (bucket, whyBucket) = BucketChoice.Choose(shape, plan);
        var asOf = request.AsOf ?? BucketChoice.DefaultAsOf(shape, bucket);
        var identity = new RunIdentity(
            asOf, "all", settings.Hash, [.. folder.Files.Select(f => new KeyValuePair<string, string>(f.File, f.Sha256))], EngineVersion);
        var ledger = new RunLedger(database);
        if (ledger.FindPublished(identity.RunId) is { } before)
            return AlreadyPublished(request, identity, before);

        var cycle = bucket.StartOf(asOf);
        var published = ledger.PublishedLines();
        var positions = new StockPositions(asOf, database.ReadStock(imported.Handle, asOf), imported.OpenOrders, published, cycle);
        var input = new PlanInput(
            asOf, bucket, [.. database.ReadSeries(imported.Handle, bucket, asOf)], Terms(imported, asOf, plan.Inventory), positions,
            imported.Events, imported.Overrides, plan);

        stopwatch.Begin("plan");
        var made = Plan.Make(input, request.Threads, done => progress.Report("plan", done, input.Series.Length), cancellation);
        var orders = OrderLines.Difference(made.Lines, published, cycle, asOf);

        stopwatch.Begin("publish");
        var report = new PlanReport
        {
            Identity = identity,
            Bucket = bucket,
            Horizon = made.Horizon,
            Cycle = cycle,
            Lines = made.Lines,
            Unplanned = made.Unplanned,
            Orders = orders,
            Imports = imported.Reports,
            Quarantine = imported.Quarantine,
            Warnings = RunWarnings.Of(request, imported, shape, bucket, whyBucket, asOf, positions, made),
            Settings = settings.Values,
            Suppliers = imported.Suppliers.ToImmutableSortedDictionary(s => s.Code, s => s, StringComparer.Ordinal),
            Sequence = ledger.Begin(identity, clock.GetUtcNow()),
        };
        ledger.SavePlan(report);
        ledger.RecordLines(identity, OrderLines.ToLedger(orders, published, cycle));
        var folderName = Publication.FolderName(identity);
        var publication = Publication.Publish(
            request.OutFolder, folderName, Manifest.For(report, isTest: false), PlanArtefacts.Of(report, stopwatch.Timings), null, cancellation);
        ledger.Finish(identity, clock.GetUtcNow());
        return RunSummary.Of(report, publication.Folder);
    }
}
