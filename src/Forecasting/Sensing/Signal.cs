using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Planning;

namespace Forecasting.Sensing;

/// <summary>What kind of signal.</summary>
public enum SignalKind
{
    /// <summary>Demand is more than the plan's forecast distribution explains.</summary>
    Spike,

    /// <summary>Demand is less than it explains.</summary>
    Collapse,

    /// <summary>Stock will be gone before the next delivery.</summary>
    Stockout,

    /// <summary>A sender is later than he usually is.</summary>
    LateSupplier,
}

/// <summary>Something that came since the plan and that the plan does not know.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Subject">What it is about: <c>A-1007 at LEEDS</c>, <c>S-12 to LEEDS</c>.</param>
/// <param name="RunId">The plan that it is measured by.</param>
/// <param name="Since">The first day that speaks for it.</param>
/// <param name="Evidence">Full sentences with the numbers.</param>
/// <param name="Advice">What to do: full sentences.</param>
public sealed record Signal(SignalKind Kind, string Subject, string RunId, DateOnly Since, string Evidence, string Advice)
{
    /// <summary>The products and places that are concerned, ordered by key.</summary>
    public required ImmutableArray<SkuLocation> Concerns { get; init; }

    /// <summary>Units at risk, ≥ 0: not served, or not sold.</summary>
    public double UnitsAtRisk { get; init; }

    /// <summary>The same in money, ≥ 0; null where nothing is known of the value of a unit.</summary>
    public decimal? MoneyAtRisk { get; init; }

    /// <summary>Its currency; empty when unknown.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The same thing has the same id on every day of one plan: 16 hexadecimal digits.</summary>
    public string Id => RunIdentity.HashOf($"{Kind}\n{Subject}\n{(Kind is SignalKind.Spike or SignalKind.Collapse ? RunId : "")}")[..16];

    /// <summary>Most money first, then what has no known value by units, then by kind and subject.</summary>
    public static ImmutableArray<Signal> Ranked(IEnumerable<Signal> signals) =>
    [
        .. signals.OrderByDescending(s => s.MoneyAtRisk ?? -1).ThenByDescending(s => s.UnitsAtRisk).ThenBy(s => s.Kind).ThenBy(s => s.Subject, StringComparer.Ordinal),
    ];
}
