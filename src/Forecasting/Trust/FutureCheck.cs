using System.Globalization;

namespace Forecasting.Trust;

/// <summary>Rows that cannot have happened yet.</summary>
/// <remarks>Where the plan's day is given, every later row is one. Where it is not, it follows from the newest sale, and one row typed for
/// the year 2062 would move it: a few rows far after all others are told of.</remarks>
internal static class FutureCheck
{
    private const double FewRows = 0.005;
    private const int FarDays = 60;
    private const double FarSteps = 5;

    public static IEnumerable<GateFinding> Find(FeedRhythm rhythm, DateOnly asOf)
    {
        if (rhythm.RowsAfter > 0)
        {
            yield return new GateFinding(rhythm.Feed, GateChecks.Future, GateLevel.Note, string.Create(CultureInfo.InvariantCulture,
                $"{rhythm.RowsAfter} rows of {rhythm.Feed} are dated after what is known on the morning of {asOf:yyyy-MM-dd} "
                + $"and were not used."));
        }

        if (rhythm.Days.Length < FeedRhythm.LeastDays)
            yield break;
        var total = rhythm.Days.Sum(rhythm.RowsOf);
        long after = 0;
        for (var i = rhythm.Days.Length - 1; i > 0; i--)
        {
            after += rhythm.RowsOf(rhythm.Days[i]);
            if (after > FewRows * total)
                yield break;
            if (rhythm.Days[i].DayNumber - rhythm.Days[i - 1].DayNumber <= Math.Max(FarDays, FarSteps * rhythm.CadenceDays))
                continue;
            yield return new GateFinding(rhythm.Feed, GateChecks.Future, GateLevel.Warning, string.Create(CultureInfo.InvariantCulture,
                $"{after} of {total} rows of {rhythm.Feed} are dated {rhythm.Days[i]:yyyy-MM-dd} or later, long after the others, which "
                + $"end on {rhythm.Days[i - 1]:yyyy-MM-dd}. If the dates are wrong, mend them or give --as-of."));
            yield break;
        }
    }
}
