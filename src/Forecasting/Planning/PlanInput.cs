using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Segmentation;
using Forecasting.Trust;

namespace Forecasting.Planning;

/// <summary>What a plan is made from.</summary>
/// <param name="AsOf">Morning of the plan.</param>
/// <param name="Bucket">Length of a bucket.</param>
/// <param name="Series">Demand as sold, ordered by key.</param>
/// <param name="Terms">Terms of replenishment.</param>
/// <param name="Positions">Stock and what is on its way.</param>
/// <param name="Events">Announced and past events.</param>
/// <param name="Overrides">Planners' overrides.</param>
/// <param name="Settings">Everything else that decides.</param>
public sealed record PlanInput(
    DateOnly AsOf,
    TimeBucket Bucket,
    ImmutableArray<DemandSeries> Series,
    SupplyTermsResolution Terms,
    StockPositions Positions,
    ImmutableArray<CalendarEvent> Events,
    ImmutableArray<DemandOverride> Overrides,
    PlanSettings Settings)
{
    /// <summary>First day of the oldest series; the day of the plan when there is none.</summary>
    public DateOnly RecordsStart { get; } = Series.IsDefaultOrEmpty ? AsOf : Series.Min(s => s.Start);

    /// <summary>What events do in general; <see cref="Plan.Make"/> learns it.</summary>
    public LiftPriors Lifts { get; init; } = LiftPriors.None;

    /// <summary>Planners' words against corrections, in the order in which they were given.</summary>
    public ImmutableArray<CorrectionVeto> Vetoes { get; init; } = [];

    /// <summary>What the gate holds against the data of single SKU-locations.</summary>
    public ImmutableDictionary<SkuLocation, ImmutableArray<TrustReason>> Doubts { get; init; } =
        ImmutableDictionary<SkuLocation, ImmutableArray<TrustReason>>.Empty;

    /// <summary>Classes of the plan before this one, which a SKU-location leaves only when it is clearly past the limit.</summary>
    public ImmutableDictionary<SkuLocation, Segment> PreviousSegments { get; init; } = ImmutableDictionary<SkuLocation, Segment>.Empty;

    /// <summary>The newest plan made from trusted data, where there is one.</summary>
    public ImmutableDictionary<SkuLocation, LastGoodPlan> LastGoodPlans { get; init; } =
        ImmutableDictionary<SkuLocation, LastGoodPlan>.Empty;

    /// <summary>The model of all series together, asked where <see cref="ForecastSettings.Global"/> says so; null = there is none.</summary>
    public IGlobalForecaster? Global { get; init; }

    /// <summary>Who computes the local forecasts; null = this process.</summary>
    public ILocalForecasts? LocalForecasts { get; init; }

    /// <summary>True when places that others are supplied from are planned for what those will order, and send what they have.</summary>
    /// <value>True. A <see cref="Replay"/> plays each place by itself: what one sends does not leave the shelf of another there.</value>
    public bool FollowsSources { get; init; } = true;

    /// <summary>Other stocks and terms for which orders are computed too, beside the plan.</summary>
    public ImmutableArray<PlanAlternative> Alternatives { get; init; } = [];

    /// <summary>True when the plan also says what service costs (<see cref="Plan.ServiceCost"/>).</summary>
    /// <value>True. A <see cref="Replay"/> of many mornings leaves it out.</value>
    public bool TellsServiceCost { get; init; } = true;

    /// <summary>True when every line also says its levels for other lead times and targets (<see cref="PlanLine.Levels"/>).</summary>
    /// <value>False: it takes about as long again as the orders. A run that writes a workbook asks.</value>
    public bool TellsLevels { get; init; }
}
