namespace Forecasting.Catalog;

/// <summary>A place's master data: one row of <c>locations</c>.</summary>
/// <param name="Location">Key.</param>
public sealed record StockingPlace(Location Location)
{
    /// <summary>Name for people; empty when not given.</summary>
    public string Name { get; init; } = "";

    /// <summary>What kind of place (store, warehouse, …); empty when not given.</summary>
    public string Type { get; init; } = "";

    /// <summary>IANA time zone; empty when not given.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Names of the holiday calendars it keeps, with <c>;</c> between them: <c>DE;DE-BY</c>; empty when not given.</summary>
    public string Calendar { get; init; } = "";

    /// <summary>Place that replenishes this one by transfer.</summary>
    public Location? SourceLocation { get; init; }

    /// <summary>Days from transfer order to stock on the shelf, ≥ 0.</summary>
    public double? TransferLeadTimeDays { get; init; }

    /// <summary>Units that can be taken in on one day, &gt; 0; null when not given.</summary>
    public decimal? ReceivingCapacity { get; init; }

    /// <summary>Volume that there is room for, in the items' volume unit, &gt; 0; null when not given.</summary>
    public decimal? StorageCapacity { get; init; }

    /// <summary>True when it keeps the holidays of that calendar; letter case does not matter.</summary>
    public bool Keeps(string calendar) => Calendar
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Contains(calendar, StringComparer.OrdinalIgnoreCase);
}
