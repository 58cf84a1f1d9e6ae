using DuckDB.NET.Data;
using Forecasting.Storage.Files;
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
    public void Read_NumbersAndDatesAsSuch_AreReadAsTheirTextIs()
    {
        const string Rows = """
            select
              case when i % 3 = 0 then null else timestamp '2024-01-01 00:00:00' + interval (i * 37) hour end as date,
              case when i % 50 = 0 then null else i % 7 end::bigint as sku,
              (case i % 11 when 0 then 0.1 * i when 1 then 1e-4 when 2 then 123456789.25 when 3 then 1.234 when 4 then -i when 5 then 1.0 / 3 when 6 then 'nan'
                when 7 then 4e15 else i * 0.01 end)::double as quantity,
              (i % 5 + 0.25)::decimal(10, 2) as unit_price,
              i % 2 = 0 as promotion,
              'L' || i % 3 as location
            from range(2000) as t(i)
            """;
        using var typed = new DataDirectory();
        Write(typed.PathOf("sales.parquet"), Rows);
        using var text = new DataDirectory();
        Write(text.PathOf("sales.parquet"), $"select cast(columns(*) as varchar) from ({Rows})");

        // A text such as 1.234 leaves open what a number says: the mark is declared there.
        var settings = new InputSettings { Sales = FeedSettings.Default with { DecimalMark = "." } };
        var (asSuch, asText) = (Sales.Read(typed, settings), Sales.Read(text, settings));
        Assert.That(asSuch.Lines, Is.EqualTo(asText.Lines).And.Count.GreaterThan(500));
        Assert.That(asSuch.Outcome.Findings.Select(f => (f.Line, f.Column, f.Rule)), Is.EqualTo(asText.Outcome.Findings.Select(f => (f.Line, f.Column, f.Rule))));
        Assert.That(Sales.Read(typed).Lines, Is.EqualTo(asSuch.Lines), "without a declared mark");
    }

    [Test]
    public void Read_NumbersAsSuch_AreNeverDoubtful()
    {
        using var directory = new DataDirectory();
        Write(directory.PathOf("sales.parquet"), "select timestamp '2024-01-01 23:30:00' as date, 7::smallint as sku, 1.234::double as quantity, 1.250::decimal(12, 3) as unit_price");
        var (lines, outcome) = Sales.Read(directory);
        Assert.That((lines.Single().Date, lines.Single().Key.Sku.Code, lines.Single().Quantity, lines.Single().UnitPrice), Is.EqualTo((new DateOnly(2024, 1, 1), "7", 1.234m, 1.25m)));
        Assert.That(outcome.Reports.Single().Profile, Is.EqualTo("Parquet, numbers as such, dates unambiguous"));
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
