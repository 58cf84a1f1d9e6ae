namespace Forecasting.Catalog;

/// <summary>A place that holds stock. The code is text and survives every hop unchanged, to the last code point.</summary>
/// <remarks>Equality and order are ordinal: <c>00123</c> and <c>123</c> are two places.</remarks>
public readonly record struct Location : IComparable<Location>
{
    /// <summary>The one place of a firm whose data names no location.</summary>
    public static readonly Location Only = new("MAIN");

    private readonly string? code;

    /// <summary>A place code.</summary>
    /// <param name="code">Not empty. Never trimmed or normalised here.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    public Location(string code)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        this.code = code;
    }

    /// <summary>The code. Empty only for <c>default(Location)</c>.</summary>
    public string Code => code ?? "";

    /// <inheritdoc/>
    public int CompareTo(Location other) => string.CompareOrdinal(Code, other.Code);

    /// <inheritdoc/>
    public override string ToString() => Code;

    /// <summary>Ordinal order of codes.</summary>
    public static bool operator <(Location left, Location right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order of codes.</summary>
    public static bool operator >(Location left, Location right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order of codes.</summary>
    public static bool operator <=(Location left, Location right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order of codes.</summary>
    public static bool operator >=(Location left, Location right) => left.CompareTo(right) >= 0;
}
