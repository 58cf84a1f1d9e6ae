using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using CsvHelper.Configuration;
using Forecasting.History;

namespace Forecasting.Storage.Files;

/// <summary>An analyst's long CSV: <c>series_id,ds,y</c> or <c>series_id,period,value</c>, more columns ignored, <c>.gz</c> or not.</summary>
public static class LongSeriesFile
{
    private static readonly string[] IdNames = ["series_id", "unique_id"];
    private static readonly string[] PeriodNames = ["ds", "period", "date"];
    private static readonly string[] ValueNames = ["y", "value"];

    /// <summary>Reads every series, in the order in which they first appear.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frequency">Length of a step.</param>
    /// <param name="fault">Told of every row set aside: line and message. The row's value is then missing.</param>
    /// <exception cref="InputException">The file is not there, is not readable, or lacks a column.</exception>
    public static IReadOnlyList<(string Id, Outcome<LongSeries> Series)> Read(string path, SeriesFrequency frequency, Action<long, string> fault)
    {
        var points = new Dictionary<string, List<(PeriodLabel, double)>>(StringComparer.Ordinal);
        try
        {
            using var reader = new StreamReader(Open(path), detectEncodingFromByteOrderMarks: true);
            using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
            if (!csv.Read())
                throw new InputException($"{path} is empty; a header such as series_id,ds,y is expected.");
            var header = csv.Record!;
            var id = Find(path, header, IdNames);
            var period = Find(path, header, PeriodNames);
            var value = Find(path, header, ValueNames);
            var width = Math.Max(id, Math.Max(period, value)) + 1;
            while (csv.Read())
            {
                if (csv.Count < width)
                    fault(csv.RawRow, $"{csv.Count} columns; at least {width} are expected.");
                else if (csv[id].Length == 0)
                    fault(csv.RawRow, $"column \"{header[id]}\" is empty.");
                else if (!PeriodLabel.TryParse(csv[period], out var label))
                    fault(csv.RawRow, $"column \"{header[period]}\": \"{csv[period]}\" is not a period (expected a whole number, 2016-04, 2016-04-25, or a date and time).");
                else if (!TryValue(csv[value], out var y))
                    fault(csv.RawRow, $"column \"{header[value]}\": \"{csv[value]}\" is not a number (expected e.g. 12.5; empty = missing).");
                else
                    Add(csv[id], label, y);
            }
        }
        catch (Exception io) when (io is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"{path} cannot be read: {io.Message}");
        }

        return [.. points.Select(p => (p.Key, LongSeries.Create(p.Key, frequency, p.Value)))];

        void Add(string series, PeriodLabel label, double y)
        {
            if (!points.TryGetValue(series, out var list))
                points.Add(series, list = []);
            list.Add((label, y));
        }
    }

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static int Find(string path, string[] header, string[] names)
    {
        var index = Array.FindIndex(header, h => names.Contains(h.Trim(), StringComparer.OrdinalIgnoreCase));
        return index >= 0
            ? index
            : throw new InputException($"{path}: no column {string.Join(" or ", names)}; found {string.Join(", ", header)}.");
    }

    private static bool TryValue(string text, out double value)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Trim() is "NA" or "NaN" or "nan" or "null")
        {
            value = double.NaN;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
