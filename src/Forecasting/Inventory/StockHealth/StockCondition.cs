namespace Forecasting.Inventory.StockHealth;

/// <summary>What is wrong with the stock of one SKU-location, the gravest first where several would hold.</summary>
public enum StockCondition
{
    /// <summary>Nothing: it is what the plan needs.</summary>
    Healthy,

    /// <summary>More than the larger of the order-up-to level and the demand of the horizon.</summary>
    Excess,

    /// <summary>It sells, but what is on hand lasts too long.</summary>
    Slow,

    /// <summary>It has not sold for long, though it was there to be sold.</summary>
    Dead,

    /// <summary>Its time is over, or will be before it is sold: end of sale or shelf life.</summary>
    Obsolete,
}
