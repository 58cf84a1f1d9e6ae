using Forecasting.Catalog;

namespace Forecasting.History;

/// <summary>One row of <c>sales</c>, read and valid.</summary>
/// <param name="Date">Day of the sale.</param>
/// <param name="Key">What was sold, and where.</param>
/// <param name="Quantity">Units; negative = return.</param>
/// <param name="UnitPrice">Price paid for a unit; null = not given.</param>
/// <param name="IsPromotion">True when the row is marked as sold on promotion.</param>
public readonly record struct SalesLine(DateOnly Date, SkuLocation Key, decimal Quantity, decimal? UnitPrice, bool IsPromotion);
