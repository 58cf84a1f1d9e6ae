using Forecasting.Catalog;

namespace Forecasting.History;

/// <summary>How an override changes the forecast.</summary>
public enum OverrideKind
{
    /// <summary>Replace the bucket's demand.</summary>
    Set,

    /// <summary>Add units to the bucket's demand.</summary>
    Add,

    /// <summary>Multiply the bucket's demand.</summary>
    Multiply,
}

/// <summary>A planner's word against the forecast, with the reason: one row of <c>overrides</c>, or of the sheet Overrides of a returned
/// workbook.</summary>
/// <param name="Sku">The product.</param>
/// <param name="Location">Only this place; null = every place.</param>
/// <param name="Days">Days whose buckets are changed, both ends included.</param>
/// <param name="Kind">How.</param>
/// <param name="Value">Units per bucket (set, add) or factor (multiply).</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who.</param>
/// <param name="Expires">Not applied on or after this day; null = no expiry.</param>
public sealed record DemandOverride(
    Sku Sku, Location? Location, DateRange Days, OverrideKind Kind, double Value, string Reason, string Author, DateOnly? Expires)
{
    /// <summary>The second person who agrees; empty = nobody yet.</summary>
    public string ApprovedBy { get; init; } = "";

    /// <summary>True when it is taken back: it changes nothing any more.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>What the workbook calls it, see <see cref="OverrideReference"/>; empty where nobody has named it yet.</summary>
    public string Reference { get; init; } = "";

    /// <summary>True when somebody other than its author agrees.</summary>
    public bool HasSecondPerson => ApprovedBy.Length > 0 && !PersonName.AreSame(ApprovedBy, Author);

    /// <summary>True when it speaks of this product and place.</summary>
    public bool Concerns(SkuLocation key) => Sku == key.Sku && (Location is not { } place || place == key.Location);

    /// <summary>What it says, whoever agrees and whatever it is called: two that say the same are equal.</summary>
    public DemandOverride Word() => this with { ApprovedBy = "", Reference = "" };
}
