namespace Forecasting.Jobs.Tests.Service;

/// <summary>A clock that stands where it is put.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>What it shows.</summary>
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A clock that runs, and shows another day.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    /// <summary>How far ahead it is.</summary>
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
