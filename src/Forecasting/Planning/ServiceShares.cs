using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.TargetSetting;

namespace Forecasting.Planning;

/// <summary>Which SKU-locations can share a total, and what they bring to it: in the firm's own currency.</summary>
/// <param name="input">Everything shared.</param>
/// <param name="tree">Who is supplied from whom: sources are planned after the total is spent, on the orders of those.</param>
internal sealed class ServiceShares(PlanInput input, SourceTree tree)
{
    private readonly HashSet<SkuLocation> sources = [.. tree.Nodes.Select(node => node.Key)];
    private readonly InventorySettings settings = input.Settings.Inventory;
    private readonly bool hasOneCurrency = input.Terms.HasOneCurrency;

    /// <summary>True when some targets will come from a total.</summary>
    public bool ChangesTargets { get; } = input.Settings.Inventory.HasTotal() || input.Alternatives.Any(a => a.TimesMissed is not null);

    /// <summary>The part of the plan's own line.</summary>
    /// <param name="choice">Its possible futures.</param>
    /// <param name="demand">Its demand over the protection interval.</param>
    /// <param name="terms">Its terms.</param>
    public ServiceShare Of(OrderChoice choice, LeadTimeDemand demand, SupplyTerms terms) =>
        ChangesTargets || input.TellsServiceCost ? Share(choice.Window, demand, terms) : ServiceShare.NotAsked;

    /// <summary>The part of an alternative's line.</summary>
    /// <param name="alternative">The alternative.</param>
    /// <param name="choice">Possible futures of the line.</param>
    /// <param name="demand">Its demand, for the stock of the plan itself.</param>
    /// <param name="terms">Its terms in the plan.</param>
    /// <param name="position">Its stock in the alternative.</param>
    public ServiceShare Of(PlanAlternative alternative, OrderChoice choice, LeadTimeDemand demand, SupplyTerms terms, StockPosition position) =>
        alternative.TimesMissed is null ? ServiceShare.NotAsked : Share(choice.Window, choice.DemandFor(position, demand), alternative.Terms(terms));

    private ServiceShare Share(OrderWindow window, LeadTimeDemand demand, SupplyTerms terms)
    {
        var rate = hasOneCurrency ? 1 : (double)(input.Settings.Gate.RateOf(terms.Currency) ?? 0);
        var outside = WhyOutside(window, demand, terms, rate);
        if (outside != OutsideTotal.TakesPart)
            return new ServiceShare(null, outside);
        var line = ServiceLine.Of(demand, window, terms, settings, settings.TotalBy);
        return new ServiceShare(
            line with
            {
                UnitCost = line.UnitCost * rate,
                HoldingCostPerWeek = line.HoldingCostPerWeek * rate,
                Weight = settings.TotalBy == ServiceWeight.Value && terms.UnitPrice is null or 0 ? line.UnitCost * rate : line.Weight,
            },
            OutsideTotal.TakesPart);
    }

    private OutsideTotal WhyOutside(OrderWindow window, LeadTimeDemand demand, SupplyTerms terms, double rate) =>
        settings.Policy == PolicyRule.Cover || (settings.Policy == PolicyRule.MinMax && terms.MaxStock is not null) ? OutsideTotal.ByHand
        : window.IsLast || terms.EndDate <= window.Delivery ? OutsideTotal.Ending
        : sources.Contains(terms.Key) ? OutsideTotal.Source
        : input.Terms.ColumnsOf(terms.Key).ServiceTarget is not null ? OutsideTotal.OwnTarget
        : terms.ServiceTarget is ServiceTarget.CostOptimal ? OutsideTotal.LeastCost
        : !(terms.UnitCost > 0 && settings.HoldingCostOf(terms) > 0) ? OutsideTotal.NoCost
        : rate <= 0 ? OutsideTotal.NoRate
        : demand.MeanReviewDemand <= 0 ? OutsideTotal.NoDemand
        : OutsideTotal.TakesPart;
}
