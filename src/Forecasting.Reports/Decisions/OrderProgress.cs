using Forecasting.Catalog;
using Forecasting.Planning;

namespace Forecasting.Reports.Decisions;

/// <summary>How far one order is from what its supplier takes at least, and how full its delivery is, in words.</summary>
internal static class OrderProgress
{
    /// <summary>The words; empty where the supplier asks for nothing and a delivery carries anything.</summary>
    /// <param name="supplier">The supplier; null when not on record.</param>
    /// <param name="lines">The lines of one order.</param>
    /// <param name="item">Master data of a line; null when unknown.</param>
    public static string Of(Supplier? supplier, IReadOnlyCollection<OrderLine> lines, Func<OrderLine, Item?> item)
    {
        if (supplier is null)
            return "";
        var priced = lines.Where(l => l.Currency == supplier.Currency || supplier.Currency.Length == 0).Sum(l => l.Value);
        return string.Join("; ", new[]
        {
            Least("value", priced, supplier.MinimumOrderValue, supplier.Currency),
            Least("quantity", lines.Sum(l => l.Quantity), supplier.MinimumOrderQuantity, "units"),
            Least("weight", Sum(i => i.Weight), supplier.MinimumOrderWeight, ""),
            Carried("volume", Sum(i => i.Volume), supplier.CapacityVolume),
            Carried("weight", Sum(i => i.Weight), supplier.CapacityWeight),
        }.Where(words => words.Length > 0));

        // Of an item whose measure is not known nobody knows the sum.
        decimal? Sum(Func<Item, decimal?> measure) =>
            lines.Aggregate((decimal?)0, (sum, line) => sum + line.Quantity * (item(line) is { } its ? measure(its) : null));
    }

    private static string Least(string what, decimal? reached, decimal? minimum, string unit) => (minimum, reached) switch
    {
        (null or 0, _) => "",
        ({ } m, null) => $"minimum order {what} {Amount(m, unit)}: not known of every item",
        ({ } m, { } r) when r >= m => $"minimum order {what} {Amount(m, unit)} reached",
        ({ } m, { } r) => $"BELOW minimum order {what}: {Wording.Units(r)} of {Amount(m, unit)} ({Wording.Percent((double)(r / m))})",
    };

    private static string Carried(string what, decimal? loaded, decimal? capacity) => (capacity, loaded) switch
    {
        (null or 0, _) => "",
        ({ } c, null) => $"a delivery carries {what} {Wording.Units(c)}: not known of every item",
        ({ } c, { } l) when l > c => $"MORE than one delivery carries: {what} {Wording.Units(l)} of {Wording.Units(c)}",
        ({ } c, { } l) => $"delivery filled to {Wording.Percent((double)(l / c))} by {what} ({Wording.Units(l)} of {Wording.Units(c)})",
    };

    private static string Amount(decimal amount, string unit) => unit.Length == 0 ? Wording.Units(amount) : $"{Wording.Units(amount)} {unit}";
}
