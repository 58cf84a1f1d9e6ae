using System.Globalization;

namespace Forecasting.Jobs.Tests.Demo;

/// <summary>The sample company's files, read back plainly: no row has a quoted comma except those of overrides.</summary>
internal sealed class DemoTables(string folder)
{
    public sealed record Row(string File, IReadOnlyDictionary<string, string> Cells)
    {
        public string this[string column] => Cells[column];

        public (string Location, string Sku) Key => (this["location"], this["sku"]);

        public decimal Units(string column = "quantity") => decimal.Parse(this[column], CultureInfo.InvariantCulture);

        public DateOnly Day(string column = "date") => DateOnly.ParseExact(this[column], "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>The rows that a planner would believe: whole, with a real date, a known code and a number; each once.</summary>
    public IEnumerable<Row> Good(string pattern, string dateColumn, string numberColumn)
    {
        foreach (var path in Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal))
        {
            var lines = File.ReadAllLines(path);
            var header = lines[0].Split(',');
            foreach (var line in lines.Skip(1).Distinct())
            {
                var cells = line.Split(',');
                if (cells.Length != header.Length)
                    continue;
                var row = new Row(Path.GetFileName(path), header.Zip(cells).ToDictionary(c => c.First, c => c.Second));
                if (row["sku"].Length > 0
                    && DateOnly.TryParseExact(row[dateColumn], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                    && decimal.TryParse(row[numberColumn], NumberStyles.Number, CultureInfo.InvariantCulture, out _))
                    yield return row;
            }
        }
    }

    public static IReadOnlyDictionary<TKey, decimal> Sum<TKey>(IEnumerable<Row> rows, Func<Row, TKey> key, string column = "quantity")
        where TKey : notnull =>
        rows.GroupBy(key).ToDictionary(group => group.Key, group => group.Sum(row => row.Units(column)));
}
