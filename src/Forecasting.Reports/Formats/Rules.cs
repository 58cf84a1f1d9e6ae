using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>The rules that field tables are written with.</summary>
internal static class Rules
{
    /// <summary>GTIN-8, -12, -13 and -14: GS1 General Specifications.</summary>
    public static readonly FieldRule Gtin = new FieldRule.Code([8, 12, 13, 14]);

    /// <summary>A GLN.</summary>
    public static readonly FieldRule Gln = new FieldRule.Code([13]) { IsRequired = true };

    /// <summary>Text that may be empty.</summary>
    public static FieldRule Text(int most) => new FieldRule.Text(most);

    /// <summary>Text that is needed.</summary>
    public static FieldRule Required(int most, int least = 1) => new FieldRule.Text(most, least) { IsRequired = true };

    /// <summary>A number that is needed.</summary>
    public static FieldRule Number(int digits, int decimals) => new FieldRule.Number(digits, decimals) { IsRequired = true };

    /// <summary>A number that may be missing.</summary>
    public static FieldRule Optional(int digits, int decimals) => new FieldRule.Number(digits, decimals);

    /// <summary>A field of an order line, its value by our name.</summary>
    public static FormatField<OrderLine> Line(string name, string element, FieldRule rule)
    {
        var text = ValueOf(name);
        return new(name, element, rule, (line, _) => text(line));
    }

    /// <summary>The same, of the order: said once where the format can.</summary>
    public static FormatField<OrderLine> Head(string name, string element, FieldRule rule) => Line(name, element, rule) with { IsOfOrder = true };

    /// <summary>A field whose value is made in another way.</summary>
    public static FormatField<OrderLine> Line(string name, string element, FieldRule rule, Func<OrderLine, Interchange, string> text) =>
        new(name, element, rule, text);

    /// <summary>The value of a column of <c>reorder.csv</c>.</summary>
    private static Func<OrderLine, string> ValueOf(string name) => name switch
    {
        "line_id" => line => line.LineId,
        "order_id" => line => line.OrderId,
        "line_no" => line => CsvText.Whole(line.LineNumber),
        "order_date" => line => CsvText.Date(line.OrderDate),
        "supplier_id" => line => line.SupplierId,
        "ship_from" => line => line.ShipFrom,
        "ship_to_location" => line => line.ShipTo.Code,
        "sku" => line => line.Sku.Code,
        "supplier_sku" => line => line.SupplierSku,
        "gtin" => line => line.Gtin,
        "quantity" => line => CsvText.Exact(line.Quantity),
        "unit" => line => line.Unit,
        "requested_delivery" => line => CsvText.Date(line.RequestedDelivery),
        "unit_price" => line => CsvText.Exact(line.UnitPrice),
        "currency" => line => line.Currency,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No column of that name."),
    };
}
