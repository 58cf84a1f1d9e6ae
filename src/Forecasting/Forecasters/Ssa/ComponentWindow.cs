namespace Forecasting.Forecasters.Ssa;

/// <summary>The embedding window for taking a history apart: long, because that is what separates its parts.</summary>
/// <remarks>Forecasting uses shorter windows as well (<see cref="SsaWindow"/>): there the newest level counts, here the cleanest cut.
/// Golyandina et al. (2001), section 1.6: a window near half the history, and a whole number of periods.</remarks>
internal static class ComponentWindow
{
    /// <summary>Fewest observed buckets that are taken apart: a forecast can be weighed against what came, parts of a few points can not.</summary>
    public const int FewestBuckets = 24;

    /// <summary>A year of days: longer windows cost cubically more and separate no season better.</summary>
    private const int Longest = 366;

    /// <summary>A window holds a season when it is this share of it: a year of 365 days cut down to whole weeks is still a year.</summary>
    private const double Enough = 0.97;

    /// <summary>The window for a history.</summary>
    /// <param name="buckets">Its length, ≥ 4.</param>
    /// <param name="seasons">Season lengths, ascending; may be empty.</param>
    public static int For(int buckets, ReadOnlySpan<double> seasons)
    {
        var window = Math.Min(buckets / 2, Longest);
        var held = Held(seasons, window);
        for (var i = held.Length - 1; i >= 0; i--)
            window = WholeSeasons(window, held[i]);
        return window;
    }

    /// <summary>The seasons of which a window holds at least one, or nearly.</summary>
    public static ReadOnlySpan<double> Held(ReadOnlySpan<double> seasons, int windowLength)
    {
        var count = 0;
        while (count < seasons.Length && Enough * seasons[count] <= windowLength)
            count++;
        return seasons[..count];
    }

    private static int WholeSeasons(int window, double season)
    {
        // Half a bucket of grace: a year of weeks is 52.18, and 52 of them are whole enough.
        var whole = (int)Math.Round(Math.Floor((window + 0.5) / season) * season);
        return whole >= 2 && whole <= window ? whole : window;
    }
}
