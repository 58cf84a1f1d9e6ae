using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The embedding windows that a history and its season call for.</summary>
internal static class SsaWindow
{
    /// <summary>Fewest buckets that SSA is fitted to: with fewer, a window and what it learns from are both a handful of points.</summary>
    public const int FewestBuckets = 8;

    /// <summary>Sixteen weeks of days: half of it was 3 % worse on daily sales, more costs cubically more.</summary>
    private const int ShortSeasons = 16;
    private const int ShortSeason = 7;

    /// <summary>Four years of months, a year of weeks, two days of hours: twice as long gained nothing.</summary>
    private const int LongSeasons = 4;
    private const int Longest = 56;

    private const int WithoutSeason = 24;
    private const int Shortest = 2;

    /// <summary>The default windows, longest first: the one below (raw series only), a third and a ninth of it.</summary>
    /// <param name="buckets">Buckets at the end of history.</param>
    /// <param name="firstOrigin">Buckets at the earliest origin: every window must fit there as well.</param>
    /// <param name="seasonLength">Buckets in a season; 1 = none.</param>
    /// <param name="view">A series without its season needs no window that holds several seasons.</param>
    /// <remarks>A long window separates a season from noise, a short one follows a level that moves; which of the two a series needs is
    /// seen only from its past forecasts.</remarks>
    public static ImmutableArray<int> Defaults(int buckets, int firstOrigin, int seasonLength, SsaView view)
    {
        var longest = LongestFor(buckets, firstOrigin, seasonLength);
        int[] windows = [longest, (longest + 1) / 3, (longest + 4) / 9];
        return [.. windows.Skip(view is SsaView.Raw ? 0 : 1).Where(window => window >= Shortest).Distinct()];
    }

    private static int LongestFor(int buckets, int firstOrigin, int seasonLength)
    {
        // Half the history is the textbook's bound; two thirds of the earliest origin leave a third of it as windows.
        var room = Math.Max(Shortest, Math.Min(buckets / 2, firstOrigin * 2 / 3));
        var wanted = seasonLength switch
        {
            1 => WithoutSeason,
            <= ShortSeason => ShortSeasons * seasonLength,
            _ => Math.Max(Math.Min(LongSeasons * seasonLength, Longest), seasonLength),
        };
        var window = Math.Min(room, wanted);

        // Whole seasons keep a season's components apart.
        return seasonLength > 1 && window >= 2 * seasonLength ? window / seasonLength * seasonLength : window;
    }
}
