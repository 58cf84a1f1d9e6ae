using System.Globalization;
using System.IO.Compression;

namespace Forecasting.Benchmarks.NewItems;

/// <summary>A long CSV (<c>series_id,period,value</c>) as weekly series that end in the same week: days from the last one back, seven
/// each.</summary>
internal static class WeeklySales
{
    /// <summary>Units per week by series, oldest first, the same length for all; NaN before a series begins.</summary>
    public static SortedDictionary<string, double[]> Read(string file)
    {
        var cells = new List<(string Id, int Period, double Value)>();
        using var stream = File.OpenRead(file);
        using var text = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        text.ReadLine();
        var isDaily = false;
        while (text.ReadLine() is { } line)
        {
            var parts = line.Split(',');
            isDaily |= parts[1].Contains('-', StringComparison.Ordinal);
            var period = isDaily
                ? DateOnly.ParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber
                : int.Parse(parts[1], CultureInfo.InvariantCulture);
            cells.Add((parts[0], period, double.Parse(parts[2], CultureInfo.InvariantCulture)));
        }

        var last = cells.Max(c => c.Period);
        var step = isDaily ? 7 : 1;
        var length = (last - cells.Min(c => c.Period) + 1) / step;
        var series = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var own in cells.GroupBy(c => c.Id, StringComparer.Ordinal))
        {
            var weeks = new double[length];
            foreach (var (_, period, value) in own)
            {
                if ((last - period) / step is var back && back < length && !double.IsNaN(value))
                    weeks[length - 1 - back] += value;
            }

            for (var t = 0; t < length && weeks[t] == 0; t++)
                weeks[t] = double.NaN;
            series.Add(own.Key, weeks);
        }

        return series;
    }
}
