namespace Forecasting.Inventory.SharedOrders;

/// <summary>What one order may be as a whole: that of one supplier to one place on one day.</summary>
public sealed record SharedOrder
{
    /// <summary>Numbers of its lines.</summary>
    public required IReadOnlyList<int> Lines { get; init; }

    /// <summary>Smallest value that is accepted, money; 0 = none.</summary>
    public double MinimumValue { get; init; }

    /// <summary>Smallest number of units that is accepted; 0 = none.</summary>
    public double MinimumUnits { get; init; }

    /// <summary>Smallest weight that is accepted; 0 = none.</summary>
    public double MinimumWeight { get; init; }

    /// <summary>Volume that one delivery carries; infinite = no limit.</summary>
    public double Capacity { get; init; } = double.PositiveInfinity;

    /// <summary>Weight that one delivery carries; infinite = no limit.</summary>
    public double CapacityWeight { get; init; } = double.PositiveInfinity;

    /// <summary>What it is worth to order its items in one order instead of several, money, ≥ 0: the worth of each line does not know of it.</summary>
    public double JointWorth { get; init; }
}

/// <summary>What became of one order as a whole.</summary>
public enum SharedOutcome
{
    /// <summary>Nothing had to be changed.</summary>
    AsWanted,

    /// <summary>Raised to what the supplier accepts.</summary>
    Raised,

    /// <summary>Nothing is ordered: holding what the minimum asks for would cost more than is short until the next order.</summary>
    Waits,

    /// <summary>Nothing is ordered: the minimum cannot be reached within what the lines may hold.</summary>
    OutOfReach,

    /// <summary>Cut to what one delivery carries.</summary>
    Cut,
}
