using System.Text;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Tests.EndToEnd;
using static System.FormattableString;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>A firm of three products and 60 weeks, with one file of each kind that a run treats in its own way: so small that a whole run takes a
/// second or two.</summary>
internal static class TinyFirm
{
    /// <summary>Morning of the first plan.</summary>
    public static readonly DateOnly Monday = new(2026, 3, 2);

    private const int Days = 60 * 7;
    private static readonly string[] Codes = ["00123", "A-7", "B-1"];

    /// <summary>Writes the firm with stock, open orders, items, suppliers, an override, a veto, settings, and one bad row.</summary>
    public static void Write(string folder)
    {
        WriteSales(folder, Monday);
        Text(folder, "open_orders.csv", "order_id,sku,location,quantity,due_date\nPO-1,00123,NORTH,6,2026-03-05\n");
        Text(folder, "overrides.csv", "sku,start,end,kind,value,reason,author\nA-7,2026-03-09,2026-03-22,multiply,1.5,Fair,planning\n");
        Text(folder, "vetoes.csv", "sku,location,start,end,rule,reason,author\nA-7,NORTH,2025-06-01,2025-08-31,,Real demand,planning\n");
    }

    /// <summary>Writes the firm that sends no open orders, on its first or second Monday: what was ordered is only in our own ledger.</summary>
    public static void WriteWeek(string folder, int week) => WriteSales(folder, Monday.AddDays(7 * week));

    /// <summary>Makes the run in this process.</summary>
    /// <param name="data">The files.</param>
    /// <param name="output">Folder of the reports and of the database.</param>
    /// <param name="before">Told of each durable side effect before it happens.</param>
    /// <param name="week">Which Monday, from 0.</param>
    /// <param name="database">Where the database is; null = in the folder of the reports.</param>
    public static RunResult Run(string data, string output, Action<string>? before = null, int week = 0, string? database = null)
    {
        database ??= Path.Combine(output, "forecasting.duckdb");
        var request = new RunRequest(data, output, Monday.AddDays(7 * week), database, null, Threads: 1) { By = "tests" };
        using var progress = RunProgress.Start();
        return PlanningRun.Execute(request, TimeProvider.System, progress, CancellationToken.None, before);
    }

    /// <summary>The command line of the run.</summary>
    public static string[] Arguments(string data, string output, int week = 0) =>
        ["run", "--data", data, "--out", output, "--as-of", Invariant($"{Monday.AddDays(7 * week):yyyy-MM-dd}"), "--by", "tests", "--threads", "1"];

    /// <summary>Copies a folder with all that is in it.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    private static void WriteSales(string folder, DateOnly asOf)
    {
        Directory.CreateDirectory(folder);
        var sales = new StringBuilder("date,sku,location,quantity,unit_price\n");
        for (var day = Monday.AddDays(-Days); day < asOf; day = day.AddDays(1))
            for (var product = 0; product < Codes.Length; product++)
                sales.Append(Invariant($"{day:yyyy-MM-dd},{Codes[product]},NORTH,{Sold(day, product)},{4 + product}.50\n"));
        Text(folder, "sales.csv", sales.Append("2026-02-27,A-7,NORTH,many,5.50\n").ToString());
        Text(folder, "items.csv", "sku,name,category,supplier,unit_cost,unit_price,pack_size,moq,service_target\n" + string.Concat(Codes.Select((code, product) =>
            Invariant($"{code},Product {product},Category,S0,{2 + product}.25,{4 + product}.50,{1 + product},{product},fill:0.95\n"))));
        Text(folder, "suppliers.csv", "supplier,name,lead_time_days,lead_time_std_days,order_days,currency\nS0,Supplier Zero,21,1,Mon,EUR\n");
        Text(folder, "stock.csv", "date,sku,location,on_hand\n" + string.Concat(Codes.Select((code, product) =>
            Invariant($"{asOf:yyyy-MM-dd},{code},NORTH,{20 * product}\n"))));
        Text(folder, "settings.json", """{ "inventory": { "paths": 200 }, "forecast": { "origins": 4 }, "horizon": 8 }""");
    }

    // A week's profile, a slow wave and a product's own rhythm.
    private static int Sold(DateOnly day, int product) =>
        2 + (int)day.DayOfWeek / 2 + (day.DayNumber / 31 + product) % 5 + (7 * day.DayNumber + 3 * product) % 4;

    private static void Text(string folder, string name, string text) => SmallCompany.WriteText(folder, name, text);
}
