using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ets;

/// <summary>How a level moves on when nothing surprises.</summary>
internal enum EtsTrend
{
    /// <summary>It stays: <c>N</c>.</summary>
    None,

    /// <summary>It moves by the slope: <c>A</c>.</summary>
    Additive,

    /// <summary>It moves by a slope that dies away: <c>Ad</c>.</summary>
    Damped,
}

/// <summary>How a season meets the level.</summary>
internal enum EtsSeason
{
    /// <summary>No season: <c>N</c>.</summary>
    None,

    /// <summary>It is added: <c>A</c>.</summary>
    Additive,

    /// <summary>It multiplies: <c>M</c>.</summary>
    Multiplicative,
}

/// <summary>One form of exponential smoothing: error, trend and season.</summary>
/// <param name="MultipliesError">True when errors grow with the mean (<c>M</c>), false when they do not (<c>A</c>).</param>
/// <param name="Trend">The trend.</param>
/// <param name="Season">The season.</param>
/// <remarks>Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing, Springer 2008, section 2.4.</remarks>
internal readonly record struct EtsForm(bool MultipliesError, EtsTrend Trend, EtsSeason Season)
{
    /// <summary>The 15 stable forms, simplest first: no multiplicative trend, no additive error with a multiplicative season.</summary>
    public static ImmutableArray<EtsForm> Stable { get; } =
    [
        .. WithBothErrors(EtsSeason.None),
        .. WithBothErrors(EtsSeason.Additive),
        new(true, EtsTrend.None, EtsSeason.Multiplicative),
        new(true, EtsTrend.Additive, EtsSeason.Multiplicative),
        new(true, EtsTrend.Damped, EtsSeason.Multiplicative),
    ];

    /// <summary>The simplest form: simple exponential smoothing.</summary>
    public static EtsForm Simplest => new(false, EtsTrend.None, EtsSeason.None);

    /// <summary>The usual name: <c>ETS(M,Ad,N)</c>.</summary>
    public string Name
    {
        get
        {
            var trend = Trend switch { EtsTrend.None => "N", EtsTrend.Additive => "A", _ => "Ad" };
            var season = Season switch { EtsSeason.None => "N", EtsSeason.Additive => "A", _ => "M" };
            return $"ETS({(MultipliesError ? "M" : "A")},{trend},{season})";
        }
    }

    /// <summary>Smoothing and damping parameters, 1..4.</summary>
    public int Dimensions => 1 + (int)Trend + (Season == EtsSeason.None ? 0 : 1);

    /// <summary>All that is estimated: parameters, states at the start, and the variance.</summary>
    /// <param name="seasonLength">Buckets in a season.</param>
    public int Estimated(int seasonLength) =>
        Dimensions + 1 + (Trend == EtsTrend.None ? 0 : 1) + (Season == EtsSeason.None ? 0 : seasonLength - 1) + 1;

    /// <summary>Whether a history can bear the form.</summary>
    /// <param name="window">The history.</param>
    /// <remarks>The small-sample correction of <see cref="EtsLikelihood.Aicc"/> divides by n − k − 1. A season needs two rounds to be seen at all.
    /// What multiplies needs demand in every bucket.</remarks>
    public bool Fits(EtsWindow window)
    {
        var multiplies = MultipliesError || Season == EtsSeason.Multiplicative;
        var isSeasonal = Season != EtsSeason.None;
        return window.Observed > Estimated(window.SeasonLength) + 1
            && (!multiplies || window.IsPositive)
            && (!isSeasonal || (window.SeasonLength > 1 && window.Values.Length >= 2 * window.SeasonLength));
    }

    private static EtsForm[] WithBothErrors(EtsSeason season) =>
    [
        new(false, EtsTrend.None, season), new(true, EtsTrend.None, season),
        new(false, EtsTrend.Additive, season), new(true, EtsTrend.Additive, season),
        new(false, EtsTrend.Damped, season), new(true, EtsTrend.Damped, season),
    ];
}
