namespace Forecasting.Inventory.StockHealth;

/// <summary>Units that come together and end together.</summary>
/// <param name="Units">Units, ≥ 0.</param>
/// <param name="Arrives">Day from the plan on which they are on the shelf; 0 = they are there.</param>
/// <param name="LastDay">Last day from the plan on which they can be sold; before <paramref name="Arrives"/> = never.</param>
public readonly record struct StockLot(double Units, int Arrives, int LastDay);
