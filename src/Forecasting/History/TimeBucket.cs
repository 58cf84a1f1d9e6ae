namespace Forecasting.History;

/// <summary>The length of a bucket.</summary>
public enum BucketUnit
{
    /// <summary>A calendar day.</summary>
    Day,

    /// <summary>Seven days from a fixed weekday.</summary>
    Week,

    /// <summary>A calendar month, or a period of a retail calendar.</summary>
    Month,
}

/// <summary>One step of a regular series: a day, a week from a given weekday, or a month. A bucket is named by its first day.</summary>
/// <param name="Unit">The length.</param>
/// <param name="WeekStart">First day of a week; not used for days and calendar months.</param>
public readonly record struct TimeBucket(BucketUnit Unit, DayOfWeek WeekStart = DayOfWeek.Monday)
{
    /// <summary>Calendar days.</summary>
    public static readonly TimeBucket Day = new(BucketUnit.Day);

    /// <summary>Weeks from Monday, as in ISO 8601.</summary>
    public static readonly TimeBucket Week = new(BucketUnit.Week);

    /// <summary>Calendar months.</summary>
    public static readonly TimeBucket Month = new(BucketUnit.Month);

    /// <summary>The business year whose periods the months are, and whose weeks the weeks; null = the calendar's
    /// months and ISO's years.</summary>
    public RetailCalendar? Retail { get; private init; }

    /// <summary>Weeks or periods of a business year; days stay days.</summary>
    public static TimeBucket Of(BucketUnit unit, RetailCalendar retail) =>
        unit == BucketUnit.Day ? Day : new TimeBucket(unit, retail.WeekStart) { Retail = retail };

    /// <summary>Mean length in days: 1, 7, or 365.25 / 12.</summary>
    public double MeanDays => Unit switch { BucketUnit.Day => 1, BucketUnit.Week => 7, _ => 365.25 / 12 };

    /// <summary>Buckets in the longest season that a shop has: 7 days, 52 weeks, 12 months.</summary>
    public int SeasonLength => Unit switch { BucketUnit.Day => 7, BucketUnit.Week => 52, _ => 12 };

    /// <summary>The buckets that each bucket of this kind is whole numbers of, and a database can group by: weeks for retail
    /// periods, else itself.</summary>
    public TimeBucket Part => Retail is not null && Unit == BucketUnit.Month ? new TimeBucket(BucketUnit.Week, WeekStart) : this;

    /// <summary>First day of the bucket that holds <paramref name="day"/>.</summary>
    public DateOnly StartOf(DateOnly day) => Unit switch
    {
        BucketUnit.Day => day,
        BucketUnit.Week => day.AddDays(-(((int)day.DayOfWeek - (int)WeekStart + 7) % 7)),
        _ => Retail is null ? new DateOnly(day.Year, day.Month, 1) : Retail.PeriodStart(Retail.PeriodNumber(day)),
    };

    /// <summary>First day of the bucket <paramref name="buckets"/> after the one that starts on <paramref name="start"/>
    /// (before, when negative).</summary>
    public DateOnly Add(DateOnly start, int buckets) => Unit switch
    {
        BucketUnit.Day => start.AddDays(buckets),
        BucketUnit.Week => start.AddDays(7 * buckets),
        _ => Retail is null ? start.AddMonths(buckets) : Retail.PeriodStart(Retail.PeriodNumber(start) + buckets),
    };

    /// <summary>Number of buckets from the one that starts on <paramref name="first"/> to the one that starts on
    /// <paramref name="second"/>.</summary>
    public int Between(DateOnly first, DateOnly second) => Unit switch
    {
        BucketUnit.Day => second.DayNumber - first.DayNumber,
        BucketUnit.Week => (second.DayNumber - first.DayNumber) / 7,
        _ => Retail is null
            ? (second.Year - first.Year) * 12 + second.Month - first.Month
            : Retail.PeriodNumber(second) - Retail.PeriodNumber(first),
    };

    /// <summary>The bucket to compare a bucket with: 364 days or 52 weeks before, so that weekdays meet; 12 months
    /// or periods before.</summary>
    /// <param name="start">First day of a bucket.</param>
    /// <remarks>A 53rd week is compared with the first week of its own year, and each week of the year after it with the week numbered one
    /// higher: the restated comparison of retailers, which loses and doubles no week.</remarks>
    public DateOnly YearBefore(DateOnly start) => Unit == BucketUnit.Month ? Add(start, -12) : start.AddDays(-364);

    /// <summary>Name of a bucket for people: unique, and in ordinal order as in time.</summary>
    /// <param name="start">First day of the bucket.</param>
    /// <returns><c>2026-12-28</c> (day), <c>2026-W53</c> (week: ISO's number, for weeks from another weekday the same rule:
    /// a week belongs to the year that holds its fourth day), <c>2026-12</c> (month), <c>FY2026-P12/W53</c> and
    /// <c>FY2026-P12</c> (retail week and period).</returns>
    public string Label(DateOnly start)
    {
        if (Unit == BucketUnit.Day)
            return FormattableString.Invariant($"{start:yyyy-MM-dd}");
        if (Retail is not null)
        {
            var period = FormattableString.Invariant($"FY{Retail.YearOf(start):0000}-P{Retail.PeriodOf(start):00}");
            return Unit == BucketUnit.Month ? period : FormattableString.Invariant($"{period}/W{Retail.WeekOf(start):00}");
        }

        var middle = start.AddDays(3);
        return Unit == BucketUnit.Month
            ? FormattableString.Invariant($"{start:yyyy-MM}")
            : FormattableString.Invariant($"{middle.Year:0000}-W{(middle.DayOfYear - 1) / 7 + 1:00}");
    }

    /// <summary>What a database keeps of it: the unit, and after a blank the retail calendar where there is one.</summary>
    public string Code => Retail is null ? ToString() : $"{this} {Retail.Code}";

    /// <summary>Reads what <see cref="Code"/> wrote.</summary>
    /// <param name="code">The text.</param>
    /// <param name="start">First day of a bucket, which tells the weekday that weeks begin on.</param>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static TimeBucket Parse(string code, DateOnly start)
    {
        var parts = code.Split(' ', 2);
        var unit = parts[0] switch
        {
            "day" => BucketUnit.Day,
            "week" => BucketUnit.Week,
            "month" => BucketUnit.Month,
            _ => throw new FormatException($"\"{code}\" is not a bucket."),
        };
        return parts.Length == 2
            ? Of(unit, RetailCalendar.Parse(parts[1]))
            : new TimeBucket(unit, unit == BucketUnit.Week ? start.DayOfWeek : DayOfWeek.Monday);
    }

    /// <summary><c>day</c>, <c>week</c> or <c>month</c>.</summary>
    public override string ToString() => Unit switch { BucketUnit.Day => "day", BucketUnit.Week => "week", _ => "month" };
}
