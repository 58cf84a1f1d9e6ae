using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Forecasters.Ssa;
using Forecasting.History;
using Forecasting.Planning;

namespace Forecasting.Reports.Components;

/// <summary>A season as a planner speaks of it: how much more or less is sold on which days of the week, or in which months.</summary>
/// <param name="Length">Its length in words: <c>week</c> or <c>year</c>.</param>
/// <param name="Strength">0..1, of <see cref="SsaSeason"/>.</param>
/// <param name="Effects">Mean difference from the trend over the last full season, units per bucket, by weekday (Monday first) or month
/// (January first).</param>
public sealed record SeasonFigures(string Length, double Strength, ImmutableArray<SeasonEffect> Effects)
{
    private const double LongestWeek = 7.5;

    /// <summary>The kind of days that sell most.</summary>
    public SeasonEffect Highest => Effects.MaxBy(effect => effect.Units)!;

    /// <summary>The kind of days that sell least.</summary>
    public SeasonEffect Lowest => Effects.MinBy(effect => effect.Units)!;

    /// <summary>A season's length in words: <c>week</c> or <c>year</c>.</summary>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="period">Buckets in the season.</param>
    public static string NameOf(TimeBucket bucket, double period) =>
        bucket.Unit == BucketUnit.Day && period < LongestWeek ? "week" : "year";

    /// <summary>The figures of a season.</summary>
    /// <param name="demand">Whose season.</param>
    /// <param name="season">One of its components.</param>
    public static SeasonFigures Of(PlannedDemand demand, SsaSeason season)
    {
        var values = season.Part.Values;
        var name = NameOf(demand.Bucket, season.Period);
        var isWeek = name == "week";
        var last = Math.Min(values.Length, (int)Math.Round(season.Period));
        var effects = Enumerable.Range(1, last)
            .Select(back => (Day: demand.Bucket.Add(demand.End, -back), Value: values[^back]))
            .GroupBy(x => isWeek ? ((int)x.Day.DayOfWeek + 6) % 7 : x.Day.Month)
            .OrderBy(group => group.Key)
            .Select(group => new SeasonEffect(
                group.First().Day.ToString(isWeek ? "ddd" : "MMM", CultureInfo.InvariantCulture), group.Average(x => x.Value)));
        return new SeasonFigures(name, season.Strength, [.. effects]);
    }
}

/// <summary>What a season adds to the trend in one kind of days.</summary>
/// <param name="Label"><c>Mon</c> … <c>Sun</c> or <c>Jan</c> … <c>Dec</c>.</param>
/// <param name="Units">Units per bucket; negative = less than the trend.</param>
public sealed record SeasonEffect(string Label, double Units);
