using System.Collections.Immutable;
using System.Text;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Calendars;

/// <summary>A calendar file (RFC 5545, <c>.ics</c>) of holidays: <c>holidays.ics</c> for all places, <c>holidays-DE.ics</c> for
/// those that keep DE.</summary>
/// <remarks>
/// Events read = loaded + set aside + duplicates, as for every file. An event of which no occurrence falls into the days wanted is loaded.
/// </remarks>
internal static class HolidayFile
{
    private const string Name = "holidays";
    private const string Ending = ".ics";
    private const long LargestFile = 10 * 1024 * 1024;
    private const int MostEvents = 50_000;

    /// <summary>True for a calendar, by its ending.</summary>
    public static bool IsCalendar(string file) => file.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a calendar of holidays, by its name.</summary>
    public static bool IsNamed(string file) =>
        IsCalendar(file) && file.StartsWith(Name, StringComparison.OrdinalIgnoreCase) && file[Name.Length] is '.' or '-' or '_';

    /// <summary>The calendar that the file is named for: DE for <c>holidays-DE.ics</c>; empty = for all places.</summary>
    public static string CalendarOf(string file)
    {
        var name = Path.GetFileName(file);
        return IsNamed(name) && name.Length > Name.Length + Ending.Length ? name[(Name.Length + 1)..^Ending.Length] : "";
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="days">Only holidays that touch these days are wanted.</param>
    /// <returns>What became of it, and one event for each holiday, in the order of the file.</returns>
    public static (FeedOutcome Outcome, IReadOnlyList<CalendarEvent> Events) Read(InputFile file, DateRange days)
    {
        var report = new ImportReport(
            file.File,
            Feed.Events.FileName(),
            file.Sha256,
            file.Bytes,
            "iCalendar",
            0,
            0,
            0,
            0,
            "",
            file.Note.Length > 0 ? [file.Note] : []);
        try
        {
            if (file.Fault.Length > 0)
                throw new FileRejectedException(file.Fault);
            return Load(report, FileContent.Reading(() => Blocks(file)), days);
        }
        catch (FileRejectedException e)
        {
            var finding = new QuarantinedRow(file.File, report.Feed, 0, "", "", "file", $"{file.File}: {e.Message} The whole file was refused.", "");
            return (new FeedOutcome([report with { RejectedReason = e.Message }], [finding]), []);
        }
    }

    private static ImmutableArray<CalendarBlock> Blocks(InputFile file)
    {
        if (file.Bytes > LargestFile)
            throw Rejected($"The calendar has {file.Bytes} bytes; at most {LargestFile} are read. Export only its holidays.");
        using var reader = new StreamReader(FileContent.Open(file.FullPath), Encoding.UTF8);
        if (reader.ReadLine() is not { } first || !first.Trim().Equals("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            throw new FileRejectedException("This is no calendar: its first line is not BEGIN:VCALENDAR. Export it as iCalendar (.ics).");
        var blocks = CalendarBlock.Of(reader).Take(MostEvents + 1).Select(b => b with { Line = b.Line + 1 }).ToImmutableArray();
        return blocks.Length <= MostEvents
            ? blocks
            : throw Rejected($"The calendar has more than {MostEvents} events. Export only its holidays.");
    }

    private static FileRejectedException Rejected(FormattableString reason) => new(FormattableString.Invariant(reason));

    private static (FeedOutcome Outcome, IReadOnlyList<CalendarEvent> Events) Load(
        ImportReport report, ImmutableArray<CalendarBlock> blocks, DateRange days)
    {
        var events = new List<CalendarEvent>();
        var findings = new List<QuarantinedRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var calendar = CalendarOf(report.File);
        var moved = blocks.Where(b => Recurrence.Replaces(b) is not null).ToLookup(b => b.Value("UID"), b => Recurrence.Replaces(b)!.Value);
        var duplicates = 0;
        foreach (var block in blocks)
        {
            var name = block.Value("SUMMARY")
                .Replace("\\,", ",")
                .Replace("\\;", ";")
                .Replace("\\n", " ", StringComparison.OrdinalIgnoreCase)
                .Replace("\\\\", "\\")
                .Trim();
            try
            {
                if (!block.IsWhole)
                    throw new FormatException("is never ended (no END:VEVENT): the file was cut, or a line is missing");
                if (name.Length == 0)
                    throw new FormatException("has no SUMMARY, and so no name");
                if (block.Value("STATUS").Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase))
                    throw new FormatException("is cancelled");
                IReadOnlySet<DateOnly> replaced =
                    Recurrence.Replaces(block) is null ? moved[block.Value("UID")].ToHashSet() : new HashSet<DateOnly>();
                var found = Recurrence.Of(block, days, replaced);
                if (!seen.Add($"{name}\n{block.Value("DTSTART")}\n{block.Value("DTEND")}\n{block.Value("DURATION")}\n"
                    + $"{block.Value("RRULE")}\n{block.Value("RDATE")}"))
                    duplicates++;
                else
                    events.AddRange(
                        found.Select(d => new CalendarEvent(d, name, EventKind.Holiday, null, "", null, null) { Calendar = calendar }));
            }
            catch (FormatException e)
            {
                findings.Add(new QuarantinedRow(
                    report.File, report.Feed, block.Line, "", name, "calendar event",
                    FormattableString.Invariant($"{report.File} line {block.Line}: the event \"{name}\" {e.Message}. The event was set aside."), block.Shown));
            }
        }

        return (new FeedOutcome(
            [
                report with
                {
                    RowsRead = blocks.Length,
                    RowsLoaded = blocks.Length - findings.Count - duplicates,
                    RowsQuarantined = findings.Count,
                    RowsDuplicate = duplicates,
                },
            ],
            [.. findings]), events);
    }
}
