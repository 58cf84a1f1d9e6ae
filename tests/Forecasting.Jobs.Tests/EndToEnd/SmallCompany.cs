using System.Text;
using static System.FormattableString;

namespace Forecasting.Jobs.Tests.EndToEnd;

/// <summary>A firm of eight products at two places and 60 weeks of daily sales: small enough to run the whole program many times.</summary>
internal static class SmallCompany
{
    public static readonly DateOnly AsOf = new(2026, 3, 2);
    public static readonly string[] Codes = ["00123", "A-7", "B-1", "B-2", "C-10", "C-11", "D-1", "D-2"];

    private const int Days = 60 * 7;
    private static readonly string[] Places = ["NORTH", "SOUTH"];
    private static readonly int[] WeekProfile = [2, 3, 3, 4, 4, 6, 8];

    /// <summary>Writes sales, items, suppliers, stock and open orders.</summary>
    public static void Write(string folder) => Write(folder, Codes, AsOf);

    /// <summary>Writes the firm with products of other codes, or to a later morning.</summary>
    public static void Write(string folder, IReadOnlyList<string> codes, DateOnly asOf)
    {
        Directory.CreateDirectory(folder);
        var sales = new StringBuilder("date,sku,location,quantity,unit_price\n");
        for (var day = AsOf.AddDays(-Days); day < asOf; day = day.AddDays(1))
            for (var product = 0; product < codes.Count; product++)
                for (var place = 0; place < Places.Length; place++)
                    if (Sold(day, product, place) is var sold and > 0)
                        sales.Append(Invariant($"{day:yyyy-MM-dd},{Quote(codes[product])},{Places[place]},{sold},{4 + product}.50\n"));
        WriteText(folder, "sales.csv", sales.ToString());

        WriteText(folder, "items.csv", "sku,name,category,supplier,unit_cost,unit_price,pack_size,moq,service_target\n" + string.Concat(codes.Select((code, product) =>
            Invariant($"{Quote(code)},Product {product},Category {product % 3},S{product % 2},{2 + product}.25,{4 + product}.50,{1 + product % 3},{product % 4},{(product % 2 == 0 ? "fill:0.95" : "csl:0.9")}\n"))));
        WriteText(folder, "suppliers.csv", "supplier,name,lead_time_days,lead_time_std_days,order_days,currency\nS0,Supplier Zero,7,1,Mon;Thu,EUR\nS1,Supplier One,14,3,,EUR\n");
        WriteText(folder, "stock.csv", "date,sku,location,on_hand\n" + string.Concat(codes.SelectMany((code, product) => Places.Select((place, index) =>
            Invariant($"{asOf:yyyy-MM-dd},{Quote(code)},{place},{(product + index) % 4 * 6}\n")))));
        WriteText(folder, "open_orders.csv", Invariant($"order_id,sku,location,quantity,due_date\nPO-1,{Quote(codes[0])},NORTH,6,{asOf.AddDays(3):yyyy-MM-dd}\n"));
    }

    /// <summary>Writes settings with which a plan costs little more than half the time: for tests whose claim is not how good a forecast is.</summary>
    public static void PlanQuickly(string folder) => WriteText(folder, "settings.json", """{ "inventory": { "paths": 200 }, "forecast": { "origins": 4 } }""");

    /// <summary>Writes a text file as UTF-8 without mark.</summary>
    public static void WriteText(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    // A week's profile, a slow wave and a product's own rhythm; every other product is slow.
    private static int Sold(DateOnly day, int product, int place)
    {
        var level = WeekProfile[(int)day.DayOfWeek] + (day.DayNumber / 31 + product) % 5 + (7 * day.DayNumber + 3 * product + place) % 4;
        return product % 4 == 3 ? (day.DayNumber + product) % 9 == 0 ? 1 + level % 3 : 0 : Math.Max(0, level - product % 8 - 2 * place);
    }

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny("\",\n\r") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
