namespace Forecasting.Catalog;

/// <summary>The key of every series, plan and report row: one product at one place.</summary>
/// <param name="Sku">The product.</param>
/// <param name="Location">The place.</param>
/// <remarks>Ordered by location, then SKU, both ordinal: the order of every file we write.</remarks>
public readonly record struct SkuLocation(Sku Sku, Location Location) : IComparable<SkuLocation>
{
    /// <inheritdoc/>
    public int CompareTo(SkuLocation other)
    {
        var byLocation = Location.CompareTo(other.Location);
        return byLocation != 0 ? byLocation : Sku.CompareTo(other.Sku);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Sku} at {Location}";

    /// <summary>Order by location, then SKU.</summary>
    public static bool operator <(SkuLocation left, SkuLocation right) => left.CompareTo(right) < 0;

    /// <summary>Order by location, then SKU.</summary>
    public static bool operator >(SkuLocation left, SkuLocation right) => left.CompareTo(right) > 0;

    /// <summary>Order by location, then SKU.</summary>
    public static bool operator <=(SkuLocation left, SkuLocation right) => left.CompareTo(right) <= 0;

    /// <summary>Order by location, then SKU.</summary>
    public static bool operator >=(SkuLocation left, SkuLocation right) => left.CompareTo(right) >= 0;
}
