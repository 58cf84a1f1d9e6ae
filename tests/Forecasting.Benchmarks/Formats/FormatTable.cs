using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Formats;

namespace Forecasting.Benchmarks.Formats;

/// <summary>How long a format takes for many lines, and how much memory: lines are made as they are asked for, as a database would give them.</summary>
internal static class FormatTable
{
    private const int LinesOfAnOrder = 50;

    /// <summary>Checks and writes, format after format; the last column never falls.</summary>
    public static int Print(int lines, TextWriter output)
    {
        output.WriteLine("| format | lines | MB | check and write, s | peak working set so far, MB |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var format in PartnerFormats.All.Values.OfType<OrderFormat>())
        {
            var profile = Profile(format);
            var interchange = PartnerFile.InterchangeOf(profile, new ControlNumber(1), new DateOnly(2026, 1, 5), "0123456789ab", isTest: false);
            var watch = Stopwatch.StartNew();
            if (format.Check(Lines(format, lines), interchange).FirstOrDefault() is { } fault)
                throw new InvalidOperationException(fault.ToString());
            var path = Path.GetTempFileName();
            long bytes;
            using (var stream = new FileStream(path, FileMode.Create))
            {
                format.Write(stream, interchange, Lines(format, lines));
                bytes = stream.Length;
            }

            File.Delete(path);
            using var process = Process.GetCurrentProcess();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| `{format.Name}` | {lines:#,0} | {bytes / 1e6:0} | {watch.Elapsed.TotalSeconds:0.0} | {process.PeakWorkingSet64 / 1e6:0} |"));
        }

        return 0;
    }

    private static PartnerProfile Profile(OrderFormat format) => new()
    {
        Name = "bench",
        Format = format.Name,
        Values = format.Values.ToImmutableSortedDictionary(v => v.Name, v => v.Name switch
        {
            "header" => "seq_nbr,order_id,supplier_id",
            "detail" => "seq_nbr,line_no,sku,quantity",
            _ when v.Default.Length > 0 => v.Default,
            _ when v.Rule is FieldRule.Code => "5412345000013",
            _ => "AB",
        }),
    };

    private static IEnumerable<OrderLine> Lines(OrderFormat format, int count)
    {
        var isTransfer = !format.Types.Contains(OrderType.Purchase);
        var hasGlns = ReferenceEquals(format, Gs1Order.Format);
        for (var i = 0; i < count; i++)
        {
            var order = (i / LinesOfAnOrder).ToString("D9", CultureInfo.InvariantCulture);
            yield return new OrderLine(
                $"{order}{i % LinesOfAnOrder:D4}", order, (i % LinesOfAnOrder) + 1, isTransfer ? OrderType.Transfer : OrderType.Purchase, OrderAction.Create,
                new DateOnly(2026, 1, 5), isTransfer ? "" : hasGlns ? "4098765000010" : "S1",
                isTransfer ? "1000" : "", new Location(hasGlns ? "5412345000037" : "1000"),
                new Sku("A" + (i % 50_000).ToString("D5", CultureInfo.InvariantCulture)), "", "5412345000136", (i % 90) + 1, "EA", 1, null,
                new DateOnly(2026, 1, 19), 7.25m, "EUR", "normal", "BELOW_REORDER_POINT");
        }
    }
}
