using System.Collections.Immutable;

namespace Forecasting.Trust;

/// <summary>A factor by which quantities are off when somebody counts in another unit.</summary>
/// <param name="Value">The factor, above 1.</param>
/// <param name="Meaning">What may have been mixed up, for people.</param>
internal readonly record struct UnitFactor(double Value, string Meaning)
{
    /// <summary>The factors that feeds are off by in practice.</summary>
    public static readonly ImmutableArray<UnitFactor> Usual =
    [
        new(2.54, "inches and centimetres"),
        new(10, "a decimal place"),
        new(12, "pieces and dozens"),
        new(100, "two decimal places"),
        new(1000, "thousands, or grams and kilograms"),
    ];

    /// <summary>The usual factors and the item's own pack size, where that is large enough to be told from the ups
    /// and downs of trade.</summary>
    /// <param name="packSize">Units in a pack.</param>
    public static ImmutableArray<UnitFactor> For(decimal packSize) =>
        packSize >= 4 && !Usual.Any(u => u.Value == (double)packSize)
            ? Usual.Add(new UnitFactor((double)packSize, "pieces and packs"))
            : Usual;

    /// <summary>The factor that a ratio of prices is nearest to, in words: for messages only.</summary>
    /// <param name="ratio">Above 0.</param>
    public static string Describe(double ratio)
    {
        var size = Math.Max(ratio, 1 / ratio);
        foreach (var factor in Usual)
        {
            if (Math.Abs(Math.Log(size / factor.Value)) < 0.1)
                return $" (perhaps {factor.Meaning})";
        }

        return size is > 90 and < 220 ? " (perhaps euros and yen)" : "";
    }
}
