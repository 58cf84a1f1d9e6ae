using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Statistics;

namespace Forecasting.Trust;

/// <summary>Are there as many rows as usual? The newest day against the same weekday, the newest week against the weeks
/// before, and every place.</summary>
/// <remarks>A change counts when it is large (±30 % warns, ±60 % is an error) and also unlike the feed's own ups and downs: more than 4 (6)
/// robust deviations, the deviation at least that of counts by chance, √median. Fewer than 20 rows prove nothing.</remarks>
internal static class VolumeCheck
{
    private const double WarnShare = 0.3;
    private const double ErrorShare = 0.6;
    private const double WarnDeviations = 4;
    private const double ErrorDeviations = 6;
    private const double LeastRows = 20;
    private const int LeastCompared = 4;
    private const int RowsOfAPlace = 5;
    private const int Named = 5;

    public static IEnumerable<GateFinding> Find(
        FeedRhythm rhythm, IReadOnlyDictionary<Location, IReadOnlyDictionary<DateOnly, long>> places, bool mayBlock)
    {
        var periods = rhythm.Periods();
        if (periods.Length <= LeastCompared)
            yield break;
        var newest = rhythm.Days[^1];
        var judged = new List<(GateLevel Level, string Text)>();
        if (rhythm.IsDaily)
        {
            var sameWeekday = Enumerable.Range(1, periods.Length - 1).Select(w => (double)rhythm.RowsOf(newest.AddDays(-7 * w)));
            Judge(FormattableString.Invariant($"{newest:dddd}, {newest:yyyy-MM-dd},"), $"the same weekday of the {periods.Length - 1} "
                + "weeks before", rhythm.RowsOf(newest), sameWeekday);
            Judge(
                FormattableString.Invariant($"the week to {newest:yyyy-MM-dd}"),
                $"the {periods.Length - 1} weeks before",
                Sum(periods[0]),
                periods.Skip(1).Select(Sum));
        }
        else
        {
            Judge(
                FormattableString.Invariant($"{newest:yyyy-MM-dd}"),
                $"the {periods.Length - 1} dates before",
                Sum(periods[0]),
                periods.Skip(1).Select(Sum));
        }

        if (judged.Count > 0)
        {
            var (level, text) = judged.MaxBy(j => j.Level);
            yield return new GateFinding(rhythm.Feed, GateChecks.Volume, level, text);
        }

        var silent = places.Where(p => IsSilent(p.Value)).Select(p => p.Key).Order().ToList();
        if (silent.Count > 0 && silent.Count < places.Count)
        {
            var names = string.Join(", ", silent.Take(Named).Select(l => l.Code)) + (silent.Count > Named ? ", …" : "");
            yield return new GateFinding(rhythm.Feed, GateChecks.Volume, GateLevel.Warning, string.Create(CultureInfo.InvariantCulture,
                $"{silent.Count} of {places.Count} places that always send {rhythm.Feed} sent none from {periods[0].First:yyyy-MM-dd} to "
                + $"{periods[0].Last:yyyy-MM-dd}: {names}."));
        }

        double Sum((DateOnly First, DateOnly Last) period)
        {
            double sum = 0;
            for (var day = period.First; day <= period.Last; day = day.AddDays(1))
                sum += rhythm.RowsOf(day);
            return sum;
        }

        bool IsSilent(IReadOnlyDictionary<DateOnly, long> place)
        {
            var counts = periods.Select(p => place.Where(d => d.Key >= p.First && d.Key <= p.Last).Sum(d => d.Value)).ToList();
            return counts[0] == 0 && counts.Skip(1).All(c => c > 0) && counts.Skip(1).Sum() >= RowsOfAPlace * (counts.Count - 1);
        }

        void Judge(string when, string against, double now, IEnumerable<double> before)
        {
            var usual = before.ToList();
            var median = Robust.Median(usual);
            if (median < LeastRows)
                return;
            var change = now / median - 1;
            var deviations = Math.Abs(now - median) / Math.Max(Robust.Deviation(usual, median), Math.Sqrt(median));
            if (Math.Abs(change) <= WarnShare || deviations <= WarnDeviations)
                return;
            var isError = Math.Abs(change) > ErrorShare && deviations > ErrorDeviations;
            judged.Add((isError && mayBlock && rhythm.IsRegular ? GateLevel.Block : GateLevel.Warning, string.Create(
                CultureInfo.InvariantCulture,
                $"{rhythm.Feed} has {now:0} rows for {when} against {median:0} as the median of {against} ({change:+0 %;-0 %}). Check "
                + $"whether the file is whole, or sent twice.")));
        }
    }
}
