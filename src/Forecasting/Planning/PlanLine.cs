using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.Forecasters;
using Forecasting.Inventory;
using Forecasting.Inventory.WhatIf;
using Forecasting.Segmentation;
using Forecasting.Trust;

namespace Forecasting.Planning;

/// <summary>Everything known and decided about one SKU-location that was planned.</summary>
/// <param name="Item">Master data; only the SKU when none was given.</param>
/// <param name="Terms">Terms of replenishment.</param>
/// <param name="History">What was sold, as learnt from.</param>
/// <param name="Pattern">Kind of demand.</param>
/// <param name="AbcClass">A, B or C by share of value; a blank where no value is known.</param>
/// <param name="Forecast">What we expect.</param>
/// <param name="Accuracy">How good the model was on the past; null when the history is too short to tell.</param>
/// <param name="Position">What there is.</param>
/// <param name="Recommendation">What to do.</param>
public sealed record PlanLine(
    Item Item,
    SupplyTerms Terms,
    CleansedSeries History,
    DemandPattern Pattern,
    char AbcClass,
    DemandForecast Forecast,
    BacktestScore? Accuracy,
    StockPosition Position,
    Recommendation Recommendation)
{
    /// <summary>Product and place.</summary>
    public SkuLocation Key => Terms.Key;

    /// <summary>How far its data can be trusted.</summary>
    public DataTrust Trust { get; init; } = DataTrust.Full;

    /// <summary>Its classes.</summary>
    public Segment Segment { get; init; } = new(AbcClass, ' ', Pattern, LifeCycle.Mature);

    /// <summary>What its forecast is judged by when the buckets have come.</summary>
    public ForecastBaseline Baseline { get; init; } = new([], [], default);

    /// <summary>What of the order comes from other places instead of its own source.</summary>
    public ImmutableArray<TransferIn> Transfers { get; init; } = [];

    /// <summary>What its demand is made of where other places are supplied from it; null = none is, or they are not planned.</summary>
    public SourceDemand? Source { get; init; }

    /// <summary>What its own customers are expected to buy: what is promised, added up and scored; null = it has none.</summary>
    public DemandForecast? CustomerForecast => Source is null ? Forecast : Source.Customers;

    /// <summary>How far their demand has been from its forecast; null when not known, or without customers.</summary>
    public ErrorSpread? CustomerSpread => Source is null ? Spread : Source.CustomersSpread;

    /// <summary>True where another model of the customers' demand stood in for the first choice.</summary>
    public bool IsFallback => CustomerForecast is { FallbackReason.Length: > 0 };

    /// <summary>What was done to the forecast, and why: events, overrides, products that it follows. Full sentences.</summary>
    public ImmutableArray<string> DemandNotes { get; init; } = [];

    /// <summary>What planners' overrides did to its forecast, in their order.</summary>
    public ImmutableArray<AppliedOverride> Overrides { get; init; } = [];

    /// <summary>Expected shortage over the protection interval by level; null when it was not planned just now.</summary>
    public ShortageCurve? Curve { get; init; }

    /// <summary>How far its demand has been from its forecast, without the shape; null when not known.</summary>
    public ErrorSpread? Spread { get; init; }

    /// <summary>Its levels for other lead times and targets; null where nobody asked (<see cref="PlanInput.TellsLevels"/>).</summary>
    public LevelTable? Levels { get; init; }

    /// <summary>What to order in each of <see cref="PlanInput.Alternatives"/>, in their order.</summary>
    public ImmutableArray<AlternativeOrder> Alternatives { get; init; } = [];
}

/// <summary>A SKU-location that was not planned, and why.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="IsFailure">True when the stage should have worked; false when it does not apply.</param>
/// <param name="Reason">A full sentence.</param>
public sealed record UnplannedLine(SkuLocation Key, bool IsFailure, string Reason)
{
    /// <summary>How far its data can be trusted; grade D is why it was not planned.</summary>
    public DataTrust Trust { get; init; } = DataTrust.Full;

    /// <summary>Name of the product; empty when unknown.</summary>
    public string ItemName { get; init; } = "";

    /// <summary>The plan that stands instead; null when there never was one, or when it is not for want of trust that there is none.</summary>
    public LastGoodPlan? LastGood { get; init; }
}
