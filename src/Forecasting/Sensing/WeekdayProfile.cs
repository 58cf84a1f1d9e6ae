using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Forecasting.Sensing;

/// <summary>What part of a week's demand comes on which weekday.</summary>
/// <param name="Shares">From Sunday to Saturday, adding up to 1.</param>
/// <param name="Units">How many independent units they are worth: the fewer, the less a part of a week tells of the whole.</param>
public sealed record WeekdayProfile(ImmutableArray<double> Shares, double Units)
{
    private const int Days = 7;

    /// <summary>Every day the same, and not sure of it.</summary>
    public static readonly WeekdayProfile Even = new([.. Enumerable.Repeat(1.0 / Days, Days)], 0);

    /// <summary>A profile of what was sold, leaning on a wider one as if that had been seen in so many units.</summary>
    /// <param name="sold">Units of each weekday, from Sunday; at least 0.</param>
    /// <param name="days">Days of each weekday on which it was observed.</param>
    /// <param name="wider">The profile to lean on.</param>
    /// <param name="weight">How many units it counts as, &gt; 0.</param>
    /// <remarks>Of each weekday the posterior mean of a Poisson rate under a gamma prior: (units + weight·share) ÷ (expected + weight).</remarks>
    public static WeekdayProfile Of(ReadOnlySpan<double> sold, ReadOnlySpan<int> days, WeekdayProfile wider, double weight)
    {
        ArgumentNullException.ThrowIfNull(wider);
        double week = 0;
        for (var d = 0; d < Days; d++)
            week += days[d] > 0 ? sold[d] / days[d] : 0;
        var shares = new double[Days];
        var least = double.PositiveInfinity;
        for (var d = 0; d < Days; d++)
        {
            var expected = days[d] * week;
            least = Math.Min(least, expected);
            shares[d] = (sold[d] + weight * wider.Shares[d]) / (expected + weight);
        }

        var sum = shares.Sum();
        for (var d = 0; d < Days; d++)
            shares[d] /= sum;
        return new WeekdayProfile(ImmutableCollectionsMarshal.AsImmutableArray(shares), least + Math.Min(weight, wider.Units));
    }

    /// <summary>The share of a day in its week.</summary>
    public double On(DateOnly day) => Shares[(int)day.DayOfWeek];

    /// <summary>The share of a day in a run of days, 0..1; equal parts where none of them has a share.</summary>
    /// <param name="day">The day.</param>
    /// <param name="start">First day of the run.</param>
    /// <param name="after">First day after it.</param>
    public double ShareOf(DateOnly day, DateOnly start, DateOnly after)
    {
        double sum = 0;
        for (var d = start; d < after; d = d.AddDays(1))
            sum += On(d);
        return sum > 0 ? On(day) / sum : 1.0 / (after.DayNumber - start.DayNumber);
    }
}
