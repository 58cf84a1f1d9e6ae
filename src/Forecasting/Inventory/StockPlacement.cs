namespace Forecasting.Inventory;

/// <summary>Where safety stock stands between places that supply each other. Setting <c>inventory.placement</c>.</summary>
public enum StockPlacement
{
    /// <summary>Each place for its own target: a source sends at once.</summary>
    Local,

    /// <summary>Where all of it costs least, if every place keeps the time that it promises.</summary>
    Guaranteed,
}
