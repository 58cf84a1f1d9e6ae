namespace Forecasting.Inventory.TargetSetting;

/// <summary>Why a SKU-location keeps its own target where others share a total.</summary>
public enum OutsideTotal
{
    /// <summary>It does not: it takes part.</summary>
    TakesPart,

    /// <summary>Its data name a <c>service_target</c>.</summary>
    OwnTarget,

    /// <summary>Other places are supplied from it: its service is that of their orders.</summary>
    Source,

    /// <summary>Its costs decide already: the target <c>cost</c>.</summary>
    LeastCost,

    /// <summary>What it costs, or what it costs to hold, is not known.</summary>
    NoCost,

    /// <summary>Its cost is in one of several currencies, and there is no rate for it.</summary>
    NoRate,

    /// <summary>Its level comes from days of cover, or from a minimum and a maximum given by hand.</summary>
    ByHand,

    /// <summary>It ends before a later order could come.</summary>
    Ending,

    /// <summary>Nothing is expected to be wanted.</summary>
    NoDemand,
}

/// <summary>The words for <see cref="OutsideTotal"/>.</summary>
public static class OutsideTotalWords
{
    /// <summary>What so many SKU-locations are or have: <c>3 have a service_target of their own</c>.</summary>
    /// <param name="why">Why they are outside.</param>
    /// <param name="count">How many, ≥ 1.</param>
    /// <exception cref="InvalidOperationException">They take part.</exception>
    public static string Of(OutsideTotal why, int count) => FormattableString.Invariant($"{count:#,##0} ") + why switch
    {
        OutsideTotal.OwnTarget => count == 1 ? "has a service_target of its own" : "have a service_target of their own",
        OutsideTotal.Source => count == 1 ? "supplies other places" : "supply other places",
        OutsideTotal.LeastCost => count == 1 ? "is planned for least cost" : "are planned for least cost",
        OutsideTotal.NoCost => count == 1 ? "has no known unit_cost or holding cost" : "have no known unit_cost or holding cost",
        OutsideTotal.NoRate => count == 1 ? "is paid in a currency without a rate in gate.rates" : "are paid in a currency without a rate in gate.rates",
        OutsideTotal.ByHand => count == 1 ? "has its levels from days of cover or from min and max by hand" : "have their levels from days of cover or from min and max by hand",
        OutsideTotal.Ending => count == 1 ? "ends before a later order could come" : "end before a later order could come",
        OutsideTotal.NoDemand => count == 1 ? "is not expected to sell" : "are not expected to sell",
        _ => throw new InvalidOperationException("Whoever takes part is not outside."),
    };
}
