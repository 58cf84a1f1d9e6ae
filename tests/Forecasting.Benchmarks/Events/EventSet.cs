using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Benchmarks.Events;

/// <summary>A public set with marked events: long rows of series, period, value and marks.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="File">File in the folder.</param>
/// <param name="Bucket">Length of a step.</param>
/// <param name="Horizon">Buckets held back.</param>
/// <param name="Season">Distance of the naive forecast that errors are scaled by.</param>
/// <param name="Every">One series in so many is used.</param>
/// <param name="Marks">Columns of 0 and 1, each with the kind of event that it marks.</param>
internal sealed record EventSet(
    string Name, string File, TimeBucket Bucket, int Horizon, int Season, int Every, ImmutableArray<(string Column, EventKind Kind)> Marks)
{
    /// <summary>The sets, with the usual split of each.</summary>
    public static readonly ImmutableArray<EventSet> All =
    [
        new("pasta", "all.csv.gz", TimeBucket.Day, 28, 7, 1, [("promotion", EventKind.Promotion)]),
        new("orange-juice", "all.csv.gz", TimeBucket.Week, 8, 1, 2, [("deal", EventKind.Promotion)]),
        new("rossmann-odd", "all.csv.gz", TimeBucket.Day, 48, 7, 6,
            [("promo", EventKind.Promotion), ("state_holiday", EventKind.Holiday), ("school_holiday", EventKind.Other)]),
    ];

    /// <summary>Reads one series: its values, NaN where there is no row, and the days of each mark.</summary>
    public IEnumerable<(DemandSeries Series, ImmutableArray<CalendarEvent> Events)> Read(string folder)
    {
        using var reader = new StreamReader(new GZipStream(System.IO.File.OpenRead(Path.Combine(folder, Name, File)), CompressionMode.Decompress));
        var header = reader.ReadLine()!.Split(',');
        var columns = Marks.Select(m => Array.IndexOf(header, m.Column)).ToArray();
        var (id, rows, count) = ("", new List<(DateOnly Day, double Value, bool[] Marks)>(), 0);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (cells[0] != id)
            {
                if (rows.Count > 0 && count++ % Every == 0)
                    yield return Build(id, rows);
                (id, rows) = (cells[0], []);
            }

            rows.Add((Day(cells[1]), cells[2].Length == 0 ? double.NaN : double.Parse(cells[2], CultureInfo.InvariantCulture), [.. columns.Select(c => cells[c] is not ("0" or ""))]));
        }

        if (rows.Count > 0 && count % Every == 0)
            yield return Build(id, rows);
    }

    // Weeks are numbered from nowhere: any Monday will do.
    private static DateOnly Day(string period) => int.TryParse(period, CultureInfo.InvariantCulture, out var number)
        ? new DateOnly(1989, 9, 4).AddDays(7 * number)
        : DateOnly.ParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private (DemandSeries Series, ImmutableArray<CalendarEvent> Events) Build(string id, List<(DateOnly Day, double Value, bool[] Marks)> rows)
    {
        var start = rows.Min(r => r.Day);
        var values = new double[Bucket.Between(start, rows.Max(r => r.Day)) + 1];
        Array.Fill(values, double.NaN);
        var key = new SkuLocation(new Sku(id), Location.Only);
        var events = ImmutableArray.CreateBuilder<CalendarEvent>();
        foreach (var (day, value, marks) in rows)
        {
            values[Bucket.Between(start, day)] = value;
            for (var m = 0; m < marks.Length; m++)
            {
                if (marks[m])
                    events.Add(new CalendarEvent(new DateRange(day, Bucket.Add(day, 1).AddDays(-1)), Marks[m].Column, Marks[m].Kind, key.Sku, "", null, null));
            }
        }

        return (new DemandSeries(key, Bucket, start, [.. values], [], []), events.ToImmutable());
    }
}
