namespace Forecasting.Forecasters.Ssa;

/// <summary>The embedding window that a history and its season call for.</summary>
internal static class SsaWindow
{
    /// <summary>Fewest buckets that SSA is fitted to: a window of 3 and as many again to learn from.</summary>
    public const int FewestBuckets = 6;

    private const int SeasonsWanted = 4;
    private const int LongestByDefault = 56;
    private const int SeasonlessWanted = 24;

    /// <summary>The default window.</summary>
    /// <param name="buckets">Buckets at the end of history.</param>
    /// <param name="firstOrigin">Buckets at the earliest origin: the window must fit there as well.</param>
    /// <param name="seasonLength">Buckets in a season; 1 = none.</param>
    /// <returns>A whole number of seasons where that fits (it keeps the season's components apart), at least 2.</returns>
    public static int Default(int buckets, int firstOrigin, int seasonLength)
    {
        // Two thirds of the earliest origin leave a third of it as windows; half of the whole is the textbook's bound.
        var room = Math.Max(2, Math.Min(buckets / 2, firstOrigin * 2 / 3));
        var wanted = seasonLength > 1 ? Math.Max(Math.Min(SeasonsWanted * seasonLength, LongestByDefault), seasonLength) : SeasonlessWanted;
        if (seasonLength > 1 && seasonLength <= 7)
            wanted = LongestByDefault / seasonLength * seasonLength;
        var window = Math.Min(room, wanted);
        return seasonLength > 1 && window >= 2 * seasonLength ? window / seasonLength * seasonLength : window;
    }
}
