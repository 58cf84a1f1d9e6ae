using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Sensing;

/// <summary>How demand spreads over a week: of all, of each place, of each product at its place; each leans on the wider one.</summary>
internal sealed class WeekdayProfiles
{
    // As much as a place must have sold before its own week counts for more than that of all, and a product before that of its place: a product
    // needs some seven a weekday to have a week of its own.
    private const double PlaceWeight = 200;
    private const double ProductWeight = 50;

    private readonly DateOnly end;
    private readonly Dictionary<Location, WeekdayProfile> places = [];

    /// <summary>Learns the weeks of all places.</summary>
    /// <param name="series">Series of days.</param>
    /// <param name="end">Days from this one on are not looked at: they are what is tested.</param>
    public WeekdayProfiles(IReadOnlyCollection<DemandSeries> series, DateOnly end)
    {
        this.end = end;
        var (soldAll, daysAll) = (new double[7], new int[7]);
        var totals = new SortedDictionary<Location, (double[] Sold, int[] Days)>();
        foreach (var one in series)
        {
            if (!totals.TryGetValue(one.Key.Location, out var total))
                totals[one.Key.Location] = total = (new double[7], new int[7]);
            var (sold, days) = Count(one);
            for (var d = 0; d < 7; d++)
            {
                total.Sold[d] += sold[d];
                total.Days[d] = Math.Max(total.Days[d], days[d]);
                soldAll[d] += sold[d];
                daysAll[d] = Math.Max(daysAll[d], days[d]);
            }
        }

        var all = WeekdayProfile.Of(soldAll, daysAll, WeekdayProfile.Even, PlaceWeight);
        foreach (var (place, (sold, days)) in totals)
            places[place] = WeekdayProfile.Of(sold, days, all, PlaceWeight);
    }

    /// <summary>The week of a place.</summary>
    public WeekdayProfile Of(Location place) => places.GetValueOrDefault(place, WeekdayProfile.Even);

    /// <summary>The week of a product at its place.</summary>
    public WeekdayProfile Of(DemandSeries series)
    {
        var (sold, days) = Count(series);
        return WeekdayProfile.Of(sold, days, Of(series.Key.Location), ProductWeight);
    }

    private (double[] Sold, int[] Days) Count(DemandSeries series)
    {
        var (sold, days) = (new double[7], new int[7]);
        var length = Math.Min(series.Length, end.DayNumber - series.Start.DayNumber);
        for (var i = 0; i < length; i++)
        {
            if (double.IsNaN(series.Quantities[i]) || (!series.Promotions.IsDefaultOrEmpty && series.Promotions[i]) || series.IsShort(i))
                continue;
            var weekday = (int)series.Start.AddDays(i).DayOfWeek;
            sold[weekday] += Math.Max(0, series.Quantities[i]);
            days[weekday]++;
        }

        return (sold, days);
    }
}
