using System.Collections.Immutable;
using Forecasting.Inventory;
using Forecasting.Inventory.Network;
using Forecasting.Inventory.OpenOrders;
using Forecasting.Inventory.StockHealth;

namespace Forecasting.Planning;

/// <summary>What a plan says about stock that is there and orders that are on their way.</summary>
/// <param name="OpenOrders">Orders to expedite, postpone, cancel or send elsewhere, most money first.</param>
/// <param name="Stock">Stock that is too much, most money first.</param>
/// <param name="Transfers">What places with too much could send to places that order; part of the orders where <see cref="InventorySettings.Transfers"/> says so.</param>
public sealed record StockAdvice(ImmutableArray<OpenOrderAdvice> OpenOrders, ImmutableArray<StockFinding> Stock, ImmutableArray<Transfer> Transfers)
{
    /// <summary>Places that have less than those ask for that they supply, ordered by key.</summary>
    public ImmutableArray<SourceShortage> Shortages { get; init; } = [];

    /// <summary>Nothing to say.</summary>
    public static readonly StockAdvice None = new([], [], []);

    /// <summary>The advice about some SKU-locations; a transfer is that of its sender.</summary>
    /// <param name="keys">The SKU-locations.</param>
    internal StockAdvice Only(IReadOnlySet<Catalog.SkuLocation> keys) => new(
        [.. OpenOrders.Where(a => keys.Contains(a.Key))],
        [.. Stock.Where(f => keys.Contains(f.Key))],
        [.. Transfers.Where(t => keys.Contains(new Catalog.SkuLocation(t.Sku, t.From)))])
    {
        Shortages = [.. Shortages.Where(s => keys.Contains(s.Key))],
    };

    /// <summary>Transfers that save money against buying.</summary>
    /// <param name="lines">What was planned, each line alone.</param>
    /// <param name="input">What it was planned from.</param>
    internal static ImmutableArray<Transfer> Propose(ImmutableArray<PlanLine> lines, PlanInput input) =>
        Inventory.Network.Transfers.Propose(
            lines.Where(l => l.Recommendation.Explanation.Quantity > 0 || l.Recommendation.ExcessUnits > 0).Select(l => Outlook(l, input)),
            TransferWays.AlongSources(input.Terms.PlaceOf, (int)Math.Ceiling(input.Settings.Inventory.DefaultLeadTimeDays)),
            input.Settings.Inventory.UnmetDemand,
            new TransferSettings());

    /// <summary>The lines, with what comes from elsewhere.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="transfers">What is sent to them.</param>
    internal static ImmutableArray<PlanLine> Take(ImmutableArray<PlanLine> lines, ImmutableArray<Transfer> transfers)
    {
        var sent = transfers.ToLookup(t => (t.Sku, t.To));
        return
        [
            .. lines.Select(line => sent[(line.Key.Sku, line.Key.Location)].Where(t => t.From.Code != line.Terms.Supplier).ToArray() is { Length: > 0 } its
                ? line with
                {
                    Transfers = [.. its.Select(t => new TransferIn(t.From, t.Units, t.Arrives))],
                    Recommendation = line.Recommendation with { Notes = [.. line.Recommendation.Notes, .. its.Select(t => t.Reason)] },
                }
                : line),
        ];
    }

    /// <summary>The advice about a plan.</summary>
    /// <param name="lines">What was planned.</param>
    /// <param name="transfers">What <see cref="Propose"/> found.</param>
    /// <param name="input">What it was planned from.</param>
    internal static StockAdvice Of(ImmutableArray<PlanLine> lines, ImmutableArray<Transfer> transfers, PlanInput input)
    {
        var wanted = transfers.GroupBy(t => (t.Sku, t.From)).ToDictionary(g => g.Key, g => g.Sum(t => t.Units));
        StockOutlook[] outlooks = [.. lines.Select(l => Outlook(l, input))];
        var findings = lines
            .Select((line, i) => StockReview.Judge(
                outlooks[i],
                new StockFacts
                {
                    // What other places take is no sale, and no dead stock.
                    DaysWithoutSale = line.Source is { Orders: var orders } && orders.Any(units => units > 0) ? 0 : DaysWithoutSale.Of(line.History.Raw),
                    WantedElsewhere = wanted.GetValueOrDefault((line.Key.Sku, line.Key.Location)),
                },
                new StockHealthSettings()))
            .Where(f => f.Condition != StockCondition.Healthy)
            .OrderByDescending(f => f.Money ?? -1).ThenByDescending(f => f.Units).ThenBy(f => f.Key);
        // As if the transfers were sent: an order that their giver counts on is not called off.
        var after = Inventory.Network.Transfers.Follow(outlooks, transfers);
        return new StockAdvice(FirstAid.Advise(after, input.Settings.Inventory.UnmetDemand, new FirstAidSettings()), [.. findings], transfers);
    }

    /// <summary>A line as a stock controller sees it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="input">What it was planned from.</param>
    internal static StockOutlook Outlook(PlanLine line, PlanInput input) => Outlook(line, line.Source?.Due, input);

    /// <summary>The same with what is taken from it on the day on which it is asked for, sent or not: what makes it order.</summary>
    /// <param name="line">The line.</param>
    /// <param name="input">What it was planned from.</param>
    internal static StockOutlook AsAsked(PlanLine line, PlanInput input) => Outlook(line, line.Source?.Daily, input);

    private static StockOutlook Outlook(PlanLine line, ImmutableArray<double>? taken, PlanInput input) => StockOutlook.Of(
        line.Terms,
        OrderWindow.From(input.AsOf, line.Terms),
        line.Position,
        line.Recommendation,
        taken ?? DailyDemand.Of(line.Forecast.Mean.AsSpan(), input.Bucket, line.History.Raw.End, input.AsOf),
        input.Settings.Inventory) with
    { LastYearPerDay = LastYear(line, input) };

    private static double LastYear(PlanLine line, PlanInput input)
    {
        var year = line.History.Quantities.AsSpan()[^Math.Min(line.History.Quantities.Length, (int)Math.Round(365 / input.Bucket.MeanDays))..];
        var (sum, observed) = (0.0, 0);
        foreach (var units in year)
        {
            if (!double.IsNaN(units))
                (sum, observed) = (sum + units, observed + 1);
        }

        return observed == 0 ? 0 : Math.Max(0, sum / (observed * input.Bucket.MeanDays));
    }
}
