using System.Collections.Immutable;
using Forecasting.Jobs.Settings;
using Forecasting.Storage.Calendars;
using NodaTime;

namespace Forecasting.Jobs.Service.Timetable;

/// <summary>Days on which nobody works, and what becomes of what the timetable has on them.</summary>
/// <param name="days">The days, in the zone of the timetable.</param>
/// <param name="policy">What becomes of a moment on one of them.</param>
internal sealed class ClosedDays(IEnumerable<DateOnly> days, ClosedDayPolicy policy)
{
    private readonly ImmutableHashSet<LocalDate> closed = [.. days.Select(LocalDate.FromDateOnly)];
    private int? longest;

    /// <summary>Every day is open.</summary>
    public static ClosedDays None { get; } = new([], ClosedDayPolicy.Skip);

    /// <summary>True when every day is open.</summary>
    public bool IsEmpty => closed.IsEmpty;

    /// <summary>What becomes of a moment on a closed day.</summary>
    public ClosedDayPolicy Policy { get; } = policy;

    /// <summary>Days of the longest stretch of closed days, ≥ 0.</summary>
    public int Longest => longest ??= closed.Where(day => !Contains(day.PlusDays(-1))).Select(first => Period.DaysBetween(first, Open(first))).DefaultIfEmpty().Max();

    /// <summary>The closed days of the settings: those that are named, and those of the file of holidays.</summary>
    /// <exception cref="SettingsException">The file is not there, or something in it cannot be read.</exception>
    public static ClosedDays Of(TimetableSettings settings)
    {
        try
        {
            return new ClosedDays([.. settings.ClosedDates(), .. settings.Holidays is { } file ? HolidayDates.Read(Path.GetFullPath(file)) : []], settings.OnClosedDay);
        }
        catch (FormatException fault)
        {
            throw new SettingsException($"timetable.holidays is \"{settings.Holidays}\": {fault.Message}");
        }
    }

    /// <summary>True on a closed day.</summary>
    public bool Contains(LocalDate day) => closed.Contains(day);

    /// <summary>The first open day from one on.</summary>
    public LocalDate Open(LocalDate day)
    {
        while (Contains(day))
            day = day.PlusDays(1);
        return day;
    }

    /// <summary>The first day of the closed stretch that ends with the day before; the day itself when that one was open.</summary>
    public LocalDate StretchBefore(LocalDate day)
    {
        while (Contains(day.PlusDays(-1)))
            day = day.PlusDays(-1);
        return day;
    }
}
