using System.Text;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Privacy;

public class OrderNumberTest
{
    [Test]
    public void Import_OrderNumbersOfSales_AreNowhereInTheDatabase()
    {
        var orders = Enumerable.Range(0, 50).Select(i => $"ORDNR{i * 7919 % 10007}").ToList();
        using var directory = new DataDirectory(("sales.csv", "order_id,date,sku,quantity\n" + string.Concat(orders.Select((o, i) =>
            i % 5 == 0 ? $"{o},2024-01-01,A,x\n" : i % 5 == 1 ? $"{o},2024-01-01,A,1,more\n" : $"{o},2024-01-01,A,{i}\n"))));
        var imported = directory.Import();
        Assert.That((imported.Reports.Single().RowsLoaded, imported.Reports.Single().RowsQuarantined), Is.EqualTo((30L, 20L)));

        var bytes = Directory.GetFiles(directory.Root, "forecasting.duckdb*").Select(File.ReadAllBytes).ToList();
        var tables = directory.Query("select format('{}.{}', schema_name, table_name) from duckdb_tables()");
        var texts = string.Join('\n', tables.SelectMany(t => directory.Query($"select t::varchar from {t} t")).Concat(imported.Quarantine.Select(q => q.ToString())));
        Assert.That(orders.Where(o => texts.Contains(o, StringComparison.Ordinal) || bytes.Any(b => b.AsSpan().IndexOf(Encoding.UTF8.GetBytes(o)) >= 0)), Is.Empty);
    }
}
