using System.Globalization;
using System.Text;

namespace Forecasting.Planning;

/// <summary>The fingerprint of reorder lines: whoever approves a plan approves these very lines and no others.</summary>
public static class LinesHash
{
    private const char End = '\u001f';

    /// <summary>SHA-256 over every field of every line, in the order given; lower-case hexadecimal.</summary>
    /// <param name="lines">The lines of a publication, in its order.</param>
    public static string Of(IEnumerable<OrderLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            Add(line.LineId, line.OrderId, line.LineNumber, line.Type, line.Action, Day(line.OrderDate), line.SupplierId, line.ShipFrom);
            Add(line.ShipTo.Code, line.Sku.Code, line.SupplierSku, line.Gtin, Exact(line.Quantity), line.Unit, Exact(line.Packs));
            Add(line.Pallets is { } pallets ? Exact(pallets) : "", Day(line.RequestedDelivery), line.UnitPrice is { } price ? Exact(price) : "");
            Add(line.Currency, line.Priority, line.ReasonCode);
            text.Append('\n');
        }

        return RunIdentity.HashOf(text.ToString());

        void Add(params ReadOnlySpan<object> fields)
        {
            foreach (var field in fields)
                text.Append(CultureInfo.InvariantCulture, $"{field}{End}");
        }
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    // 10 and 10.0 are one quantity.
    private static string Exact(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
