using DuckDB.NET.Data;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

public class ParquetRowsTest
{
    [Test]
    public void Read_TypedColumns_AreReadAsTheyAre()
    {
        using var directory = new DataDirectory();
        Write(directory.PathOf("sales.parquet"), """
            select * from (values
              (date '2024-01-01', '00123', 1.5::double, true, timestamptz '2024-01-01 23:30:00+00'),
              (date '2024-01-02', '1E5', 1.234::double, false, null),
              (null, 'x', 'nan'::double, false, null),
              (date '2024-01-02', '1E5', 1.234::double, false, null)) as t(date, sku, quantity, promotion, sold_at)
            """);
        var (lines, outcome) = Sales.Read(directory);
        Assert.That(lines.Select(l => (l.Date, l.Key.Sku.Code, l.Quantity, l.IsPromotion)), Is.EqualTo(new[]
        {
            (new DateOnly(2024, 1, 1), "00123", 1.5m, true),
            (new DateOnly(2024, 1, 2), "1E5", 1.234m, false),
        }));
        Assert.That(outcome.Findings.Select(f => (f.Line, f.Column, f.Message)), Is.EqualTo(new[]
        {
            (3L, "date", "sales.parquet row 3, column \"date\": the value is missing, and every row needs one. SKU x. The row was set aside."),
            (3L, "quantity", "sales.parquet row 3, column \"quantity\": \"nan\" is not a number (expected e.g. 12.5; the file's decimal mark is a point, "
                + "whatever the culture of the machine). SKU x. The row was set aside."),
        }));
        var report = outcome.Reports.Single();
        Assert.That((report.Profile, report.RowsRead, report.RowsLoaded, report.RowsQuarantined, report.RowsDuplicate), Is.EqualTo(
            ("Parquet, decimal point, dates unambiguous", 4L, 2L, 1L, 1L)));
    }

    [Test]
    public void Read_SameDataAsCsv_GivesTheSameLines()
    {
        const string Csv = "date,location,sku,quantity,unit_price\n2024-01-01,LEEDS,A,3,1.25\n2024-01-02,YORK,B,-1,1000000\n";
        using var directory = new DataDirectory(("sales.csv", Csv));
        using var parquet = new DataDirectory();
        Write(parquet.PathOf("sales.parquet"), $"select * from read_csv('{directory.PathOf("sales.csv")}')");
        Assert.That(Sales.Read(parquet).Lines, Is.EqualTo(Sales.Read(directory).Lines));
    }

    [TestCase("sales-[1].parquet")]
    [TestCase("sales-é ?.parquet")]
    public void Read_NameWithPatternCharacters_IsThatFile(string name)
    {
        using var directory = new DataDirectory();
        Write(Path.Combine(directory.Root, "plain.parquet"), "select date '2024-01-01' as date, 'A' as sku, 1 as quantity");
        File.Move(Path.Combine(directory.Root, "plain.parquet"), directory.PathOf(name));
        Assert.That(Sales.Read(directory).Lines, Has.Count.EqualTo(1));
    }

    [Test]
    public void Read_MissingColumn_RefusesTheFile()
    {
        using var directory = new DataDirectory();
        Write(directory.PathOf("sales.parquet"), "select date '2024-01-01' as date, 1 as quantity");
        Assert.That(Sales.Read(directory).Outcome.Reports.Single().RejectedReason, Is.EqualTo(
            "The header has no column \"sku\". Columns found: \"date\", \"quantity\". Rename a column, or say which one it is in input.sales.columns."));
    }

    [Test]
    public void Import_NulCharacter_SetsTheRowAside()
    {
        using var directory = new DataDirectory();
        Write(directory.PathOf("sales.parquet"), "select date '2024-01-01' as date, 'A' || chr(0) as sku, 1 as quantity");
        Assert.That(Sales.Read(directory).Outcome.Findings.Single().Message, Is.EqualTo(
            "sales.parquet row 1: the row holds a NUL character (export the file again). The row was set aside."));
    }

    private static void Write(string path, string query)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"copy ({query}) to '{path}' (format parquet)";
        command.ExecuteNonQuery();
    }
}
