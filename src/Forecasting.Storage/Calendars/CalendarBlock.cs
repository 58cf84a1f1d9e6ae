using System.Collections.Immutable;
using System.Text;

namespace Forecasting.Storage.Calendars;

/// <summary>One event of a calendar file, as it stands there.</summary>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Text">Its lines, unfolded, from BEGIN:VEVENT to END:VEVENT; without the end where the file or the event was cut.</param>
/// <param name="IsWhole">True when its end was found.</param>
internal sealed record CalendarBlock(long Line, string Text, bool IsWhole)
{
    private const string Begin = "BEGIN:VEVENT";
    private const string End = "END:VEVENT";

    private static readonly ImmutableArray<string> Shareable = ["SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "STATUS"];

    /// <summary>The value of a property; empty when there is none.</summary>
    public string Value(string property)
    {
        foreach (var line in Text.Split("\r\n"))
        {
            if (line.StartsWith(property, StringComparison.OrdinalIgnoreCase)
                && line.Length > property.Length
                && line[property.Length] is ':' or ';')
                return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }

        return "";
    }

    /// <summary>What a data owner needs to find and mend it. Nothing else is shown: organisers and guests are people.</summary>
    public string Shown => string.Join(" | ", Shareable.Where(p => Value(p).Length > 0).Select(p => $"{p}:{Value(p)}"));

    /// <summary>Every event of a file. One that is broken leaves the others whole.</summary>
    /// <param name="reader">The file.</param>
    public static IEnumerable<CalendarBlock> Of(TextReader reader)
    {
        StringBuilder? block = null;
        var (number, start) = (0L, 0L);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Trim().Equals(Begin, StringComparison.OrdinalIgnoreCase))
            {
                if (block is not null)
                    yield return new CalendarBlock(start, block.ToString(), false);
                (block, start) = (new StringBuilder(Begin), number);
            }
            else if (block is not null && line.Trim().Equals(End, StringComparison.OrdinalIgnoreCase))
            {
                yield return new CalendarBlock(start, block.Append("\r\n").Append(End).ToString(), true);
                block = null;
            }
            else if (block is not null && line.Length > 0)
            {
                // A line that begins with a blank goes on with the one before.
                _ = line[0] is ' ' or '\t' ? block.Append(line.AsSpan(1)) : block.Append("\r\n").Append(line);
            }
        }

        if (block is not null)
            yield return new CalendarBlock(start, block.ToString(), false);
    }
}
