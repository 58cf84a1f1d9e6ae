using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Inventory;

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
    PlanSettings Settings);
