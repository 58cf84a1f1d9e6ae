namespace Forecasting.Forecasters.Ces;

/// <summary>The forms in use.</summary>
/// <remarks>The paper has two more: a season alone, and one with a real constant. Neither forecast better beside these two.</remarks>
internal enum CesForm
{
    /// <summary>No season: <c>none</c>.</summary>
    None,

    /// <summary>A complex season is added to the complex level: <c>full</c>.</summary>
    Full,
}

/// <summary>How the states of a form follow the demand.</summary>
/// <param name="Form">The form.</param>
/// <param name="Level">α, of the level.</param>
/// <param name="Season">β, of the season; of no meaning without one.</param>
internal readonly record struct CesParameters(CesForm Form, CesConstant Level, CesConstant Season)
{
    /// <summary>Smallest and largest coordinate of a search.</summary>
    public const double Least = -1.2;

    /// <inheritdoc cref="Least"/>
    public const double Most = 3;

    /// <summary>Most that a level may grow by in a season: a tenth.</summary>
    /// <remarks>Without a bound one long swing of a short history is taken for growth that feeds on itself. Half and twice as much were tried.</remarks>
    private const double GrowthOfASeason = 0.1;

    /// <summary>Largest root of a season: it may change, but not swing ever wider.</summary>
    private const double LargestSeasonRoot = 1.001;

    /// <summary>Coordinates of a search, 2 or 4.</summary>
    public static int Dimensions(CesForm form) => form == CesForm.None ? 2 : 4;

    /// <summary>The parameters at a point of a search.</summary>
    /// <param name="form">The form.</param>
    /// <param name="point">As many coordinates as the form has dimensions: those of α, then of β (<see cref="CesConstant.At"/>).</param>
    public static CesParameters At(CesForm form, ReadOnlySpan<double> point) => new(
        form, CesConstant.At(point[0], point[1]), form == CesForm.None ? default : CesConstant.At(point[2], point[3]));

    /// <summary>Whether the constants forget old errors, and forecasts with them do not run away.</summary>
    /// <param name="seasonLength">Buckets in a season, ≥ 1; a tenth of growth is spread over them.</param>
    public bool AreAllowed(int seasonLength) =>
        Level.IsStable && Level.LargestRoot <= 1 + GrowthOfASeason / seasonLength
        && (Form == CesForm.None || (Season.IsStable && Season.LargestRoot <= LargestSeasonRoot));
}
