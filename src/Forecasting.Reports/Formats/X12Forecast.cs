using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Formats;

/// <summary>X12 830, version 004010: what suppliers may expect, one transaction set a supplier and place.</summary>
public static class X12Forecast
{
    /// <summary>The format.</summary>
    public static ForecastFormat Format { get; } = new()
    {
        Name = "x12-830",
        Version = "004010",
        Extension = ".x12",
        HasTestIndicator = true,
        Characters = Repertoire.X12,
        Values = [.. X12Writer.Values, new("buyer", "N1*BY N104", Rules.Required(80, 2))],
        Fields =
        [
            new("supplier_id", "N1*SU N104", Rules.Required(80, 2), (row, _) => row.SupplierId),
            new("location", "N1*ST N104", Rules.Required(80, 2), (row, _) => row.Key.Location.Code),
            new("sku", "LIN03 BP", Rules.Required(48), (row, _) => row.Key.Sku.Code),
            new("supplier_sku", "LIN05 VP", Rules.Text(48), (row, _) => row.SupplierSku),
            new("gtin", "LIN UP, EN or UK", new FieldRule.Code([12, 13, 14]), (row, _) => row.Gtin),
            new("unit", "UIT01", Rules.Required(2, 2), (row, _) => row.Unit),
            new("quantity", "FST01", Rules.Number(15, 3), (row, _) => CsvText.Exact(row.Quantities.Select(q => q.Quantity).DefaultIfEmpty(0).Max())),
        ],
        Write = Write,
    };

    private static void Write(Stream stream, Interchange interchange, IEnumerable<ForecastRow> rows)
    {
        using var x12 = new X12Writer(stream, interchange, "PS");
        var number = 0;
        foreach (var message in ForecastFormat.Messages(rows))
            WriteMessage(x12, interchange, message, ++number);
    }

    private static void WriteMessage(X12Writer x12, Interchange interchange, ImmutableArray<ForecastRow> rows, int number)
    {
        var starts = rows.SelectMany(r => r.Quantities).Select(q => q.Start).DefaultIfEmpty(interchange.Day).ToArray();
        x12.Begin("830");

        // DL = by delivery, A = quantities of the bucket and not since a beginning.
        x12.Segment(
            "BFR", "00", $"{interchange.Day8}-{interchange.Number}-{CsvText.Whole(number)}", "", "DL", "A", Interchange.Date8(starts.Min()),
            Interchange.Date8(starts.Max()), interchange.Day8);
        x12.Segment("N1", "BY", "", "92", interchange.Value("buyer"));
        x12.Segment("N1", "SU", "", "92", rows[0].SupplierId);
        x12.Segment("N1", "ST", "", "92", rows[0].Key.Location.Code);
        var line = 0;
        foreach (var row in rows)
        {
            x12.Segment(
                "LIN",
                [
                    CsvText.Whole(++line), "BP", row.Key.Sku.Code, .. row.SupplierSku.Length > 0 ? (string[])["VP", row.SupplierSku] : [],
                    .. X12Writer.Gtin(row.Gtin),
                ]);
            x12.Segment("UIT", row.Unit);
            foreach (var (start, quantity) in row.Quantities)
            {
                // D = planning; the letter is the length of the bucket.
                x12.Segment(
                    "FST", X12Writer.Number(quantity), "D", row.Bucket switch { BucketUnit.Day => "D", BucketUnit.Week => "W", _ => "M" }, Interchange.Date8(start));
            }
        }

        x12.Segment("CTT", CsvText.Whole(rows.Length));
        x12.End();
    }
}
