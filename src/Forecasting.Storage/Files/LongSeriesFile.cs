using System.Globalization;
using Forecasting.History;

namespace Forecasting.Storage.Files;

/// <summary>An analyst's long CSV: <c>series_id,ds,y</c> or <c>series_id,period,value</c>, more columns ignored, <c>.gz</c> or not.</summary>
/// <remarks>Comma and decimal point always: this is the exchange format of forecasting programs, not an export of somebody's system.</remarks>
public static class LongSeriesFile
{
    private static readonly string[] IdNames = ["series_id", "unique_id"];
    private static readonly string[] PeriodNames = ["ds", "period", "date"];
    private static readonly string[] ValueNames = ["y", "value"];
    private static readonly string[] MissingWords = ["NA", "NaN", "nan", "null"];

    /// <summary>Reads every series, in the order in which they first appear.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frequency">Length of a step.</param>
    /// <param name="fault">Told of every row set aside: line and message. The row's value is then missing.</param>
    /// <exception cref="InputException">The file is not there, cannot be read, is cut off, or lacks a column.</exception>
    public static IReadOnlyList<(string Id, Outcome<LongSeries> Series)> Read(string path, SeriesFrequency frequency, Action<long, string> fault)
    {
        var all = new Dictionary<string, List<(PeriodLabel Period, double Value)>>(StringComparer.Ordinal);
        foreach (var (id, period, value) in Checked(path, fault))
        {
            if (!all.TryGetValue(id, out var points))
                all.Add(id, points = []);
            points.Add((period, value));
        }

        return [.. all.Select(p => (p.Key, LongSeries.Create(p.Key, frequency, p.Value)))];
    }

    /// <summary>Reads one series after the other, holding one at a time: for files in which each series stands in one piece, as most do.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frequency">Length of a step.</param>
    /// <param name="fault">As of <see cref="Read"/>.</param>
    /// <returns>The series in the order of <see cref="Read"/>.</returns>
    /// <exception cref="ScatteredSeriesException">A series goes on after another one has begun, found where it does: use <see cref="Read"/>.</exception>
    /// <exception cref="InputException">As of <see cref="Read"/>, possibly after series were returned.</exception>
    public static IEnumerable<(string Id, Outcome<LongSeries> Series)> Stream(string path, SeriesFrequency frequency, Action<long, string> fault)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var points = new List<(PeriodLabel Period, double Value)>();
        var current = "";
        foreach (var (id, period, value) in Checked(path, fault))
        {
            if (id != current)
            {
                if (points.Count > 0)
                    yield return (current, LongSeries.Create(current, frequency, points));
                if (!seen.Add(id))
                    throw new ScatteredSeriesException(id);
                (current, points) = (id, []);
            }

            points.Add((period, value));
        }

        if (points.Count > 0)
            yield return (current, LongSeries.Create(current, frequency, points));
    }

    /// <summary>The rows, every failure to read told with the path.</summary>
    private static IEnumerable<(string Id, PeriodLabel Period, double Value)> Checked(string path, Action<long, string> fault)
    {
        using var rows = Rows(path, fault).GetEnumerator();
        while (true)
        {
            try
            {
                if (!FileContent.Reading(rows.MoveNext))
                    yield break;
            }
            catch (FileRejectedException rejected)
            {
                throw new InputException($"{path}: {rejected.Message}", rejected);
            }

            yield return rows.Current;
        }
    }

    private static IEnumerable<(string Id, PeriodLabel Period, double Value)> Rows(string path, Action<long, string> fault)
    {
        if (FileContent.IsGzip(path))
            FileContent.CheckGzip(path);
        using var sample = FileContent.OpenText(path);
        var encoding = TextEncoding.Recognise(sample, null);
        using var content = FileContent.OpenText(path);
        (int Id, int Period, int Value)? columns = null;
        foreach (var row in CsvRows.Read(content, encoding, ','))
        {
            if (columns is not var (id, period, value))
            {
                string[] header = [.. Enumerable.Range(0, row.FieldCount).Select(row.Field)];
                columns = (Find(header, IdNames), Find(header, PeriodNames), Find(header, ValueNames));
            }
            else if (row.Fault is { } whole)
            {
                fault(row.Line, whole.Text);
            }
            else if (row.Field(id).Length == 0)
            {
                fault(row.Line, "the name of the series is empty.");
            }
            else if (!PeriodLabel.TryParse(row.Field(period), out var label))
            {
                fault(row.Line, $"\"{row.Field(period)}\" is not a period (expected a whole number, 2016-04, 2016-04-25, or a date and time).");
            }
            else if (!TryValue(row.Field(value), out var y))
            {
                fault(row.Line, $"\"{row.Field(value)}\" is not a number (expected e.g. 12.5; empty = missing).");
            }
            else
            {
                yield return (row.Field(id), label, y);
            }
        }

        if (columns is null)
            throw new FileRejectedException("The file is empty; a header such as series_id,ds,y is expected.");
    }

    private static int Find(string[] header, string[] names)
    {
        var index = Array.FindIndex(header, h => names.Contains(h.Trim(), StringComparer.OrdinalIgnoreCase));
        return index >= 0
            ? index
            : throw new FileRejectedException($"There is no column {string.Join(" or ", names)}; found {string.Join(", ", header)}.");
    }

    private static bool TryValue(string text, out double value)
    {
        value = double.NaN;
        return string.IsNullOrWhiteSpace(text)
            || MissingWords.Contains(text.Trim())
            || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));
    }
}
