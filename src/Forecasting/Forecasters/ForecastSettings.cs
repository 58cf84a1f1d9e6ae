using Forecasting.Forecasters.Ssa;

namespace Forecasting.Forecasters;

/// <summary>How forecasts are made.</summary>
/// <remarks>Each value is checked where it is set.</remarks>
public sealed record ForecastSettings
{
    /// <summary>The model: one for all, or the choice between them.</summary>
    /// <value>Default <see cref="ForecastModel.Auto"/>: SSA and its rivals, weighted by how good each was on the past of this very series.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set to no member of <see cref="ForecastModel"/>.</exception>
    public ForecastModel Model
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(Model), value, "must be a known model.");
    }

    /// <summary>Whether one model of all series together takes part beside the automatic choice, where it has beaten it out of time.</summary>
    /// <value>Default false: it takes some twenty seconds whatever the number of series, needs a native library, and repeats its figures to the
    /// last bit on one kind of machine only.</value>
    public bool Global { get; init; }

    /// <summary>Whether a plan also forecasts groups of products and moves their members towards them, where that was nearer out of time.</summary>
    /// <value>Default true.</value>
    public bool Groups { get; init; } = true;

    /// <summary>Settings of SSA.</summary>
    /// <value>Default: the data decide.</value>
    public SsaSettings Ssa { get; init; } = new();

    /// <summary>Most past origins that each model is tried from, 2..100.</summary>
    /// <value>Default 18: errors of one horizon overlap, so more origins cost time and tell little more.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set outside 2..100.</exception>
    public int Origins
    {
        get;
        init => field = value is >= 2 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(Origins), value, "must be in 2..100.");
    }
        = 18;
}
