using Forecasting.Catalog;
using Forecasting.Inventory.Network;
using Forecasting.Inventory.TargetSetting;

namespace Forecasting.Inventory;

/// <summary>What happens to demand that the shelf cannot serve.</summary>
public enum UnmetDemand
{
    /// <summary>The customer waits: it is served from the next delivery.</summary>
    Backordered,

    /// <summary>The customer goes elsewhere: it is lost.</summary>
    Lost,
}

/// <summary>How orders are computed. Section <c>inventory</c> of the settings.</summary>
public sealed record InventorySettings
{
    /// <summary>What happens to demand that the shelf cannot serve.</summary>
    /// <value>Backordered: the textbook case, in which the inventory position says all.</value>
    public UnmetDemand UnmetDemand { get; init; } = UnmetDemand.Backordered;

    /// <summary>Which policy orders follow.</summary>
    /// <value>Automatic: the policy with the least stock for the target, by the size of the lot.</value>
    public PolicyRule Policy { get; init; } = PolicyRule.Automatic;

    /// <summary>Days of expected demand that the policy <see cref="PolicyRule.Cover"/> orders up to, counted from today, 1..3650.</summary>
    /// <value>28: four weeks; never less than the protection interval.</value>
    public int CoverDays { get; init; } = 28;

    /// <summary>Days from order to shelf where nothing is known. ≥ 0.</summary>
    /// <value>7: a week, and the row is flagged.</value>
    public double DefaultLeadTimeDays { get; init; } = 7;

    /// <summary>Days between two chances to order where nothing is known. &gt; 0.</summary>
    /// <value>7: the plan is made once a week.</value>
    public double DefaultReviewDays { get; init; } = 7;

    /// <summary>Days until the next plan, 1..366: orders whose day comes before it are given now, with their day.</summary>
    /// <value>7: the plan is made once a week, so Thursday's order is Monday's decision.</value>
    public int PlanIntervalDays { get; init; } = 7;

    /// <summary>Service target where the item names none and no value is known.</summary>
    /// <value>95 % fill rate.</value>
    public ServiceTarget DefaultTarget { get; init; } = new ServiceTarget.FillRate(0.95);

    /// <summary>Service target of A items that name none.</summary>
    /// <value>97 % fill rate: 80 % of the money is here.</value>
    public ServiceTarget TargetA { get; init; } = new ServiceTarget.FillRate(0.97);

    /// <summary>Service target of B items that name none.</summary>
    /// <value>95 % fill rate.</value>
    public ServiceTarget TargetB { get; init; } = new ServiceTarget.FillRate(0.95);

    /// <summary>Service target of C items that name none.</summary>
    /// <value>90 % fill rate: many items, little money, dear safety.</value>
    public ServiceTarget TargetC { get; init; } = new ServiceTarget.FillRate(0.90);

    /// <summary>Share of all demand that is to be served from stock, 0.5..0.999: each SKU-location without a target of its own gets the fill rate with which
    /// all together reach it at least cost. Null = each keeps the target of its class.</summary>
    /// <value>Null: off.</value>
    public double? TotalFillRate { get; init; }

    /// <summary>The same from the other side: money that the mean stock of these SKU-locations may bind, in the firm's own currency, &gt; 0; they get the fill rates with
    /// which all together serve most. Null = no limit.</summary>
    /// <value>Null: off. Not together with <see cref="TotalFillRate"/>.</value>
    public decimal? StockBudget { get; init; }

    /// <summary>What a unit served counts for in the total.</summary>
    /// <value>Value: a customer who does not find the dear item is the greater loss, so dear items are let down less than by units.</value>
    public ServiceWeight TotalBy { get; init; } = ServiceWeight.Value;

    /// <summary>Fill rate below which a total lets no SKU-location down, 0..0.99.</summary>
    /// <value>0.5: where less than half of what is wanted is served, sales no longer show what is wanted, and the next forecast would learn from that.</value>
    public double LeastFillRate { get; init; } = 0.5;

    /// <summary>True when targets come from one total.</summary>
    public bool HasTotal() => TotalFillRate is not null || StockBudget is not null;

    /// <summary>Holding cost per year as a share of unit cost, where neither item nor settings give one. 0..10.</summary>
    /// <value>0.20: capital, space and decay; the usual textbook figure (Silver, Pyke and Thomas 2017, section 1.4).</value>
    public double HoldingCostRate { get; init; } = 0.20;

    /// <summary>True when a place orders from places that have too much before it buys.</summary>
    /// <value>False: the workbook proposes them, but not every firm moves goods between its places.</value>
    public bool Transfers { get; init; }

    /// <summary>Where safety stock stands between places that supply each other.</summary>
    /// <value>Local: each place keeps its own; nothing depends on what another one promises.</value>
    public StockPlacement Placement { get; init; } = StockPlacement.Local;

    /// <summary>What is fair when a place has less than the places ask for that it supplies.</summary>
    /// <value>Least shortage: each pack goes where it avoids most expected shortage, in money where costs are known; a store that is empty goes before one that fills up.</value>
    public FairShareRule FairShare { get; init; } = FairShareRule.LeastShortage;

    /// <summary>Money for all purchases of one plan, in the firm's own currency, ≥ 0; null = no limit.</summary>
    public decimal? Budget { get; init; }

    /// <summary>True when the items of a supplier with a cost per order and without order days are ordered together.</summary>
    /// <value>True: who pays for each order pays for fewer of them.</value>
    public bool JointOrders { get; init; } = true;

    /// <summary>What one line of such an order costs beside the order itself, in the currency of the item, ≥ 0: items for which it is much are in every second or third order only.</summary>
    /// <value>0: nobody has said what a line costs.</value>
    public decimal OrderLineCost { get; init; }

    /// <summary>Days after the delivery within which units that are bought ahead, for a better price or a full pallet, must be expected to sell, 0..730; 0 = nothing is bought ahead.</summary>
    /// <value>91: a quarter, as far as a forecast without a season reaches; what is held longer may go out of fashion or off the list.</value>
    public int BuyAheadDays { get; init; } = 91;

    /// <summary>What is saved in handling for each full layer of a pallet that is bought, in the currency of the item, ≥ 0; an order is raised to one when holding the rest costs less.</summary>
    /// <value>0: nobody has said what it saves, so packs decide alone.</value>
    public decimal LayerSaving { get; init; }

    /// <summary>The same for each full pallet, instead of its layers.</summary>
    /// <value>0.</value>
    public decimal PalletSaving { get; init; }

    /// <summary>Sample paths of demand per SKU-location, 100..100,000.</summary>
    /// <value>2,000: the 95 % quantile then carries a sampling error of about half a percent of probability.</value>
    public int Paths { get; init; } = 2000;

    /// <summary>Cost of holding one unit for one week: as given, else a share of its cost; null when neither is known.</summary>
    /// <param name="terms">Costs of the item.</param>
    public double? HoldingCostOf(SupplyTerms terms) =>
        terms.HoldingCostPerWeek is { } given ? (double)given
        : terms.UnitCost is { } cost ? (double)cost * HoldingCostRate / 52
        : null;

    /// <summary>The same for a unit that was bought at a price: a holding cost that is a share of the cost follows it.</summary>
    /// <param name="terms">Costs of the item.</param>
    /// <param name="unitCost">What a unit was bought for.</param>
    public double HoldingCostAt(SupplyTerms terms, decimal unitCost) =>
        terms is { HoldingCostPerWeek: { } given, HoldingCostRate: null } ? (double)given
        : (double)unitCost * ((double?)terms.HoldingCostRate ?? HoldingCostRate) / 52;

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (!(DefaultLeadTimeDays is >= 0 and <= 3650))
            yield return FormattableString.Invariant($"inventory.defaultLeadTimeDays is {DefaultLeadTimeDays}; it must be between 0 and 3650.");
        if (!(DefaultReviewDays is > 0 and <= 3650))
            yield return FormattableString.Invariant($"inventory.defaultReviewDays is {DefaultReviewDays}; it must be above 0 and at most 3650.");
        if (PlanIntervalDays is < 1 or > 366)
            yield return FormattableString.Invariant($"inventory.planIntervalDays is {PlanIntervalDays}; it must be between 1 and 366.");
        if (!(HoldingCostRate is >= 0 and <= 10))
            yield return FormattableString.Invariant($"inventory.holdingCostRate is {HoldingCostRate}; it must be between 0 and 10.");
        foreach (var fault in ValidateTotal())
            yield return fault;
        if (Budget < 0)
            yield return FormattableString.Invariant($"inventory.budget is {Budget}; it must be 0 or more.");
        if (!Enum.IsDefined(Policy))
            yield return FormattableString.Invariant($"inventory.policy is {Policy}; it must be automatic, order_up_to, reorder_point, fixed_lot, min_max or cover.");
        if (!Enum.IsDefined(FairShare))
            yield return FormattableString.Invariant($"inventory.fairShare is {FairShare}; it must be least_shortage, equal_probability or appropriate_share.");
        if (!Enum.IsDefined(Placement))
            yield return FormattableString.Invariant($"inventory.placement is {Placement}; it must be local or guaranteed.");
        if (CoverDays is < 1 or > 3650)
            yield return FormattableString.Invariant($"inventory.coverDays is {CoverDays}; it must be between 1 and 3650.");
        if (BuyAheadDays is < 0 or > 730)
            yield return FormattableString.Invariant($"inventory.buyAheadDays is {BuyAheadDays}; it must be between 0 and 730.");
        if (OrderLineCost < 0)
            yield return FormattableString.Invariant($"inventory.orderLineCost is {OrderLineCost}; it must be 0 or more.");
        if (LayerSaving < 0)
            yield return FormattableString.Invariant($"inventory.layerSaving is {LayerSaving}; it must be 0 or more.");
        if (PalletSaving < 0)
            yield return FormattableString.Invariant($"inventory.palletSaving is {PalletSaving}; it must be 0 or more.");
        if (Paths is < 100 or > 100_000)
            yield return FormattableString.Invariant($"inventory.paths is {Paths}; it must be between 100 and 100,000.");
    }
    private IEnumerable<string> ValidateTotal()
    {
        if (TotalFillRate is not (null or (>= 0.5 and <= 0.999)))
            yield return FormattableString.Invariant($"inventory.totalFillRate is {TotalFillRate}; it must be between 0.5 and 0.999.");
        if (StockBudget <= 0)
            yield return FormattableString.Invariant($"inventory.stockBudget is {StockBudget}; it must be above 0.");
        if (TotalFillRate is not null && StockBudget is not null)
            yield return "inventory.totalFillRate and inventory.stockBudget are both given; one of them decides, the other follows from it.";
        if (!Enum.IsDefined(TotalBy))
            yield return FormattableString.Invariant($"inventory.totalBy is {TotalBy}; it must be value or units.");
        if (!(LeastFillRate is >= 0 and <= 0.99))
            yield return FormattableString.Invariant($"inventory.leastFillRate is {LeastFillRate}; it must be between 0 and 0.99.");
        else if (LeastFillRate > TotalFillRate)
            yield return FormattableString.Invariant($"inventory.leastFillRate is {LeastFillRate}; it must not be above inventory.totalFillRate, {TotalFillRate}.");
    }
}
