using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Trust;

/// <summary>How often a feed speaks: the days that it has rows for, and what follows for the next.</summary>
public sealed class FeedRhythm
{
    /// <summary>Fewer days than this tell no rhythm.</summary>
    public const int LeastDays = 8;

    /// <summary>Periods before the newest that it is compared with.</summary>
    public const int Compared = 8;

    private const int GapsJudged = 60;
    private const int DaysOfWeek = 7;

    private readonly Dictionary<DateOnly, long> rows;

    /// <summary>The rhythm of a feed.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="days">Rows by day; every day once.</param>
    /// <param name="asOf">Morning of the plan: days after it are not counted.</param>
    /// <param name="isKnownOnTheDay">True when rows of <paramref name="asOf"/> itself are known by then (stock), false when
    /// they are not (sales).</param>
    public FeedRhythm(string feed, IEnumerable<KeyValuePair<DateOnly, long>> days, DateOnly asOf, bool isKnownOnTheDay)
    {
        Feed = feed;
        var all = days.OrderBy(d => d.Key).ToList();
        rows = all.Where(d => d.Key < asOf || (isKnownOnTheDay && d.Key == asOf)).ToDictionary(d => d.Key, d => d.Value);
        Days = [.. rows.Keys.Order()];
        RowsAfter = all.Sum(d => d.Value) - rows.Values.Sum();
        var gaps = new List<double>();
        for (var i = Math.Max(1, Days.Length - GapsJudged); i < Days.Length; i++)
            gaps.Add(Days[i].DayNumber - Days[i - 1].DayNumber);
        CadenceDays = gaps.Count > 0 ? Robust.Median(gaps) : 0;
        IsDaily = Days.Length >= LeastDays && CadenceDays < 4;
        IsRegular = Days.Length >= 2 * LeastDays
            && gaps.Count(g => IsDaily ? g <= 3 : Math.Abs(g - CadenceDays) <= Math.Max(1, 0.11 * CadenceDays)) >= 0.8 * gaps.Count;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }

    /// <summary>Days with rows, oldest first, none after the plan.</summary>
    public ImmutableArray<DateOnly> Days { get; }

    /// <summary>Rows dated after the plan.</summary>
    public long RowsAfter { get; }

    /// <summary>Median gap between two days with rows, days; 0 when there are fewer than two.</summary>
    public double CadenceDays { get; }

    /// <summary>True when rows come on most days: then weekdays are compared, and periods are weeks.</summary>
    public bool IsDaily { get; }

    /// <summary>True when the rhythm is kept in at least four of five gaps.</summary>
    public bool IsRegular { get; }

    /// <summary>What one step of the rhythm is called.</summary>
    public string StepName => CadenceDays switch
    {
        < 4 => "day",
        >= 6 and <= 8 => "week",
        >= 27 and <= 32 => "month",
        _ => FormattableString.Invariant($"{CadenceDays:0} days"),
    };

    /// <summary>Rows of a day; 0 when it has none.</summary>
    public long RowsOf(DateOnly day) => rows.GetValueOrDefault(day);

    /// <summary>The newest period and up to eight before it, newest first, each with its first and last day: weeks of a daily feed that end
    /// with its newest day, else single days. None when the feed tells no rhythm.</summary>
    public ImmutableArray<(DateOnly First, DateOnly Last)> Periods()
    {
        if (Days.Length < LeastDays)
            return [];
        if (!IsDaily)
            return [.. Days.Reverse().Take(Compared + 1).Select(d => (d, d))];
        var newest = Days[^1];
        return
        [
            .. Enumerable.Range(0, Compared + 1)
                .Select(w => (First: newest.AddDays(-DaysOfWeek * w - 6), Last: newest.AddDays(-DaysOfWeek * w)))
                .Where(p => p.First >= Days[0]),
        ];
    }

    /// <summary>Steps of the rhythm that should be there before the plan and are not.</summary>
    /// <param name="asOf">Morning of the plan.</param>
    public int MissingSteps(DateOnly asOf)
    {
        if (Days.Length < LeastDays)
            return 0;
        var newest = Days[^1];
        if (!IsDaily)
            return Math.Max(0, (int)Math.Floor((asOf.DayNumber - newest.DayNumber + 0.1 * CadenceDays) / CadenceDays) - 1);
        var missing = 0;
        for (var day = newest.AddDays(1); day < asOf; day = day.AddDays(1))
        {
            if (IsUsual(day, newest))
                missing++;
        }

        return missing;
    }

    // A weekday counts as one with rows when most of the last eight had some: shops that close on Sundays send nothing on Sundays.
    private bool IsUsual(DateOnly day, DateOnly newest)
    {
        var had = 0;
        var weekday = newest.AddDays(-(((int)newest.DayOfWeek - (int)day.DayOfWeek + DaysOfWeek) % DaysOfWeek));
        for (var w = 0; w < Compared; w++)
        {
            if (rows.ContainsKey(weekday.AddDays(-DaysOfWeek * w)))
                had++;
        }

        return 2 * had > Compared;
    }
}
