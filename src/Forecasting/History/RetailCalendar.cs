using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.History;

/// <summary>Which of the days named so near the end of a month ends the business year.</summary>
public enum YearEndRule
{
    /// <summary>The one nearest to the last day of the month, before or after it.</summary>
    Nearest,

    /// <summary>The last one in the month.</summary>
    Last,
}

/// <summary>A business year of 52 or 53 whole weeks in twelve periods: what retailers call 4-4-5, 4-5-4 or 5-4-4.</summary>
/// <param name="Pattern">Weeks of the three periods of a quarter: <c>4-4-5</c>, <c>4-5-4</c> or <c>5-4-4</c>. A 53rd week
/// lengthens the last period.</param>
/// <param name="YearEndMonth">Month at whose end the year ends, 1..12.</param>
/// <param name="YearEndDay">Weekday on which the year, and so each week, ends.</param>
/// <param name="Rule">Which of those weekdays.</param>
/// <remarks>
/// The calendar of the National Retail Federation is 4-5-4 to the Saturday nearest 31 January; Sunday nearest 31 December gives the
/// weeks of ISO 8601. A year is named by the calendar year that holds most of its days; one that ends in June by the year it ends in.
/// Defined from the year 2 to the year 9998.
/// </remarks>
public sealed record RetailCalendar(string Pattern, int YearEndMonth, DayOfWeek YearEndDay, YearEndRule Rule)
{
    private const int Periods = 12;

    /// <summary>The patterns known, each with the weeks before each period of a quarter.</summary>
    private static readonly ImmutableSortedDictionary<string, ImmutableArray<int>> WeeksBefore =
        ImmutableSortedDictionary.Create<string, ImmutableArray<int>>(StringComparer.Ordinal)
            .Add("4-4-5", [0, 4, 8])
            .Add("4-5-4", [0, 4, 9])
            .Add("5-4-4", [0, 5, 9]);

    /// <summary>Weeks of the three periods of a quarter.</summary>
    public string Pattern { get; } = Pattern;

    private readonly ImmutableArray<int> before = WeeksBefore.GetValueOrDefault(Pattern)
        is { IsDefault: false } weeks
            ? weeks
            : throw new ArgumentOutOfRangeException(nameof(Pattern), Pattern, "must be 4-4-5, 4-5-4 or 5-4-4.");

    /// <summary>First day of a week.</summary>
    public DayOfWeek WeekStart => (DayOfWeek)(((int)YearEndDay + 1) % 7);

    /// <summary>True for the name of a pattern.</summary>
    public static bool IsPattern(string pattern) => WeeksBefore.ContainsKey(pattern);

    /// <summary>Reads what <see cref="Code"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static RetailCalendar Parse(string code) => code.Split('/') is [var pattern, var month, var day, var rule]
        ? new RetailCalendar(
            pattern, int.Parse(month, CultureInfo.InvariantCulture), Enum.Parse<DayOfWeek>(day), Enum.Parse<YearEndRule>(rule))
        : throw new FormatException($"\"{code}\" is not a retail calendar.");

    /// <summary>All that defines it, as a database keeps it: <c>4-5-4/1/Saturday/Nearest</c>.</summary>
    public string Code => FormattableString.Invariant($"{Pattern}/{YearEndMonth}/{YearEndDay}/{Rule}");

    /// <summary>Name of the business year that holds the day.</summary>
    public int YearOf(DateOnly day) => EndingYearOf(day) - Shift;

    /// <summary>First day of a business year.</summary>
    /// <param name="year">Its name, as <see cref="YearOf"/> gives it.</param>
    public DateOnly YearStart(int year) => YearEnd(year + Shift - 1).AddDays(1);

    /// <summary>52 or 53.</summary>
    /// <param name="year">Name of the business year.</param>
    public int WeeksIn(int year) => (YearStart(year + 1).DayNumber - YearStart(year).DayNumber) / 7;

    /// <summary>Number of the week in its year, 1..53.</summary>
    public int WeekOf(DateOnly day) => (day.DayNumber - YearStart(YearOf(day)).DayNumber) / 7 + 1;

    /// <summary>Number of the period in its year, 1..12.</summary>
    public int PeriodOf(DateOnly day)
    {
        var week = WeekOf(day) - 1;
        var quarter = Math.Min(week / 13, 3);
        var inQuarter = week - 13 * quarter;
        return 3 * quarter + (inQuarter >= before[2] ? 3 : inQuarter >= before[1] ? 2 : 1);
    }

    /// <summary>Running number of the period that holds the day: 12 × year + period − 1.</summary>
    internal int PeriodNumber(DateOnly day) => Periods * YearOf(day) + PeriodOf(day) - 1;

    /// <summary>First day of the period with that running number.</summary>
    internal DateOnly PeriodStart(int number)
    {
        var (year, period) = (Math.DivRem(number, Periods).Quotient, number % Periods);
        return YearStart(year).AddDays(7 * (13 * (period / 3) + before[period % 3]));
    }

    /// <summary>Years that end in the first five months hold most of their days in the year before.</summary>
    private int Shift => YearEndMonth <= 5 ? 1 : 0;

    private int EndingYearOf(DateOnly day)
    {
        var year = day.Year - 1;
        while (YearEnd(year) < day)
            year++;
        return year;
    }

    /// <summary>Last day of the business year whose last month lies in that calendar year.</summary>
    private DateOnly YearEnd(int calendarYear)
    {
        var monthEnd = new DateOnly(calendarYear, YearEndMonth, DateTime.DaysInMonth(calendarYear, YearEndMonth));
        var back = ((int)monthEnd.DayOfWeek - (int)YearEndDay + 7) % 7;
        return monthEnd.AddDays(Rule == YearEndRule.Nearest && back > 3 ? 7 - back : -back);
    }
}
