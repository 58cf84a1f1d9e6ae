using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Segmentation;
using Forecasting.Trust;

namespace Forecasting.Planning;

/// <summary>Everything that decides a plan besides the data. The sections are named as the folders of the core.</summary>
public sealed record PlanSettings
{
    /// <summary>Length of a bucket; null = the finest that the data supports.</summary>
    public BucketUnit? Bucket { get; init; }

    /// <summary>First day of a week.</summary>
    /// <value>Monday, as in ISO 8601; a weekly export that is dated on another weekday keeps its own.</value>
    public DayOfWeek? WeekStart { get; init; }

    /// <summary>Buckets to forecast; null = the longest protection interval, at least 13 weeks.</summary>
    public int? Horizon { get; init; }

    /// <summary>How history is corrected.</summary>
    public CleansingSettings Cleansing { get; init; } = new();

    /// <summary>When the gate warns and when it blocks.</summary>
    public GateSettings Gate { get; init; } = new();

    /// <summary>The business calendar.</summary>
    public CalendarSettings Calendar { get; init; } = new();

    /// <summary>Where the classes begin.</summary>
    public SegmentationSettings Segmentation { get; init; } = new();

    /// <summary>How demand is forecast.</summary>
    public ForecastSettings Forecast { get; init; } = new();

    /// <summary>How orders are computed.</summary>
    public InventorySettings Inventory { get; init; } = new();

    /// <summary>When a plan waits for a second person.</summary>
    public PublicationSettings Publish { get; init; } = new();

    /// <summary>All faults, each a sentence; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (Horizon is < 1 or > 1000)
            yield return FormattableString.Invariant($"horizon is {Horizon}; it must be between 1 and 1000 buckets.");
        if (WeekStart is { } day && Calendar.Pattern is not null && day != (DayOfWeek)(((int)Calendar.YearEndDay + 1) % 7))
            yield return $"weekStart is {day}; with calendar.pattern a week begins on the day after calendar.yearEndDay, "
                + $"{Calendar.YearEndDay}.";
        foreach (var fault in Cleansing.Validate()
            .Concat(Gate.Validate())
            .Concat(Calendar.Validate())
            .Concat(Segmentation.Validate())
            .Concat(Inventory.Validate())
            .Concat(Publish.Validate()))
        {
            yield return fault;
        }
    }
}
