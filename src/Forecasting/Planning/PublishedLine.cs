using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>One reorder line that went out: a row of the ledger.</summary>
/// <param name="LineId">Its id, never used twice.</param>
/// <param name="OrderId">Order it belongs to.</param>
/// <param name="LineNumber">Position in the order, from 1.</param>
/// <param name="Type">Purchase or transfer.</param>
/// <param name="Action">Create, change or cancel.</param>
/// <param name="Key">Product and place that receives.</param>
/// <param name="Source">Supplier code, or the sending place of a transfer.</param>
/// <param name="Cycle">First day of the plan cycle.</param>
/// <param name="Revision">0 for the first line of its key, source and cycle, 1 for the next, …</param>
/// <param name="Quantity">Units; 0 for a cancellation.</param>
/// <param name="RequestedDelivery">Day on which it should be on the shelf.</param>
/// <param name="RunId">The run that published it.</param>
/// <param name="AsOf">Morning of that run's plan.</param>
/// <param name="Sequence">Number of the publication.</param>
public sealed record PublishedLine(
    string LineId,
    string OrderId,
    int LineNumber,
    OrderType Type,
    OrderAction Action,
    SkuLocation Key,
    string Source,
    DateOnly Cycle,
    int Revision,
    decimal Quantity,
    DateOnly RequestedDelivery,
    string RunId,
    DateOnly AsOf,
    long Sequence)
{
    /// <summary>Units that whoever received the line says will come, 0 when it was rejected; null while nothing is said.</summary>
    public decimal? Confirmed { get; init; }

    /// <summary>Units to count on: what was confirmed, else what was asked for.</summary>
    public decimal Expected => Confirmed ?? Quantity;

    /// <summary>What stands after all revisions: the newest line of each product, place, source and cycle.</summary>
    public static IEnumerable<PublishedLine> Latest(IEnumerable<PublishedLine> lines) =>
        lines.GroupBy(l => (l.Key, l.Source, l.Cycle)).Select(g => g.MaxBy(l => l.Revision)!);
}
