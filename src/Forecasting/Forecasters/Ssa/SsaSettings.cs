using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>What an expert may fix about SSA. The defaults let the data decide.</summary>
/// <remarks>Values are checked where they are set; a combination that one series is too short for makes that series
/// <c>Skipped</c>.</remarks>
public sealed partial record SsaSettings
{
    /// <summary>Embedding window, buckets, ≥ 2.</summary>
    /// <value>Default null: windows of several seasons, a third and a ninth of that, the longest at most half the history, weighed by how well they
    /// forecast (<see cref="SsaWindow"/>). Longer ones cost cubically more and gained nothing.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set below 2.</exception>
    public int? WindowLength
    {
        get;
        init => field = value is null or >= 2 ? value : throw OutOfRange(nameof(WindowLength), value, "2 or more buckets, or null");
    }

    /// <summary>Number of components, ≥ 1 and below the window.</summary>
    /// <value>Default null: every rank up to half the window, weighed by how well it forecast from past origins, the smaller one
    /// preferred.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1.</exception>
    public int? Rank
    {
        get;
        init => field = value is null or >= 1 ? value : throw OutOfRange(nameof(Rank), value, "1 or more components, or null");
    }

    /// <summary>Largest rank tried when <see cref="Rank"/> is null, 1..200.</summary>
    /// <value>Default 24: a full monthly season takes 11 components, a trend 2, and the rest is room for a second season.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set outside 1..200.</exception>
    public int MaximumRank
    {
        get;
        init => field = value is >= 1 and <= 200 ? value : throw OutOfRange(nameof(MaximumRank), value, "1..200");
    }
        = 24;

    /// <summary>How far a forecast may leave the range of the history, as a multiple of that range, 0..10.</summary>
    /// <value>Default 1: a straight line may run on for as long as it has been seen; an exploding recurrence may not.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set outside 0..10, or NaN.</exception>
    public double GrowthLimit
    {
        get;
        init => field = value is >= 0 and <= 10 ? value : throw OutOfRange(nameof(GrowthLimit), value, "0..10");
    }
        = 1;

    /// <summary>What is decomposed.</summary>
    /// <value>Default null: demand as it is and demand without its season, weighed against each other; as it is when
    /// <see cref="Rank"/> is fixed, since a rank means something for one series only.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set to a value that is not defined.</exception>
    public SsaView? View
    {
        get;
        init => field = value is null || Enum.IsDefined(value.Value) ? value : throw OutOfRange(nameof(View), value, "Raw or Adjusted, or null");
    }

    /// <summary>The covariance matrix that is decomposed.</summary>
    /// <value>Default null: <see cref="SsaCovariance.Toeplitz"/> for intermittent demand without a season, else
    /// <see cref="SsaCovariance.Basic"/>; always that where rank or view is fixed.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set to a value that is not defined.</exception>
    public SsaCovariance? Covariance
    {
        get;
        init => field = value is null || Enum.IsDefined(value.Value) ? value : throw OutOfRange(nameof(Covariance), value, "Basic or Toeplitz, or null");
    }

    /// <summary>Fastest growth believed, on top of the highest bucket of the last season (of the last 12 buckets without one).</summary>
    /// <value>Default null: none but <see cref="GrowthLimit"/>.</value>
    public GrowthCap? MaximumGrowth { get; init; }

    /// <summary>The views that are weighed.</summary>
    internal ImmutableArray<SsaView> Views => (View, Rank) switch
    {
        ({ } one, _) => [one],
        (null, null) => [SsaView.Raw, SsaView.Adjusted],
        _ => [SsaView.Raw],
    };

    private static ArgumentOutOfRangeException OutOfRange(string name, object? value, string range) =>
        new(name, value, $"must be {range}.");
}
