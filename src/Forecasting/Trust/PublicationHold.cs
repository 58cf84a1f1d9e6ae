using Forecasting.Catalog;

namespace Forecasting.Trust;

/// <summary>One reason why a plan waits for a second person.</summary>
/// <param name="Rule">Short stable name: <c>total units</c>, <c>total value</c>, <c>sku</c>, <c>negative</c>, <c>pack</c>.</param>
/// <param name="Key">Product and place; null when the whole publication is meant.</param>
/// <param name="Text">A full sentence: what is ordered, what is usual, what the limit is.</param>
public sealed record PublicationHold(string Rule, SkuLocation? Key, string Text);
