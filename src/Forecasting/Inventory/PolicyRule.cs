namespace Forecasting.Inventory;

/// <summary>Which policy orders follow. Setting <c>inventory.policy</c>.</summary>
public enum PolicyRule
{
    /// <summary>Order up to a level at every review where a lot lasts no longer than that, with a reorder point otherwise.</summary>
    Automatic,

    /// <summary>(R,S) always.</summary>
    OrderUpTo,

    /// <summary>(R,s,S) always.</summary>
    ReorderPoint,

    /// <summary>(R,s,nQ): whole economic or minimum lots.</summary>
    FixedLot,

    /// <summary><c>min_stock</c> and <c>max_stock</c> as given by hand.</summary>
    MinMax,

    /// <summary>Days of cover, <c>inventory.coverDays</c>.</summary>
    Cover,
}
