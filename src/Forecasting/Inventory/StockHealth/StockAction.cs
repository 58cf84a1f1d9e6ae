namespace Forecasting.Inventory.StockHealth;

/// <summary>What to do about stock that is too much.</summary>
public enum StockAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Order no more, and call off what is on its way; demand does the rest.</summary>
    StopOrdering,

    /// <summary>Send it to a place that wants it.</summary>
    Transfer,

    /// <summary>Give it back to the supplier.</summary>
    Return,

    /// <summary>Sell it cheaper.</summary>
    Discount,

    /// <summary>Nobody will buy it: take it off the books and free the room.</summary>
    WriteOff,
}
