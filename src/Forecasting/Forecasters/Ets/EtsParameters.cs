namespace Forecasting.Forecasters.Ets;

/// <summary>How fast the states follow the demand.</summary>
/// <param name="Level">α, 0..1.</param>
/// <param name="Trend">β, 0..α; 0 without a trend.</param>
/// <param name="Season">γ, 0..1 − α; 0 without a season.</param>
/// <param name="Damping">φ: share of the slope that lives on, 0.8..0.98; 1 undamped, 0 without a trend.</param>
internal readonly record struct EtsParameters(double Level, double Trend, double Season, double Damping)
{
    private const double LeastDamping = 0.8;
    private const double MostDamping = 0.98;

    /// <summary>Smallest and largest coordinate of a search.</summary>
    public const double Least = 0.01;

    /// <inheritdoc cref="Least"/>
    public const double Most = 0.99995;

    /// <summary>The parameters at a point of the unit cube, in which the search moves.</summary>
    /// <param name="form">The form; it says which coordinates there are: level, trend, damping, season.</param>
    /// <param name="point">As many coordinates as the form has dimensions, each <see cref="Least"/>..<see cref="Most"/>.</param>
    /// <remarks>α = u², β = α u², γ = (1 − α) u²: the usual region is the whole cube, and small constants, where a little makes a difference, get
    /// room. φ = 0.8 + 0.18 u: below it a damped trend is none, above it cannot be told from an undamped one (Hyndman and Athanasopoulos,
    /// Forecasting: Principles and Practice, 3rd ed., section 8.2).</remarks>
    public static EtsParameters At(EtsForm form, ReadOnlySpan<double> point)
    {
        var level = point[0] * point[0];
        var trend = form.Trend == EtsTrend.None ? 0 : level * point[1] * point[1];
        var damping = form.Trend switch
        {
            EtsTrend.None => 0,
            EtsTrend.Additive => 1,
            _ => LeastDamping + (MostDamping - LeastDamping) * point[2],
        };
        var season = form.Season == EtsSeason.None ? 0 : (1 - level) * point[^1] * point[^1];
        return new EtsParameters(level, trend, season, damping);
    }
}
