using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>Purchase from a supplier or transfer from another place.</summary>
public enum OrderType
{
    /// <summary>From a supplier.</summary>
    Purchase,

    /// <summary>From another place of ours.</summary>
    Transfer,
}

/// <summary>What the line asks the receiver to do.</summary>
public enum OrderAction
{
    /// <summary>A new order line.</summary>
    Create,

    /// <summary>The line's quantity or date is now this.</summary>
    Change,

    /// <summary>The line is no longer wanted; its quantity is 0.</summary>
    Cancel,
}

/// <summary>One canonical reorder line, in the order of the columns of <c>reorder.csv</c>.</summary>
/// <param name="LineId">Deterministic from location, SKU, supplier and plan cycle (and revision, when a line changes); never used twice.</param>
/// <param name="OrderId">Order that the line belongs to: one per supplier or source, destination and cycle.</param>
/// <param name="LineNumber">Position in the order, from 1.</param>
/// <param name="Type">Purchase or transfer.</param>
/// <param name="Action">Create, change or cancel.</param>
/// <param name="OrderDate">Day on which the order is placed.</param>
/// <param name="SupplierId">Supplier code; empty for a transfer.</param>
/// <param name="ShipFrom">Place that sends; empty for a purchase.</param>
/// <param name="ShipTo">Place that receives.</param>
/// <param name="Sku">Product.</param>
/// <param name="SupplierSku">The supplier's code; empty when unknown.</param>
/// <param name="Gtin">GTIN; empty when unknown.</param>
/// <param name="Quantity">Units, whole packs; 0 only for a cancellation.</param>
/// <param name="Unit">Unit of measure.</param>
/// <param name="Packs">Quantity ÷ pack size.</param>
/// <param name="Pallets">Quantity ÷ units on a pallet; null when unknown.</param>
/// <param name="RequestedDelivery">Day on which it should be on the shelf.</param>
/// <param name="UnitPrice">Purchase cost of a unit in an order of this quantity; null when unknown.</param>
/// <param name="Currency">ISO 4217 code; empty when unknown.</param>
/// <param name="Priority"><c>urgent</c>, <c>high</c> or <c>normal</c>.</param>
/// <param name="ReasonCode">Stable code: <c>BELOW_REORDER_POINT</c>, <c>STOCKOUT</c>, <c>JOINED_ORDER</c>, <c>PLAN_CHANGED</c>, <c>NO_LONGER_NEEDED</c>.</param>
public sealed record OrderLine(
    string LineId,
    string OrderId,
    int LineNumber,
    OrderType Type,
    OrderAction Action,
    DateOnly OrderDate,
    string SupplierId,
    string ShipFrom,
    Location ShipTo,
    Sku Sku,
    string SupplierSku,
    string Gtin,
    decimal Quantity,
    string Unit,
    decimal Packs,
    decimal? Pallets,
    DateOnly RequestedDelivery,
    decimal? UnitPrice,
    string Currency,
    string Priority,
    string ReasonCode)
{
    /// <summary>Quantity × unit price; 0 when the price is unknown.</summary>
    public decimal Value => Quantity * (UnitPrice ?? 0);
}
