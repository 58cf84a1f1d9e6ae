using System.Globalization;
using System.Text;
using DuckDB.NET.Data;

namespace Forecasting.Benchmarks.Ingest;

/// <summary>Sales of 2,500 products in 4 places, one row of each a day, the same as CSV and as Parquet.</summary>
internal static class GeneratedSales
{
    private const int Skus = 2500;
    private const int Locations = 4;

    /// <summary>Writes both files.</summary>
    public static void Write(string csv, string parquet, int rows)
    {
        var random = new Random(3);
        var first = new DateOnly(2023, 1, 2);
        using (var file = new StreamWriter(csv, append: false, new UTF8Encoding(false), 1 << 16))
        {
            file.Write("date,sku,location,quantity,unit_price\n");
            for (var row = 0; row < rows; row++)
            {
                file.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{first.AddDays(row / (Skus * Locations)):yyyy-MM-dd},{row % Skus:00000},L{row / Skus % Locations},{1 + random.Next(40)},{1 + random.Next(99)}.49\n"));
            }
        }

        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"copy (select * from read_csv('{csv}', types = {{'sku': 'varchar'}})) to '{parquet}' (format parquet)";
        command.ExecuteNonQuery();
    }
}
