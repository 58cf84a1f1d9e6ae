namespace Forecasting.Storage.Stores;

/// <summary>Tells this process from every other one, also from one that had its number before: eight digits of chance.</summary>
internal static class ProcessMark
{
    /// <summary>The mark.</summary>
    public static string Own { get; } = Guid.NewGuid().ToString("N")[..8];
}
