using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Sensing;
using Forecasting.Storage;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Sensing;

namespace Forecasting.Jobs.Sensing;

/// <summary>Reads what came, compares it with the newest published plan, and keeps what is unusual. Nothing is planned, and no model is fitted.</summary>
internal static class SensingRun
{
    /// <summary>Looks.</summary>
    /// <exception cref="SettingsException">The settings cannot be worked with.</exception>
    /// <exception cref="InputException">There are no usable sales by day, or no plan was published.</exception>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was kept.</exception>
    public static SensingResult Execute(SensingRequest request, TimeProvider clock, RunProgress progress, CancellationToken cancellation)
    {
        progress.Report("read", 0, 1);
        using var source = RunInput.Open(request.Data, request.SettingsFile, cancellation, request.Values);
        using var database = ScopeLease.OpenDatabase(request.Database, source.Settings.Settings.Database, request.Wait, clock, cancellation);
        using var lease = ScopeLease.Acquire(database, request.Wait, RunLeases.DefaultDuration, clock, cancellation);
        return lease.Work(() =>
        {
            var imported = source.Import(database, progress, lease.Stop);
            new VetoArchive(database).Remember(imported.Vetoes);
            progress.Report("sense", 0, 1);
            var input = Read(database, imported, source.Settings.Settings, request.AsOf);
            lease.Stop.ThrowIfCancellationRequested();
            var look = DemandSensing.Look(input);
            return new SensingResult(
                look,
                new SignalArchive(database).Enter(look, database.UtcNow(clock)),
                [.. imported.Reports.Where(r => r.IsRejected).Select(r => $"{r.File}: {r.RejectedReason}")],
                input.Settings);
        });
    }

    private static SensingInput Read(ForecastingDatabase database, ImportedData imported, ProgramSettings settings, DateOnly? asked)
    {
        var (history, plans) = (new DemandHistory(database), settings.ToPlanSettings());
        var asOf = PlanMorning.Of(database, imported, plans, asked).AsOf;
        var shape = history.ReadSalesShape(imported.History, asOf);
        if (shape is { DistinctDays: > 1 } and ({ OnlyWeekday: not null } or { IsAllFirstOfMonth: true }))
            throw new InputException("The sales are dated on one day of each week or month: a look between two plans needs sales by day.");
        var promise = new PromiseArchive(database).Read(asOf, ScopeLease.Scope) ?? throw new InputException(FormattableString.Invariant(
            $"No plan of {asOf:yyyy-MM-dd} or before was published, or its details were taken out: there is nothing to compare what came with. Make a run."));
        ImmutableArray<DemandSeries> days =
        [
            .. history.ReadSeries(imported.History, TimeBucket.Day, asOf).Select(s => SensingInput.Recent(s, SensingInput.HistoryStart(promise.AsOf))),
        ];
        var deliveries = imported.Deliveries();
        var leadTimes = new LeadTimeLearning(deliveries, asOf);
        var hasOrders = imported.Reports.Any(r => r.Feed == Feed.OpenOrders.FileName());
        var stock = StockSince.Count(history.ReadStock(imported.History, asOf), days, imported.Receipts, asOf);
        var published = new RunLedger(database).PublishedLines();

        // No cycle is the plan's own: what went out is on its way.
        var positions = new StockPositions(
            asOf, stock, hasOrders ? StockSince.OnTheirWay(imported.OpenOrders, published, promise.Bucket.StartOf(promise.AsOf), asOf) : null,
            hasOrders ? [] : published, DateOnly.MaxValue, leadTimes.Promises);
        return new SensingInput(
            asOf, promise, days, positions, hasOrders ? imported.OpenOrders : [], deliveries,
            new SupplyTermsResolution(imported.Items, imported.ItemLocations, imported.Places, imported.Suppliers, leadTimes, plans.Inventory),
            imported.Events, plans.Inventory.UnmetDemand, settings.Sensing);
    }
}
