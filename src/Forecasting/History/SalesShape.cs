namespace Forecasting.History;

/// <summary>How dense the sales are in time: what the length of a bucket is chosen by. Only rows before the day asked for count.</summary>
public sealed record SalesShape
{
    /// <summary>Day of the first sale; null when there is none.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>Day of the last sale; null when there is none.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Rows that count.</summary>
    public long Rows { get; init; }

    /// <summary>Rows at or after the day asked for: not used.</summary>
    public long RowsNotUsed { get; init; }

    /// <summary>SKU-locations with a row that counts.</summary>
    public int SkuLocations { get; init; }

    /// <summary>Different days with a row.</summary>
    public int DistinctDays { get; init; }

    /// <summary>The weekday on which all rows fall; null when there are several, or no row.</summary>
    public DayOfWeek? OnlyWeekday { get; init; }

    /// <summary>True when there are rows and all fall on the first of a month.</summary>
    public bool IsAllFirstOfMonth { get; init; }

    /// <summary>Median over SKU-locations of: days with a quantity other than 0 ÷ days from the first to the last of them, 0..1; 0 when nothing was sold.</summary>
    public double MedianShareOfDaysSold { get; init; }

    /// <summary>The same for weeks from Monday, 0..1.</summary>
    public double MedianShareOfWeeksSold { get; init; }
}
