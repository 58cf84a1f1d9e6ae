using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Trust;

/// <summary>What the gate knows about whole feeds.</summary>
public sealed record FeedFacts
{
    /// <summary>Morning of the plan.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>True when this database has published a plan before: only then may missing or strange rows of sales
    /// block by themselves.</summary>
    public required bool HasPublishedBefore { get; init; }

    /// <summary>What became of every file.</summary>
    public required ImmutableArray<ImportReport> Imports { get; init; }

    /// <summary>The days of sales, stock and availability, where they were given.</summary>
    public ImmutableArray<FeedRhythm> Rhythms { get; init; } = [];

    /// <summary>Rows by feed, place and day of the periods compared.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<Location, IReadOnlyDictionary<DateOnly, long>>> Places { get; init; } =
        ImmutableDictionary<string, IReadOnlyDictionary<Location, IReadOnlyDictionary<DateOnly, long>>>.Empty;

    /// <summary>Sizes of the sales rows of the periods compared.</summary>
    public ImmutableArray<QuantityBin> SalesSizes { get; init; } = [];

    /// <summary>Codes used and not known, by feed.</summary>
    public ImmutableArray<UnknownCodes> UnknownCodes { get; init; } = [];

    /// <summary>Stock counts below zero; they are planned as zero.</summary>
    public int NegativeStock { get; init; }

    /// <summary>Products.</summary>
    public IEnumerable<Item> Items { get; init; } = [];

    /// <summary>Suppliers.</summary>
    public IEnumerable<Supplier> Suppliers { get; init; } = [];
}
