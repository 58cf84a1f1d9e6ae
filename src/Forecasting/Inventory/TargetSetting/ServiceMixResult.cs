using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Inventory.TargetSetting;

/// <summary>Levels that give a total fill rate at least cost.</summary>
/// <param name="Lines">One for each line given, in their order.</param>
/// <param name="Total">What they come to.</param>
/// <param name="CostPerPoint">What one point (0.01) more of total fill rate costs at the margin, for a year: holding cost when a fill rate was asked for, money bound when a budget was given. 0 when nothing
/// is left to gain or to give up.</param>
public sealed record ServiceMixResult(ImmutableArray<ServiceMixLine> Lines, ServiceCostPoint Total, double CostPerPoint);

/// <summary>One SKU-location's share.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Level">Level, units: order-up-to level, or reorder point where lots last longer than a review.</param>
/// <param name="FillRate">Fill rate that the level gives, 0..1: the target that it implies. 1 where nothing is demanded.</param>
public readonly record struct ServiceMixLine(SkuLocation Key, double Level, double FillRate);

/// <summary>One point of the service–cost curve.</summary>
/// <param name="FillRate">Total fill rate, weighted, 0..1.</param>
/// <param name="StockUnits">Mean stock, units.</param>
/// <param name="StockMoney">Money bound in it.</param>
/// <param name="HoldingCostPerYear">What it costs to hold for a year.</param>
public readonly record struct ServiceCostPoint(double FillRate, double StockUnits, double StockMoney, double HoldingCostPerYear);
