using Forecasting.Catalog;

namespace Forecasting.History;

/// <summary>One day of a SKU-location whose sales are not what an earlier file or import said: a correction, with its difference.</summary>
/// <param name="Key">What and where.</param>
/// <param name="Day">The day.</param>
/// <param name="Was">Net units before; null = the day had no row.</param>
/// <param name="Now">Net units now; null = the day has no row any more.</param>
/// <param name="Source">What said so before: a file of this import, or <c>previous import</c>.</param>
/// <param name="File">The file that counts now; empty when no row is left.</param>
public sealed record HistoryChange(SkuLocation Key, DateOnly Day, decimal? Was, decimal? Now, string Source, string File);
