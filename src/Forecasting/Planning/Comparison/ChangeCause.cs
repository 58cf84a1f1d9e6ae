namespace Forecasting.Planning.Comparison;

/// <summary>Why a quantity is not what it was in the plan before.</summary>
public enum ChangeCause
{
    /// <summary>The SKU-location was not in the plan before.</summary>
    Came,

    /// <summary>The SKU-location is not planned any more.</summary>
    Left,

    /// <summary>The forecast of the same interval is another: new sales, and the season has moved on.</summary>
    NewSales,

    /// <summary>The same, where the history was corrected since.</summary>
    CorrectedHistory,

    /// <summary>The same, where another model forecasts.</summary>
    OtherModel,

    /// <summary>The same, where a planner overrides the forecast.</summary>
    PlannersOverride,

    /// <summary>Lead time or review period are longer or shorter, or the lead time is less certain.</summary>
    LeadTime,

    /// <summary>The same terms, but the days between orders and deliveries fall otherwise.</summary>
    Calendar,

    /// <summary>Another service target, or another least stock.</summary>
    ServiceTarget,

    /// <summary>Demand is more or less certain than it was.</summary>
    DemandUncertainty,

    /// <summary>What is on the shelf, promised, owed, or on its way.</summary>
    Stock,

    /// <summary>An order is due now and was not, or is not due any more: the reorder point is reached, or not yet.</summary>
    Due,

    /// <summary>Lots, minimum orders, packs, maxima, budgets, items ordered together.</summary>
    OrderRules,
}
