using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>A reorder line that is already out: one row of the ledger.</summary>
/// <param name="LineId">Never used twice.</param>
/// <param name="OrderId">Our order number.</param>
/// <param name="LineNumber">Position in the order.</param>
/// <param name="Key">Product and receiving place.</param>
/// <param name="Source">Supplier code, or the sending place of a transfer.</param>
/// <param name="Cycle">First day of the plan cycle.</param>
/// <param name="Revision">0 = as first published; each change or cancellation counts up.</param>
/// <param name="Action">What was published.</param>
/// <param name="Quantity">Units after this line; 0 = cancelled.</param>
/// <param name="RequestedDelivery">Day on the shelf.</param>
public sealed record PublishedLine(
    string LineId,
    string OrderId,
    int LineNumber,
    SkuLocation Key,
    string Source,
    DateOnly Cycle,
    int Revision,
    OrderAction Action,
    decimal Quantity,
    DateOnly RequestedDelivery);
