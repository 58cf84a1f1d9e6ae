namespace Forecasting.Storage.Import;

/// <summary>What one file of a load speaks of.</summary>
/// <param name="First">Its first day; <see cref="DateOnly.MaxValue"/> when no row was loaded.</param>
/// <param name="Last">Its last day; <see cref="DateOnly.MinValue"/> when no row was loaded.</param>
/// <param name="HasOrders">True when its rows may have order numbers.</param>
internal readonly record struct LoadedFile(DateOnly First, DateOnly Last, bool HasOrders)
{
    /// <summary>No rows.</summary>
    public static readonly LoadedFile None = new(DateOnly.MaxValue, DateOnly.MinValue, false);

    /// <summary>True when no row was loaded.</summary>
    public bool IsEmpty => Last < First;

    /// <summary>The file with another day.</summary>
    public LoadedFile With(DateOnly day) => this with { First = day < First ? day : First, Last = day > Last ? day : Last };

    /// <summary>True when both files may speak of one day.</summary>
    public bool Overlaps(LoadedFile other) => First <= other.Last && other.First <= Last;
}
