using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Import;

namespace Forecasting.Storage.Calendars;

/// <summary>The holidays of a data folder: every calendar file, expanded over the days that a plan can speak of.</summary>
internal static class Holidays
{
    /// <summary>Years after the last sale: as far as the longest horizon of daily and the usual ones of weekly plans.</summary>
    private const int YearsAhead = 3;

    /// <summary>The events of all calendar files; what became of the files goes into <paramref name="import"/>.</summary>
    /// <param name="import">The pass over the folder.</param>
    /// <param name="database">Where the sales are.</param>
    /// <param name="sales">Load of the sales.</param>
    /// <param name="places">Places with the calendars they keep.</param>
    public static IReadOnlyList<CalendarEvent> Read(
        FolderReading import, ForecastingDatabase database, long sales, IReadOnlyCollection<StockingPlace> places)
    {
        if (import.Calendars is not { Count: > 0 } files)
            return [];
        var (first, last) = database.Query<(DateOnly? First, DateOnly? Last)>("Calendars/ReadSalesDays", new { load_id = sales }).Single();
        if (first is not { } begin || last is not { } end)
            (begin, end) = (DateOnly.MaxValue, DateOnly.MaxValue);
        var days = new DateRange(begin, end.Year + YearsAhead > DateOnly.MaxValue.Year ? DateOnly.MaxValue : end.AddYears(YearsAhead));
        var events = new List<CalendarEvent>();
        foreach (var file in files)
        {
            var (outcome, found) = HolidayFile.Read(file, days);
            var calendar = HolidayFile.CalendarOf(file.File);
            if (calendar.Length > 0 && !places.Any(p => p.Keeps(calendar)))
            {
                var note = $"No place names the calendar \"{calendar}\" (locations.csv, column calendar): its holidays concern no place.";
                outcome = outcome with { Reports = [.. outcome.Reports.Select(r => r with { Notes = r.Notes.Add(note) })] };
            }

            events.AddRange(found);
            import.Add(outcome);
        }

        return events;
    }
}
