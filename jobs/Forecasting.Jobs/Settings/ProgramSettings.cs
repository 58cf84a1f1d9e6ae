using System.Collections.Immutable;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Reports.Formats;
using Forecasting.Segmentation;
using Forecasting.Sensing;
using Forecasting.Storage;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Deliveries;
using Forecasting.Storage.Files;
using Forecasting.Trust;

namespace Forecasting.Jobs.Settings;

/// <summary>The settings file: sections named as the folders of the code, plus the few words that every firm sets, at the top.</summary>
public sealed record ProgramSettings
{
    /// <summary>Length of a bucket: <c>day</c>, <c>week</c> or <c>month</c>; null = the finest that the data supports.</summary>
    public BucketUnit? Bucket { get; init; }

    /// <summary>First day of a week; null = Monday, or the weekday of a weekly export.</summary>
    public DayOfWeek? WeekStart { get; init; }

    /// <summary>Buckets to forecast; null = the longest protection interval, at least 13 weeks.</summary>
    public int? Horizon { get; init; }

    /// <summary>Short for <c>inventory.unmetDemand</c>: <c>backordered</c> or <c>lost</c>. Null = as set there.</summary>
    public UnmetDemand? UnmetDemand { get; init; }

    /// <summary>How incoming files are read.</summary>
    public InputSettings Input { get; init; } = new();

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

    /// <summary>When demand between two plans is worth a planner's eyes.</summary>
    public SensingSettings Sensing { get; init; } = new();

    /// <summary>When a plan waits for a second person.</summary>
    public PublicationSettings Publish { get; init; } = new();

    /// <summary>Who gets which lines in which format, besides <c>reorder.csv</c>.</summary>
    public ImmutableArray<PartnerProfile> Partners { get; init; } = [];

    /// <summary>How partners' files are delivered.</summary>
    public DeliverySettings Delivery { get; init; } = new();

    /// <summary>Where what runs were made from is kept.</summary>
    public ArchiveSettings Archive { get; init; } = new();

    /// <summary>How long it is kept.</summary>
    public RetentionSettings Retention { get; init; } = new();

    /// <summary>What the database may use, and how long a server is waited for.</summary>
    public DatabaseSettings Database { get; init; } = new();

    /// <summary>The service: where it listens and who may do what.</summary>
    public ServiceSettings Service { get; init; } = new();

    /// <summary>When the service rings by itself.</summary>
    public TimetableSettings Timetable { get; init; } = new();

    /// <summary>How several services share work.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>By when what must be there.</summary>
    public DeadlineSettings Deadlines { get; init; } = new();

    /// <summary>Whom the service tells of its alarms.</summary>
    public AlertSettings Alerts { get; init; } = new();

    /// <summary>What the plan is made with.</summary>
    public PlanSettings ToPlanSettings() => new()
    {
        Bucket = Bucket,
        WeekStart = WeekStart,
        Horizon = Horizon,
        Cleansing = Cleansing,
        Gate = Gate,
        Calendar = Calendar,
        Segmentation = Segmentation,
        Forecast = Forecast,
        Inventory = UnmetDemand is { } unmet ? Inventory with { UnmetDemand = unmet } : Inventory,
        Publish = Publish,
    };
}
