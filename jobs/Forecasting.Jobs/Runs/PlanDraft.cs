using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Jobs.Settings;
using Forecasting.Learning;
using Forecasting.Planning;
using Forecasting.Storage;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Gate;
using Forecasting.Storage.Import;
using Forecasting.Trust;

namespace Forecasting.Jobs.Runs;

/// <summary>A plan on its way: imported files, settings and context go in, a report comes out. A live run and a replayed one both go this
/// way, and nothing else decides what comes out.</summary>
internal sealed class PlanDraft
{
    private readonly ImportedData imported;
    private readonly EffectiveSettings settings;
    private readonly PlanMorning morning;
    private readonly PlanInput input;
    private readonly GateInspection gate;
    private readonly PricesPaid prices;

    private PlanDraft(
        ImportedData imported, EffectiveSettings settings, PlanMorning morning, PlanInput input, GateInspection gate, PricesPaid prices) =>
        (this.imported, this.settings, this.morning, this.input, this.gate, this.prices) = (imported, settings, morning, input, gate, prices);

    /// <summary>True when the data of some SKU-locations cannot be trusted: the context must then know their last good plans.</summary>
    public bool NeedsLastGoodPlans => gate.HasHeldPlans;

    /// <summary>SKU-locations to plan.</summary>
    public int Count => input.Series.Length;

    /// <summary>Reads the demand and lets the gate judge the data.</summary>
    /// <param name="database">The database of the import; only the rows of the import are read.</param>
    /// <param name="files">The import.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="morning">The morning of the plan, of these sales.</param>
    /// <param name="context">What else the run knows.</param>
    /// <exception cref="InputException">The gate holds the run.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static PlanDraft Check(
        ForecastingDatabase database, ImportedData files, EffectiveSettings settings, PlanMorning morning, RunContext context)
    {
        var imported = context.Complete(files);
        var planSettings = settings.Settings.ToPlanSettings();
        var history = new DemandHistory(database);
        var (asOf, bucket) = (morning.AsOf, morning.Bucket);
        var openOrders = context.Files.Any(f => f.Feed == Feed.OpenOrders) ? imported.OpenOrders : null as IReadOnlyCollection<OpenOrder>;
        var leadTimes = new LeadTimeLearning(imported.Deliveries(), asOf);
        var positions = new StockPositions(
            asOf, history.ReadStock(imported.History, asOf), openOrders, context.Published, morning.Cycle, leadTimes.Promises);
        var terms = new SupplyTermsResolution(
            imported.Items, imported.ItemLocations, imported.Places, imported.Suppliers, leadTimes, planSettings.Inventory);
        var input = new PlanInput(
            asOf,
            bucket,
            [.. history.ReadSeries(imported.History, bucket, asOf)],
            terms,
            positions,
            imported.Events,
            [.. imported.Overrides, .. new OverrideHistory(context.Overrides).Standing()],
            planSettings)
        {
            Vetoes = context.Vetoes,
            TellsLevels = true,
            PreviousSegments = context.PreviousSegments.ToImmutableDictionary(s => s.Key, s => s.Segment),
        };
        var gate = GateInspection.Of(
            database, imported, asOf, context.HasPublishedBefore, input.Series, terms, positions, planSettings.Gate);
        HoldIfBlocked(gate.Findings);
        return new PlanDraft(
            imported, settings, morning, input with { Doubts = gate.Doubts, Global = new LightGbmForecaster() }, gate, new PricesPaid(database));
    }

    /// <summary>Scores what earlier plans promised by what was sold.</summary>
    /// <param name="due">Promises whose time has come.</param>
    public ImmutableArray<ForecastOutcome> Score(ImmutableArray<DueForecast> due)
    {
        var sold = input.Series.ToDictionary(s => s.Key);
        return [.. due.Select(d => d.Score(sold.GetValueOrDefault(d.Promised.Key)))];
    }

    /// <summary>Makes the plan, and the report of it.</summary>
    /// <param name="context">What else the run knows, with the last good plans where they are needed.</param>
    /// <param name="threads">Threads, ≥ 1; the plan does not depend on them.</param>
    /// <param name="progress">Told how many SKU-locations are done.</param>
    /// <param name="cancellation">Stops between two SKU-locations.</param>
    /// <param name="workers">Who computes the local forecasts; null = this process.</param>
    /// <exception cref="InputException">So many SKU-locations failed that the run is held, or nothing is to be ordered of the part.</exception>
    /// <exception cref="DatabaseException">The prices cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public PlanReport Make(RunContext context, int threads, Action<int> progress, CancellationToken cancellation, ILocalForecasts? workers = null)
    {
        var plan = Plan.Make(
            input with { LastGoodPlans = context.LastGoodPlans.ToImmutableDictionary(p => p.Key, p => p.Plan), LocalForecasts = workers },
            threads, progress, cancellation);
        var findings = Gate.Ordered(gate.Findings.Concat(FailureCheck.Find(plan)), input.Settings.Gate);
        HoldIfBlocked(findings);
        if (PricesAsked.By(plan, input) is { } asked)
            plan = ClearanceAdvice.Add(plan, input, asked, prices.Read(imported.History, asked), threads, cancellation);
        var part = Narrowing.Parse(context.Part);
        var all = OrderLines.Difference(plan.Lines, context.Published, morning.Cycle, morning.AsOf);
        var orders = part.Of(all, plan.Lines);
        return new PlanReport
        {
            Identity = context.Identity,
            Bucket = morning.Bucket,
            Horizon = plan.Horizon,
            Cycle = morning.Cycle,
            Lines = plan.Lines,
            Unplanned = plan.Unplanned,
            Orders = orders,
            Imports = imported.Reports,
            Quarantine = imported.Quarantine,
            Gate = findings,
            Previous = context.Previous,
            Past = context.Past,
            Changes = imported.Changes,
            Overrides = OverrideLine.Of(plan.Overrides, new OverrideHistory(context.Overrides), context.Overridden, morning.Bucket),
            Admissions = plan.Admissions,
            Advice = plan.Advice,
            Reliability = SupplierReliability.Of(plan.Lines, input.Terms.LeadTimes, input.AsOf),
            ServiceCost = plan.ServiceCost,
            Budget = plan.Budget,
            Warnings =
            [
                .. part.IsAll ? [] : (string[])[FormattableString.Invariant($"Only {orders.Length} of {all.Length} order lines go out with this publication, the orders of {context.Part}; the others come with the next run of all.")],
                .. context.PartnerFiles.Select(f => f.Warning).OfType<string>(),
                .. RunWarnings.Of(imported, findings, morning.Bucket, morning.WhyBucket, morning.AsOf, morning.IsGiven, input.Positions, plan),
            ],
            Settings = settings.PlanValues,
            Suppliers = imported.Suppliers,
            Sequence = context.Sequence,
            PartnerNumbers = context.PartnerNumbers,
            PartnerFiles = context.PartnerFiles,
        };
    }

    /// <summary>Why the orders of a report need a second person: full sentences; empty when they are ordinary.</summary>
    /// <param name="report">What <see cref="Make"/> made.</param>
    /// <param name="published">Every line that went out before.</param>
    public ImmutableArray<string> Holds(PlanReport report, IReadOnlyCollection<PublishedLine> published) =>
    [
        .. PublicationCheck.Find(report.Orders, report.Lines, published, report.Cycle, input.Terms, input.Settings).Select(h => h.Text),
    ];

    // Before the ledger knows of the run and before anything is written: the same command works as soon as the data are mended.
    private static void HoldIfBlocked(ImmutableArray<GateFinding> findings)
    {
        if (Gate.Refusal(findings) is { } refusal)
            throw new InputException(refusal);
    }
}
