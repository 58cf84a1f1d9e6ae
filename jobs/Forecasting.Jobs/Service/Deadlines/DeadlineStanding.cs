namespace Forecasting.Jobs.Service.Deadlines;

/// <summary>How a deadline stands.</summary>
public enum DeadlineState
{
    /// <summary>It will be kept as things are.</summary>
    OnTime,

    /// <summary>It will be missed as things are.</summary>
    AtRisk,

    /// <summary>What it is for is there.</summary>
    Met,

    /// <summary>It has passed, and what it is for is not there.</summary>
    Missed,

    /// <summary>It has passed, and what it is for came afterwards.</summary>
    MetLate,
}

/// <summary>How one moment of a deadline stands.</summary>
/// <param name="Name">run or deliver.</param>
/// <param name="DueAt">The moment, UTC.</param>
/// <param name="State">How it stands.</param>
/// <param name="ExpectedAt">When what it is for is expected, or was there, UTC; null when it was missed.</param>
/// <param name="Why">Why that is so, in full sentences; empty when there is nothing to say.</param>
public sealed record DeadlineStanding(string Name, DateTimeOffset DueAt, DeadlineState State, DateTimeOffset? ExpectedAt, string Why)
{
    /// <summary>Seconds from when it is expected to when it is due, at a time; negative when it is late.</summary>
    public double Lead(DateTimeOffset now) => (DueAt - (ExpectedAt ?? now)).TotalSeconds;
}
