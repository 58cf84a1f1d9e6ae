using Forecasting.Storage.Import;

namespace Forecasting.Storage.Stores;

/// <summary>A table of many rows of the schema <c>history</c>.</summary>
/// <param name="LoadId">The load that its rows belong to.</param>
/// <param name="Table">Its name.</param>
/// <param name="Numbers">Decimal columns after load, key and day.</param>
/// <param name="IsNarrow">True when these have 18 digits, false when they have 28.</param>
/// <param name="HasFlag">True when a yes or no follows them.</param>
/// <param name="HasOrder">True when the pseudonym of an order number is the last column.</param>
internal readonly record struct BulkShape(long LoadId, string Table, int Numbers, bool IsNarrow, bool HasFlag, bool HasOrder);

/// <summary>Writes the rows of a table of many rows.</summary>
internal interface IBulkTable : IDisposable
{
    /// <summary>Writes batches as they come, and hands them to the transaction when there are no more. Disposed before, it writes nothing.</summary>
    /// <param name="batches">The batches, in the order of their rows; each is done with when the next is asked for.</param>
    void Write(IEnumerable<BulkBatch> batches);
}
