using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Storage.Archive;

/// <summary>Which input rows are asked for.</summary>
/// <param name="Sku">Rows of this product.</param>
/// <param name="Location">Only rows of this place, or of every place; null = all.</param>
/// <param name="Suppliers">Rows of <c>suppliers</c> about these.</param>
/// <param name="AsOf">Morning of the plan: what was sold from this day on was not known.</param>
public sealed record TraceQuestion(Sku Sku, Location? Location, ImmutableArray<string> Suppliers, DateOnly AsOf)
{
    /// <summary>True when a row is about the product there.</summary>
    internal bool IsAbout(SkuLocation key) => key.Sku == Sku && (Location is null || key.Location == Location);
}
