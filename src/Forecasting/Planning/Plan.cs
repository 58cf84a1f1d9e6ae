using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Inventory.TargetSetting;
using Forecasting.Segmentation;
using Forecasting.Trust;

namespace Forecasting.Planning;

/// <summary>The plan of all SKU-locations: what was planned, and what was not with its reason. Both ordered by key,
/// together complete.</summary>
/// <param name="Lines">Planned.</param>
/// <param name="Unplanned">Not planned.</param>
/// <param name="Horizon">Buckets forecast.</param>
public sealed record Plan(ImmutableArray<PlanLine> Lines, ImmutableArray<UnplannedLine> Unplanned, int Horizon)
{
    /// <summary>What the planner must know of the master data: links between products that contradict each other. Full sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Where the model of all series takes part, by kind of demand, and why; empty where it was not asked.</summary>
    public ImmutableArray<AdmissionDecision> Admissions { get; init; } = [];

    /// <summary>What to do about stock that is there and orders that are on their way.</summary>
    public StockAdvice Advice { get; init; } = StockAdvice.None;

    /// <summary>What became of every override, in the order of <see cref="PlanInput.Overrides"/>.</summary>
    public ImmutableArray<OverrideEffect> Overrides { get; init; } = [];

    /// <summary>What service costs in stock, and where this plan stands; null where <see cref="PlanInput.TellsServiceCost"/> is false.</summary>
    public ServiceCostCurve? ServiceCost { get; init; }

    /// <summary>What became of the money for all purchases; null = there is no limit.</summary>
    public BudgetUse? Budget { get; init; }

    private const int ShortestHorizonDays = 91;
    private const int LongestHorizonDays = 730;

    /// <summary>Makes the plan. The only parallel step of a run; its result does not depend on the number of threads.</summary>
    /// <param name="input">What to plan from.</param>
    /// <param name="threads">Threads, ≥ 1.</param>
    /// <param name="progress">Told how many are done, from any thread; null = nobody listens.</param>
    /// <param name="cancellationToken">Stops between two SKU-locations.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Plan Make(PlanInput input, int threads, Action<int>? progress, CancellationToken cancellationToken)
    {
        var succession = Succession.Of(input);
        input = input with { Series = succession.Series };
        input = input with { Series = RelatedDemand.WithNew(input) };
        var terms = ResolveTerms(input, succession, out var classes);
        input = input with { Lifts = LiftLearning.Learn(input, threads, cancellationToken) };
        var tree = input.FollowsSources ? SourceTree.Of(input, terms, classes) : SourceTree.None;
        var placement = new SafetyPlacement(input, terms, tree);
        var horizon = input.Settings.Horizon ?? ChooseHorizon(input, [.. terms, .. tree.Nodes.Select(n => n.Terms)], placement);
        var related = new RelatedDemand(input, horizon);
        var learnt = new Outcome<LearntDemand>[input.Series.Length];
        var shares = new ServiceShares(input, tree);
        var joint = new JointSuppliers(input, terms, tree);
        var fitted = new Outcome<FittedDemand>?[input.Series.Length];
        var drafts = new Outcome<DraftedLine>[input.Series.Length];
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, learnt.Length, options, i => learnt[i] = LearnOne(input.Series[i], terms[i], input, succession));
        var global = GlobalDemand.Learn(input, learnt, related, horizon, options, Count);
        Parallel.For(0, fitted.Length, options, i => fitted[i] = joint.Needs(i) || placement.Needs(i) ? Fit(i) : null);
        joint.Settle(fitted, options);
        placement.Settle(fitted, options);
        Parallel.For(0, drafts.Length, options, i =>
        {
            drafts[i] = Draft(i, fitted[i] ?? Fit(i));
            fitted[i] = null;
            if (!global.Knows(input.Series[i].Key))
                Count();
        });

        // Without those that wait the others may do more than before, so it is asked again until nothing more waits.
        var desk = new OverrideDesk(input);
        while (desk.Hold(Drafted()) is { Length: > 0 } held)
        {
            input = input with { Overrides = input.Overrides.RemoveAll(o => held.Any(h => ReferenceEquals(h, o))) };
            Parallel.For(0, drafts.Length, options, i =>
            {
                if (held.Any(o => o.Concerns(input.Series[i].Key)))
                    drafts[i] = Draft(i, Fit(i));
            });
        }

        var overrides = desk.Effects(Drafted());
        var totals = new ServiceTotals([.. drafts.Select(d => (d as Outcome<DraftedLine>.Done)?.Value)], input);
        Parallel.For(0, drafts.Length, options, i =>
        {
            if (totals.Changes(i) && drafts[i] is Outcome<DraftedLine>.Done { Value: var draft })
                drafts[i] = Guarded(() => SkuLocationPlan.MakeAgain(input.Series[i], draft, i, totals, input, succession));
        });

        var lines = ImmutableArray.CreateBuilder<PlanLine>(drafts.Length);
        var unplanned = new List<UnplannedLine>();
        for (var i = 0; i < drafts.Length; i++)
        {
            if (drafts[i] is Outcome<DraftedLine>.Done { Value.Line: var line })
                lines.Add(line);
            else
                unplanned.Add(HeldPlan.Mark(Explain(input.Series[i].Key, drafts[i]), input));
        }

        var withHistory = input.Series.Select(s => s.Key).ToHashSet();
        unplanned.AddRange(input.Positions.Keys
            .Where(k => !withHistory.Contains(k))
            .Select(k => HeldPlan.Mark(new UnplannedLine(k, false, succession.WhyReplaced(k) ?? RelatedDemand.NoHistory), input)));
        tree = tree.With(Settled);
        var sources = new SourcePlans(tree, lines.ToImmutable(), input, succession, horizon);
        var (alone, left) = sources.Plan(unplanned, options);
        var transfers = StockAdvice.Propose(alone, input);
        if (input.Settings.Inventory.Transfers)
            alone = sources.PlanAgain(StockAdvice.Take(alone, transfers), options);
        (alone, var shortages) = SourceCuts.Apply(alone, tree, input);
        var (sized, warnings) = SupplierOrders.Size(JointOrders.Join(alone), input);
        return new Plan(sized, [.. left.OrderBy(u => u.Key)], horizon)
        {
            Warnings = [.. succession.Warnings, .. tree.Warnings, .. totals.Warnings, .. warnings],
            ServiceCost = totals.Curve,
            Budget = BudgetUse.Of(sized, input),
            Overrides = overrides,
            Admissions = global.Decisions,
            Advice = StockAdvice.Of(sized, transfers, input) with { Shortages = shortages },
        };

        IReadOnlyList<PlanLine> Drafted() => [.. drafts.OfType<Outcome<DraftedLine>.Done>().Select(d => d.Value.Line)];

        SupplyTerms Settled(SupplyTerms its) => placement.With(joint.With(its));

        Outcome<DraftedLine> Draft(int i, Outcome<FittedDemand> expected) => expected.Then(its => Guarded(() => new Outcome<DraftedLine>.Done(SkuLocationPlan.Make(
            input.Series[i], ((Outcome<LearntDemand>.Done)learnt[i]).Value, its, Settled(terms[i]), classes[i], horizon, input, succession, shares))));

        Outcome<FittedDemand> Fit(int i) => learnt[i].Then(demand => Guarded(() => SkuLocationPlan.Fit(input.Series[i], demand, input, succession, related, global)));

        // Forecasting takes the time: a SKU-location counts when that is done.
        void Count() => progress?.Invoke(Interlocked.Increment(ref done));
    }

    private static Outcome<LearntDemand> LearnOne(DemandSeries series, SupplyTerms terms, PlanInput input, Succession succession) =>
        Guarded(() => HeldPlan.ReasonToHold(series.Key, input) is { } reason
            ? new Outcome<LearntDemand>.Skipped(reason)
            : SkuLocationPlan.Learn(series, terms, input, succession));

    // One broken SKU must not stop thousands: whatever it throws is its own outcome, counted and shown.
    internal static Outcome<T> Guarded<T>(Func<Outcome<T>> stage)
    {
        try
        {
            return stage();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new Outcome<T>.Failed($"{fault.GetType().Name}: {fault.Message}");
        }
    }

    private static UnplannedLine Explain(SkuLocation key, Outcome<DraftedLine> outcome) => outcome switch
    {
        Outcome<DraftedLine>.Skipped skipped => new UnplannedLine(key, false, skipped.Reason),
        Outcome<DraftedLine>.Failed failed => new UnplannedLine(key, true, failed.Error),
        _ => throw new InvalidOperationException("The family of outcomes is closed."),
    };

    private static SupplyTerms[] ResolveTerms(PlanInput input, Succession succession, out ImmutableArray<char> classes)
    {
        var unitValue = new UnitValue(input.Terms, input.Settings.Gate);
        DemandSeries[] learnt = [.. input.Series.Select(s => succession.HistoryOf(s.Key)?.AsSold ?? s)];
        classes = AbcAnalysis.Classify(
            [.. learnt.Select(s => succession.WhyReplaced(s.Key) is null ? YearlyValue(s, unitValue.Of(input.Terms.ColumnsOf(s.Key))) : 0)],
            input.Settings.Segmentation.ShareA,
            input.Settings.Segmentation.ShareB,
            [.. input.Series.Select(s => input.PreviousSegments.TryGetValue(s.Key, out var segment) ? segment.Abc : ' ')]);
        // Of a product that has not sold yet nobody knows that it is a C item.
        classes = [.. classes.Select((c, i) => learnt[i].Quantities.All(double.IsNaN) ? ' ' : c)];
        var share = input.Series
            .GroupBy(s => (input.Terms.ColumnsOf(s.Key).Supplier, s.Key.Location))
            .ToDictionary(g => g.Key, g => g.Count());
        var terms = new SupplyTerms[input.Series.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            var key = input.Series[i].Key;
            terms[i] = input.Terms.Resolve(key, classes[i], share[(input.Terms.ColumnsOf(key).Supplier, key.Location)]);
        }

        return terms;
    }

    private static decimal YearlyValue(DemandSeries series, decimal unitValue)
    {
        var buckets = Math.Min(series.Length, (int)Math.Round(365 / series.Bucket.MeanDays));
        double units = 0;
        for (var i = series.Length - buckets; i < series.Length; i++)
            units += double.IsNaN(series.Quantities[i]) ? 0 : series.Quantities[i];
        return (decimal)Math.Clamp(units, 0, 1e15) * unitValue;
    }

    // Enough for the longest protection interval and three deviations of its lead time, at least 13 weeks. Beyond two years nothing is
    // forecast: the last bucket is taken to go on.
    private static int ChooseHorizon(PlanInput input, SupplyTerms[] terms, SafetyPlacement placement)
    {
        var days = (double)ShortestHorizonDays;
        foreach (var t in terms)
            days = Math.Max(days, OrderWindow.From(input.AsOf, t).ProtectionDays + placement.LongestWait(t) + 3 * t.LeadTime.StandardDeviationDays);
        return (int)Math.Ceiling(Math.Min(days, LongestHorizonDays) / input.Bucket.MeanDays)
            + (input.Bucket == TimeBucket.Day ? 0 : days > ShortestHorizonDays ? 1 : 0);
    }
}
