namespace Forecasting.Inventory.OpenOrders;

/// <summary>When advice about an open order is worth a phone call.</summary>
public sealed record FirstAidSettings
{
    /// <summary>Least money that advice must be worth, in the currency of the costs, ≥ 0. Decides where a cost is known.</summary>
    /// <value>10: a call to a supplier and the change in two systems take a buyer a quarter of an hour.</value>
    public decimal FewestMoney { get; init; } = 10;

    /// <summary>Fewest units that advice must be about, &gt; 0; fractions of expected demand add up to phantom units.</summary>
    /// <value>1: below one piece nothing can be moved.</value>
    public decimal FewestUnits { get; init; } = 1;

    /// <summary>Fewest days by which an order is postponed, ≥ 1.</summary>
    /// <value>7: suppliers plan deliveries by the week, and the plan is made again next week.</value>
    public int FewestDaysLater { get; init; } = 7;

    /// <summary>Days from the call until an order can come, ≥ 0.</summary>
    /// <value>1: what is called off this morning is not on the shelf today.</value>
    public int NoticeDays { get; init; } = 1;

    /// <summary>Days by which an order comes later when it goes to another place, ≥ 0.</summary>
    /// <value>1: the same truck, another ramp.</value>
    public int ReroutingDays { get; init; } = 1;

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (FewestMoney < 0)
            yield return FormattableString.Invariant($"The least money of advice is {FewestMoney}; it must not be negative.");
        if (FewestUnits <= 0)
            yield return FormattableString.Invariant($"The fewest units of advice are {FewestUnits}; they must be above 0.");
        if (FewestDaysLater < 1)
            yield return FormattableString.Invariant($"The fewest days of a postponement are {FewestDaysLater}; they must be at least 1.");
        if (NoticeDays < 0)
            yield return FormattableString.Invariant($"The days of notice are {NoticeDays}; they must not be negative.");
        if (ReroutingDays < 0)
            yield return FormattableString.Invariant($"The days of re-routing are {ReroutingDays}; they must not be negative.");
    }
}
