using System.Globalization;

namespace Forecasting.Jobs.Demo;

/// <summary>A place of the sample company.</summary>
/// <param name="Code">Key.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Type">Store or warehouse.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Size">Demand as a multiple of the assortment's base demand.</param>
/// <param name="Weekdays">Demand by weekday, Sunday first; means 1 over the week.</param>
internal sealed record DemoPlace(string Code, string Name, string Type, string TimeZone, double Size, double[] Weekdays);

/// <summary>A supplier of the sample company.</summary>
/// <param name="Code">Key.</param>
/// <param name="Name">Name for people.</param>
/// <param name="LeadTimeDays">Days from order to promised delivery.</param>
/// <param name="LeadTimeStandardDeviationDays">What the contract says about its spread, days.</param>
/// <param name="OrderDays">Weekdays on which orders are taken.</param>
/// <param name="OrderCost">Fixed cost of an order.</param>
/// <param name="MinimumOrderValue">Smallest order value.</param>
/// <param name="MinimumOrderQuantity">Smallest order over all items, units; 0 = none.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ClosedFrom">First closed day of each year, month and day.</param>
/// <param name="ClosedTo">Last closed day of each year, month and day.</param>
internal sealed record DemoSupplier(
    string Code,
    string Name,
    int LeadTimeDays,
    double LeadTimeStandardDeviationDays,
    DayOfWeek[] OrderDays,
    decimal OrderCost,
    decimal MinimumOrderValue,
    decimal MinimumOrderQuantity,
    string Currency,
    (int Month, int Day) ClosedFrom,
    (int Month, int Day) ClosedTo)
{
    /// <summary>True when an order may be placed on <paramref name="day"/>.</summary>
    public bool TakesOrdersOn(DateOnly day) => OrderDays.Contains(day.DayOfWeek) && !IsClosed(day);

    /// <summary>True when the supplier neither takes orders nor sends anything on <paramref name="day"/>.</summary>
    public bool IsClosed(DateOnly day) =>
        (day.Month, day.Day).CompareTo(ClosedFrom) >= 0 && (day.Month, day.Day).CompareTo(ClosedTo) <= 0;

    /// <summary>The closed ranges of some years, as the <c>closed</c> column writes them.</summary>
    public string Closed(int firstYear, int lastYear) => string.Join(';', Enumerable.Range(firstYear, lastYear - firstYear + 1).Select(year =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{year:0000}-{ClosedFrom.Month:00}-{ClosedFrom.Day:00}..{year:0000}-{ClosedTo.Month:00}-{ClosedTo.Day:00}")));
}

/// <summary>Where the sample company sells, and who delivers to it. All names are invented.</summary>
internal static class DemoNetwork
{
    /// <summary>Two stores and the warehouse of the web shop, which also sends slow spare parts to the stores.</summary>
    public static readonly DemoPlace[] Places =
    [
        new("LYON", "Lyon store", "store", "Europe/Paris", 1.15, [0.55, 0.80, 0.85, 0.95, 1.00, 1.25, 1.60]),
        new("TURIN", "Turin store", "store", "Europe/Rome", 0.80, [0.45, 0.85, 0.90, 0.95, 1.00, 1.20, 1.65]),
        new("PORTO", "Porto web warehouse", "warehouse", "Europe/Lisbon", 1.00, [1.20, 1.25, 1.05, 1.00, 0.95, 0.80, 0.75]),
    ];

    /// <summary>Place that sends transfers, as an index of <see cref="Places"/>.</summary>
    public const int Hub = 2;

    /// <summary>Days from a transfer order to stock on the shelf.</summary>
    public const int TransferDays = 2;

    /// <summary>The one that ships by sea and is late these weeks.</summary>
    public const string LateSupplier = "S06";

    /// <summary>By code.</summary>
    public static readonly DemoSupplier[] Suppliers =
    [
        new("S01", "Northern Tool Works", 9, 2, [DayOfWeek.Tuesday], 35, 400, 0, "EUR", (12, 24), (12, 31)),
        new("S02", "Rhone Valley Coatings", 6, 1.5, [DayOfWeek.Monday, DayOfWeek.Thursday], 25, 250, 0, "EUR", (8, 3), (8, 16)),
        new("S03", "Po Plain Fasteners", 5, 1, [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday], 15, 150, 40, "EUR", (8, 10), (8, 21)),
        new("S04", "Iberian Garden Supply", 8, 3, [DayOfWeek.Wednesday], 40, 500, 0, "EUR", (12, 24), (12, 31)),
        new("S05", "Clearday Lighting", 14, 3, [DayOfWeek.Monday], 45, 600, 0, "EUR", (12, 22), (12, 31)),
        new("S06", "East Sea Trading", 42, 6, [DayOfWeek.Friday], 180, 3000, 0, "USD", (2, 10), (2, 24)),
        new("S07", "Household Wholesale", 2, 0.5, [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], 8, 80, 0, "EUR", (12, 25), (12, 26)),
        new("S08", "Spare Part Direct", 12, 5, [DayOfWeek.Thursday], 20, 0, 0, "EUR", (8, 1), (8, 15)),
    ];

    /// <summary>The supplier with a code.</summary>
    public static DemoSupplier Supplier(string code) => Array.Find(Suppliers, s => s.Code == code)
        ?? throw new ArgumentOutOfRangeException(nameof(code), code, "no such supplier in the sample company");
}
