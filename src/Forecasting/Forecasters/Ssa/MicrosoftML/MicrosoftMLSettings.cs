namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>The arguments of <c>ForecastBySsa</c> of Microsoft.ML.TimeSeries: same names, order and defaults.</summary>
/// <remarks>What each does, in theirs and in ours: docs/methods/ssa-microsoft-ml.md. Checked here, all of them, before any work.</remarks>
public sealed record MicrosoftMLSettings
{
    /// <summary>Checks and keeps the arguments.</summary>
    /// <param name="windowSize">Window of the trajectory matrix, buckets, ≥ 2.</param>
    /// <param name="seriesLength">Capacity of their buffer, &gt; <paramref name="windowSize"/>. Changes no number, in theirs as in
    /// ours.</param>
    /// <param name="trainSize">How many values from the start of the series are fitted, &gt; 2·<paramref name="windowSize"/>.</param>
    /// <param name="horizon">Buckets forecast, ≥ 1. The horizon asked for at prediction wins.</param>
    /// <param name="isAdaptive">No effect, in theirs as in ours.</param>
    /// <param name="discountFactor">0..1; no effect, in theirs as in ours.</param>
    /// <param name="rankSelectionMethod">How the rank is picked.</param>
    /// <param name="rank">Components with <see cref="MicrosoftMLRankSelection.Fixed"/>, 1..<paramref name="windowSize"/> − 1; null = the
    /// largest. Neither read nor checked by the other methods.</param>
    /// <param name="maxRank">Largest rank, ≥ 1; null = <paramref name="windowSize"/> − 1. Their public call drops it; so do we unless
    /// <paramref name="honourMaxRank"/>.</param>
    /// <param name="shouldStabilize">Whether the roots of the recurrence are moved into the unit circle.</param>
    /// <param name="shouldMaintainInfo">No effect: the model always tells what was fitted.</param>
    /// <param name="maxGrowth">Cap on the trend; null = none.</param>
    /// <param name="confidenceLevel">Probability between the bounds, 0 ≤ c &lt; 1.</param>
    /// <param name="variableHorizon">No effect, in theirs as in ours: the horizon may always change at prediction.</param>
    /// <param name="honourMaxRank">True to use <paramref name="maxRank"/>, as their engine does when it is called directly.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range, or NaN.</exception>
    public MicrosoftMLSettings(
        int windowSize,
        int seriesLength,
        int trainSize,
        int horizon,
        bool isAdaptive = false,
        double discountFactor = 1,
        MicrosoftMLRankSelection rankSelectionMethod = MicrosoftMLRankSelection.Exact,
        int? rank = null,
        int? maxRank = null,
        bool shouldStabilize = true,
        bool shouldMaintainInfo = false,
        MicrosoftMLGrowth? maxGrowth = null,
        double confidenceLevel = 0.95,
        bool variableHorizon = false,
        bool honourMaxRank = false)
    {
        Require(windowSize >= 2, nameof(windowSize), windowSize, "2 or more buckets");
        Require(seriesLength > windowSize, nameof(seriesLength), seriesLength, $"greater than windowSize, {windowSize}");
        Require(trainSize > 2L * windowSize, nameof(trainSize), trainSize, $"greater than twice windowSize, {2L * windowSize}");
        Require(horizon >= 1, nameof(horizon), horizon, "1 or more buckets");
        Require(discountFactor is >= 0 and <= 1, nameof(discountFactor), discountFactor, "0..1");
        Require(Enum.IsDefined(rankSelectionMethod), nameof(rankSelectionMethod), rankSelectionMethod, "a known method");
        Require(
            rank is null || rankSelectionMethod is not MicrosoftMLRankSelection.Fixed || (rank >= 1 && rank < windowSize),
            nameof(rank), rank, $"1..{windowSize - 1}, or null");
        Require(maxRank is null or >= 1, nameof(maxRank), maxRank, "1 or more components, or null");
        Require(maxGrowth is null or { TimeSpan: >= 1 }, nameof(maxGrowth), maxGrowth, "made by its constructor, or null");
        Require(confidenceLevel is >= 0 and < 1, nameof(confidenceLevel), confidenceLevel, "at least 0 and below 1");

        WindowSize = windowSize;
        SeriesLength = seriesLength;
        TrainSize = trainSize;
        Horizon = horizon;
        IsAdaptive = isAdaptive;
        DiscountFactor = discountFactor;
        RankSelectionMethod = rankSelectionMethod;
        Rank = rank;
        MaxRank = maxRank;
        ShouldStabilize = shouldStabilize;
        ShouldMaintainInfo = shouldMaintainInfo;
        MaxGrowth = maxGrowth;
        ConfidenceLevel = confidenceLevel;
        VariableHorizon = variableHorizon;
        HonourMaxRank = honourMaxRank;
    }

    /// <summary>Window of the trajectory matrix, buckets.</summary>
    public int WindowSize { get; }

    /// <summary>Capacity of their buffer; changes no number.</summary>
    public int SeriesLength { get; }

    /// <summary>Values fitted, from the start of the series.</summary>
    public int TrainSize { get; }

    /// <summary>Buckets forecast, unless prediction asks for others.</summary>
    public int Horizon { get; }

    /// <summary>No effect.</summary>
    public bool IsAdaptive { get; }

    /// <summary>No effect.</summary>
    public double DiscountFactor { get; }

    /// <summary>How the rank is picked.</summary>
    public MicrosoftMLRankSelection RankSelectionMethod { get; }

    /// <summary>Components, for <see cref="MicrosoftMLRankSelection.Fixed"/>.</summary>
    public int? Rank { get; }

    /// <summary>Largest rank, where <see cref="HonourMaxRank"/>.</summary>
    public int? MaxRank { get; }

    /// <summary>Whether the roots of the recurrence are moved into the unit circle.</summary>
    public bool ShouldStabilize { get; }

    /// <summary>No effect.</summary>
    public bool ShouldMaintainInfo { get; }

    /// <summary>Cap on the trend.</summary>
    public MicrosoftMLGrowth? MaxGrowth { get; }

    /// <summary>Probability between the bounds.</summary>
    public double ConfidenceLevel { get; }

    /// <summary>No effect.</summary>
    public bool VariableHorizon { get; }

    /// <summary>Whether <see cref="MaxRank"/> is used.</summary>
    public bool HonourMaxRank { get; }

    private static void Require(bool isLegal, string name, object? value, string range)
    {
        if (!isLegal)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
    }
}
