namespace Forecasting.Catalog;

/// <summary>A product as sold and counted. The code is text and survives every hop unchanged, to the last code point.</summary>
/// <remarks>Equality and order are ordinal: <c>00123</c> and <c>123</c> are two products, and so are composed and decomposed accents.</remarks>
public readonly record struct Sku : IComparable<Sku>
{
    private readonly string? code;

    /// <summary>A product code.</summary>
    /// <param name="code">Not empty. Never trimmed or normalised here.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    public Sku(string code)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        this.code = code;
    }

    /// <summary>The code. Empty only for <c>default(Sku)</c>.</summary>
    public string Code => code ?? "";

    /// <inheritdoc/>
    public int CompareTo(Sku other) => string.CompareOrdinal(Code, other.Code);

    /// <inheritdoc/>
    public override string ToString() => Code;

    /// <summary>Ordinal order of codes.</summary>
    public static bool operator <(Sku left, Sku right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order of codes.</summary>
    public static bool operator >(Sku left, Sku right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order of codes.</summary>
    public static bool operator <=(Sku left, Sku right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order of codes.</summary>
    public static bool operator >=(Sku left, Sku right) => left.CompareTo(right) >= 0;
}
