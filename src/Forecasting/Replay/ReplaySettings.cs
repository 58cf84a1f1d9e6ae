namespace Forecasting.Replay;

/// <summary>Which stretch of the past is played, and how it begins.</summary>
/// <remarks>Each value is checked where it is set.</remarks>
public sealed record ReplaySettings
{
    /// <summary>Days between two mornings on which orders are placed, 1..366.</summary>
    /// <value>Default 7.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set out of its range.</exception>
    public int IntervalDays { get; init => field = InRange(value, 1, 366, nameof(IntervalDays)); } = 7;

    /// <summary>Mornings on which orders are placed, 1..520.</summary>
    /// <value>Default 26: half a year of weeks.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set out of its range.</exception>
    public int Mornings { get; init => field = InRange(value, 1, 520, nameof(Mornings)); } = 26;

    /// <summary>Mornings at the beginning that are played and not scored, 0..104: what they sell was ordered by nobody.</summary>
    /// <value>Default 4.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set out of its range.</exception>
    public int WarmUp { get; init => field = InRange(value, 0, 104, nameof(WarmUp)); } = 4;

    /// <summary>What happens to demand that the shelf cannot serve.</summary>
    /// <value>Default: the customer waits.</value>
    public Inventory.UnmetDemand UnmetDemand { get; init; }

    private static int InRange(int value, int least, int most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"must be in {least}..{most}."));
}
