namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>The largest growth a forecast may show: the trend root is capped at <c>Growth^(1 / TimeSpan)</c>.</summary>
/// <remarks><c>default</c> is not valid; use a constructor.</remarks>
public readonly record struct MicrosoftMLGrowth
{
    /// <summary>A cap.</summary>
    /// <param name="timeSpan">Buckets over which the growth is measured, ≥ 1.</param>
    /// <param name="growth">Ratio of the last bucket to the first, ≥ 0; +∞ = no cap.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range, or NaN.</exception>
    public MicrosoftMLGrowth(int timeSpan = 1, double growth = double.PositiveInfinity)
    {
        if (timeSpan < 1)
            throw new ArgumentOutOfRangeException(nameof(timeSpan), timeSpan, "timeSpan must be 1 or more buckets.");
        if (!(growth >= 0))
            throw new ArgumentOutOfRangeException(nameof(growth), growth, "growth must be 0 or more.");
        TimeSpan = timeSpan;
        Growth = growth;
    }

    /// <summary>Buckets over which the growth is measured.</summary>
    public int TimeSpan { get; }

    /// <summary>Ratio of the last bucket to the first.</summary>
    public double Growth { get; }

    /// <summary>Growth from one bucket to the next.</summary>
    internal double PerBucket => Math.Pow(Growth, 1.0 / TimeSpan);
}
