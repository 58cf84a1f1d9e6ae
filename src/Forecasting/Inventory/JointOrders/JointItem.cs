namespace Forecasting.Inventory.JointOrders;

/// <summary>An item that may be ordered together with others of its supplier.</summary>
/// <param name="DailyDemand">D: expected units a day, &gt; 0.</param>
/// <param name="DailyDeviation">σ: standard deviation of a day's demand, units, ≥ 0; that of t days is taken as σ√t.</param>
/// <param name="HoldingCostPerDay">h: cost of one unit held for a day, &gt; 0; null = not known: the item follows the others.</param>
/// <param name="LeastLot">Units that an order of it holds at least: minimum order or pack, ≥ 0.</param>
public readonly record struct JointItem(double DailyDemand, double DailyDeviation, double? HoldingCostPerDay, double LeastLot);
