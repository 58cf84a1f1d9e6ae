namespace Forecasting.Replay;

/// <summary>All SKU-locations together from one scored morning to the next. What is scored after the interval of the last one is in none.</summary>
/// <param name="Start">The morning.</param>
/// <param name="MeanStock">Units in stock at the end of a bucket, on average.</param>
/// <param name="Wanted">Units wanted, where that is known.</param>
/// <param name="Missed">Of these, not served at once.</param>
/// <param name="Ordered">Units ordered on the morning.</param>
public sealed record ReplayPeriod(DateOnly Start, double MeanStock, double Wanted, double Missed, double Ordered);

/// <summary>Counts a period while it is played.</summary>
internal sealed class PeriodCount(DateOnly start)
{
    public double StockWeeks { get; set; }

    public double Weeks { get; set; }

    public double Wanted { get; set; }

    public double Missed { get; set; }

    public double Ordered { get; set; }

    public ReplayPeriod Result => new(start, Weeks > 0 ? StockWeeks / Weeks : 0, Wanted, Missed, Ordered);
}
