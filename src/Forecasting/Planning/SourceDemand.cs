using System.Collections.Immutable;
using Forecasting.Forecasters;

namespace Forecasting.Planning;

/// <summary>What the demand of a place is made of that others are supplied from.</summary>
/// <param name="Places">Places that order from it.</param>
/// <param name="Orders">Units that they are expected to order, per bucket of the forecast.</param>
/// <param name="Daily">Units that are expected to be taken on each day from the plan to the end of the horizon, by them and by its own customers.</param>
/// <param name="OrderUnits">Units that they are expected to order within the protection interval.</param>
/// <param name="CustomerUnits">Units that its own customers are expected to buy within it.</param>
/// <param name="Until">Day after the protection interval.</param>
public sealed record SourceDemand(
    int Places, ImmutableArray<double> Orders, ImmutableArray<double> Daily, double OrderUnits, double CustomerUnits, DateOnly Until)
{
    /// <summary>Name of the model in files.</summary>
    public const string ModelName = "planned_orders";

    /// <summary>Days within which it promises to send what is ordered, ≥ 0.</summary>
    public int PromiseDays { get; init; }

    /// <summary><see cref="Daily"/> by the day on which it must be sent at the latest.</summary>
    public ImmutableArray<double> Due => PromiseDays == 0 ? Daily : [.. Enumerable.Repeat(0.0, Math.Min(PromiseDays, Daily.Length)), .. Daily[..Math.Max(0, Daily.Length - PromiseDays)]];

    /// <summary>What its own customers are expected to buy; null = it has none.</summary>
    public DemandForecast? Customers { get; init; }

    /// <summary>How far their demand has been from its forecast; null when not known, or without customers.</summary>
    public Accuracy.ErrorSpread? CustomersSpread { get; init; }

    /// <summary>Its demand in words: <c>Orders of 12 places: 340, own customers: 25 (until 2026-03-16).</c></summary>
    public string Words => FormattableString.Invariant($"Orders of {Places} {(Places == 1 ? "place" : "places")}: {OrderUnits:0.##}, ")
        + (Customers is null ? "no customers of its own" : FormattableString.Invariant($"own customers: {CustomerUnits:0.##}"))
        + FormattableString.Invariant($" (until {Until:yyyy-MM-dd}).");
}
