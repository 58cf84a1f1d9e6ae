namespace Forecasting.Storage.Runs;

/// <summary>Times as every store keeps them: UTC, to the microsecond.</summary>
internal static class StoredTime
{
    /// <summary>A time for a column; what is finer than a microsecond is cut off.</summary>
    public static DateTime Of(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    /// <summary>A time from a column.</summary>
    public static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
