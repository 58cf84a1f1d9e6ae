using System.Text.Encodings.Web;
using System.Text.Json;
using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>JSON lines: a header, the columns of <c>reorder.csv</c> as properties of one object a line, and a trailer with the totals.</summary>
public static class JsonLines
{
    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "jsonl",
        Version = "1",
        Extension = ".jsonl",
        HasTestIndicator = true,
        HasHeads = false,
        Types = [OrderType.Purchase, OrderType.Transfer],
        Actions = [OrderAction.Create, OrderAction.Change, OrderAction.Cancel],
        Characters = [Repertoire.Json],
        Fields =
        [
            .. new[] { "line_id", "order_id" }.Select(Needed),
            .. new[] { "supplier_id", "ship_from" }.Select(Free),
            .. new[] { "ship_to_location", "sku" }.Select(Needed),
            .. new[] { "supplier_sku", "gtin" }.Select(Free),
            Needed("unit"),
            Free("currency"),
        ],
        Write = Write,
    };

    // Codes have no length of their own here; this is the longest cell that a spreadsheet keeps.
    private const int Longest = 32_767;

    private static FormatField<OrderLine> Needed(string name) => Rules.Line(name, name, Rules.Required(Longest));

    private static FormatField<OrderLine> Free(string name) => Rules.Line(name, name, Rules.Text(Longest));

    private static void Write(Stream stream, Interchange interchange, IEnumerable<OrderLine> lines)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Object(stream, json, "header", () =>
        {
            json.WriteString("format", Format.Name);
            json.WriteString("version", Format.Version);
            json.WriteNumber("number", interchange.Number.Value);
            json.WriteString("run", interchange.RunId);
            json.WriteString("day", CsvText.Date(interchange.Day));
            json.WriteBoolean("test", interchange.IsTest);
        });
        var (count, quantity) = (0L, 0m);
        foreach (var line in lines)
        {
            Object(stream, json, "line", () => WriteLine(json, line));
            (count, quantity) = (count + 1, quantity + line.Quantity);
        }

        Object(stream, json, "trailer", () =>
        {
            json.WriteNumber("number", interchange.Number.Value);
            json.WriteNumber("lines", count);
            json.WriteExact("quantity", quantity);
        });
    }

    private static void WriteLine(Utf8JsonWriter json, OrderLine line)
    {
        json.WriteString("line_id", line.LineId);
        json.WriteString("order_id", line.OrderId);
        json.WriteNumber("line_no", line.LineNumber);
        json.WriteString("order_type", line.Type == OrderType.Purchase ? "purchase" : "transfer");
        json.WriteString("action", OrderFormat.Word(line.Action));
        json.WriteString("order_date", CsvText.Date(line.OrderDate));
        json.WriteString("supplier_id", line.SupplierId);
        json.WriteString("ship_from", line.ShipFrom);
        json.WriteString("ship_to_location", line.ShipTo.Code);
        json.WriteString("sku", line.Sku.Code);
        json.WriteString("supplier_sku", line.SupplierSku);
        json.WriteString("gtin", line.Gtin);
        json.WriteExact("quantity", line.Quantity);
        json.WriteString("unit", line.Unit);
        json.WriteExact("packs", line.Packs);
        Optional("pallets", line.Pallets);
        json.WriteString("requested_delivery", CsvText.Date(line.RequestedDelivery));
        Optional("unit_price", line.UnitPrice);
        json.WriteString("currency", line.Currency);
        json.WriteString("priority", line.Priority);
        json.WriteString("reason_code", line.ReasonCode);

        void Optional(string name, decimal? value)
        {
            if (value is { } known)
                json.WriteExact(name, known);
            else
                json.WriteNull(name);
        }
    }

    private static void Object(Stream stream, Utf8JsonWriter json, string kind, Action properties)
    {
        json.WriteStartObject();
        json.WriteString("record", kind);
        properties();
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        stream.WriteByte((byte)'\n');
    }
}
