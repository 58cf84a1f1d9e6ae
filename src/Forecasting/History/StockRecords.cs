using Forecasting.Catalog;

namespace Forecasting.History;

/// <summary>One row of <c>stock</c>: what a place held on a day.</summary>
/// <param name="Date">Day of the count.</param>
/// <param name="Key">What and where.</param>
/// <param name="OnHand">Units on the shelf; negative is kept as counted and flagged.</param>
/// <param name="Allocated">Units promised to customers, ≥ 0.</param>
/// <param name="Backordered">Units owed to customers, ≥ 0.</param>
public readonly record struct StockLevel(DateOnly Date, SkuLocation Key, decimal OnHand, decimal Allocated, decimal Backordered);

/// <summary>One row of <c>open_orders</c>: units on their way.</summary>
/// <param name="OrderId">The customer's or our order number.</param>
/// <param name="Key">What and where to.</param>
/// <param name="Quantity">Units still to come, ≥ 0.</param>
/// <param name="DueDate">Day on which they are on the shelf.</param>
/// <param name="Supplier">Supplier code; empty when not given.</param>
/// <param name="OrderedAt">Day of the order; null = not given.</param>
public sealed record OpenOrder(string OrderId, SkuLocation Key, decimal Quantity, DateOnly DueDate, string Supplier, DateOnly? OrderedAt);

/// <summary>One row of <c>receipts</c>: units that came. Lead times are learned from these.</summary>
/// <param name="OrderId">Order number.</param>
/// <param name="Key">What and where to.</param>
/// <param name="Quantity">Units received, ≥ 0.</param>
/// <param name="ReceivedAt">Day on the shelf.</param>
/// <param name="OrderedAt">Day of the order; null = not given.</param>
/// <param name="PromisedAt">Day promised; null = not given.</param>
/// <param name="Supplier">Supplier code; empty when not given.</param>
public sealed record Receipt(
    string OrderId, SkuLocation Key, decimal Quantity, DateOnly ReceivedAt, DateOnly? OrderedAt, DateOnly? PromisedAt, string Supplier);

/// <summary>One row of <c>availability</c>: the share of a bucket in which a product could be bought.</summary>
/// <param name="Date">A day in the bucket.</param>
/// <param name="Key">What and where.</param>
/// <param name="InStock">Share of the bucket, 0..1.</param>
public readonly record struct AvailabilityRecord(DateOnly Date, SkuLocation Key, double InStock);
