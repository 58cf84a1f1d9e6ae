using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Reports.Files;
using static Forecasting.Reports.Formats.EdifactWriter;

namespace Forecasting.Reports.Formats;

/// <summary>EDIFACT DELFOR D.96A: what suppliers may expect, one message a supplier and place.</summary>
/// <remarks>BGM, DTM, NAD; UNS+D; NAD+CN; LIN, PIA, then QTY, SCC, DTM a bucket; UNS+S, CNT. SCC+4 = planning, a forecast and no order.</remarks>
public static class EdifactForecast
{
    /// <summary>The format.</summary>
    public static ForecastFormat Format { get; } = new()
    {
        Name = "edifact-delfor",
        Version = "D.96A",
        Extension = ".edi",
        HasTestIndicator = true,
        Characters = Repertoire.Edifact,
        Values = [.. Values],
        Fields =
        [
            new("supplier_id", "NAD+SU 3039", Rules.Required(17), (row, _) => row.SupplierId),
            new("location", "NAD+CN 3039", Rules.Required(17), (row, _) => row.Key.Location.Code),
            new("gtin", "LIN 7140 :EN", Rules.Gtin, (row, _) => row.Gtin),
            new("sku", "PIA 7140 :IN", Rules.Required(35), (row, _) => row.Key.Sku.Code),
            new("supplier_sku", "PIA 7140 :SA", Rules.Text(35), (row, _) => row.SupplierSku),
            new("unit", "QTY+113 6411", Rules.Required(3), (row, _) => row.Unit),
            new("quantity", "QTY+113 6060", Rules.Number(15, 3), (row, _) => CsvText.Exact(row.Quantities.Select(q => q.Quantity).DefaultIfEmpty(0).Max())),
        ],
        Write = Write,
    };

    private static void Write(Stream stream, Interchange interchange, IEnumerable<ForecastRow> rows)
    {
        using var edifact = new EdifactWriter(stream, interchange);
        var number = 0;
        foreach (var message in ForecastFormat.Messages(rows))
            WriteMessage(edifact, interchange, message, ++number);
    }

    private static void WriteMessage(EdifactWriter edifact, Interchange interchange, ImmutableArray<ForecastRow> rows, int number)
    {
        edifact.Begin("DELFOR:D:96A:UN");
        edifact.Segment("BGM", "241", $"{interchange.Day8}-{interchange.Number}-{CsvText.Whole(number)}", "9");
        edifact.Segment("DTM", $"137:{interchange.Day8}:102");
        edifact.Segment("NAD", "BY", PartyCode(interchange.Value("buyer")));
        edifact.Segment("NAD", "SU", PartyCode(rows[0].SupplierId));
        edifact.Segment("UNS", "D");
        edifact.Segment("NAD", "CN", PartyCode(rows[0].Key.Location.Code));
        var line = 0;
        foreach (var row in rows)
        {
            edifact.Segment("LIN", CsvText.Whole(++line), "", row.Gtin.Length > 0 ? $"{row.Gtin}:EN" : "");
            edifact.Segment(
                "PIA", row.Gtin.Length > 0 ? "1" : "5", $"{Escaped(row.Key.Sku.Code)}:IN", row.SupplierSku.Length > 0 ? $"{Escaped(row.SupplierSku)}:SA" : "");
            foreach (var (start, quantity) in row.Quantities)
            {
                edifact.Segment("QTY", $"113:{CsvText.Exact(quantity)}:{Escaped(row.Unit)}");
                edifact.Segment("SCC", "4", "", row.Bucket switch { BucketUnit.Day => "D", BucketUnit.Week => "W", _ => "M" });
                edifact.Segment("DTM", $"2:{Interchange.Date8(start)}:102");
            }
        }

        edifact.Segment("UNS", "S");
        edifact.Segment("CNT", $"2:{CsvText.Whole(rows.Length)}");
        edifact.End();
    }
}
