using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>Units that come from another place of ours, which has more than it needs.</summary>
/// <param name="From">Place that sends.</param>
/// <param name="Quantity">Units, whole packs, &gt; 0.</param>
/// <param name="Delivery">Day on which they are on the shelf.</param>
public sealed record TransferIn(Location From, decimal Quantity, DateOnly Delivery);

/// <summary>What one SKU-location is ordered from one source.</summary>
/// <param name="Type">Purchase or transfer.</param>
/// <param name="Source">Supplier code, or the sending place.</param>
/// <param name="Quantity">Units; 0 = nothing, or no longer.</param>
/// <param name="OrderDate">Day on which it is ordered.</param>
/// <param name="RequestedDelivery">Day on which it should be on the shelf.</param>
internal sealed record OrderPart(OrderType Type, string Source, decimal Quantity, DateOnly OrderDate, DateOnly RequestedDelivery)
{
    /// <summary>The parts of a line: its own source first, with what the others leave. Their sum is the order.</summary>
    /// <param name="line">The line.</param>
    /// <param name="asOf">Morning of the plan: transfers are sent for at once.</param>
    public static ImmutableArray<OrderPart> Of(PlanLine line, DateOnly asOf)
    {
        var (terms, advice) = (line.Terms, line.Recommendation);
        return
        [
            new OrderPart(
                terms.SourceLocation is null ? OrderType.Purchase : OrderType.Transfer,
                terms.SourceLocation?.Code ?? terms.Supplier,
                advice.Explanation.Quantity - line.Transfers.Sum(t => t.Quantity),
                advice.OrderDate,
                advice.RequestedDelivery),
            .. line.Transfers.Select(t => new OrderPart(OrderType.Transfer, t.From.Code, t.Quantity, asOf, t.Delivery)),
        ];
    }

    /// <summary>Nothing more from a source that a line was ordered from earlier in the cycle.</summary>
    /// <param name="earlier">What went out.</param>
    /// <param name="line">The line now.</param>
    public static OrderPart Of(PublishedLine earlier, PlanLine line) =>
        new(earlier.Type, earlier.Source, 0, line.Recommendation.OrderDate, line.Recommendation.RequestedDelivery);
}
