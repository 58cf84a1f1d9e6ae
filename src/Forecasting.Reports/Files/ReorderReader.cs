using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Planning;

namespace Forecasting.Reports.Files;

/// <summary>Checks a reorder file line by line, as a careful receiver would.</summary>
internal static class ReorderReader
{
    private const int FaultsShown = 20;

    public static ReorderContent Read(Stream stream)
    {
        var faults = new List<string>();
        var lines = ImmutableArray.CreateBuilder<OrderLine>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var runId = "";
        try
        {
            var hasHeader = false;
            foreach (var record in StrictCsv.Read(stream))
            {
                if (!hasHeader)
                {
                    hasHeader = true;
                    if (!record.Fields.AsSpan().SequenceEqual(ReorderFile.Columns.AsSpan()))
                        throw new CsvFormatException(1, $"the header should be exactly \"{string.Join(',', ReorderFile.Columns)}\".");
                    continue;
                }

                if (record.Fields.Length != ReorderFile.Columns.Length)
                {
                    faults.Add($"line {record.Line}: {record.Fields.Length} fields, expected {ReorderFile.Columns.Length}.");
                    continue;
                }

                var row = new Row(record, faults);
                var line = row.OrderLine();
                if (!seen.TryAdd(line.LineId, record.Line))
                    row.Fault("line_id", $"stands on line {seen[line.LineId]} already; a line id is never used twice");
                runId = row.SameRun(runId);
                lines.Add(line);
            }

            if (!hasHeader)
                faults.Add("line 1: the file is empty; a file without orders still has its header.");
        }
        catch (CsvFormatException fault)
        {
            faults.Add($"line {fault.Line}: {fault.Message}");
        }

        return faults.Count == 0
            ? new ReorderContent(runId, lines.ToImmutable())
            : throw new ReorderFileException([.. faults.Take(FaultsShown)]);
    }

    /// <summary>One line on its way from text to <see cref="Planning.OrderLine"/>. A faulty field is reported and gets a harmless value.</summary>
    private sealed class Row(CsvRecord record, List<string> faults)
    {
        public void Fault(string column, string what) =>
            faults.Add($"line {record.Line}, column \"{column}\": \"{Text(column)}\" {what}.");

        public OrderLine OrderLine()
        {
            var type = OneOf("order_type", ("purchase", OrderType.Purchase), ("transfer", OrderType.Transfer));
            var action = OneOf("action", ("create", OrderAction.Create), ("change", OrderAction.Change), ("cancel", OrderAction.Cancel));
            var quantity = Number("quantity") ?? 0;
            if (action == OrderAction.Cancel && quantity != 0)
                Fault("quantity", "should be 0 on a cancellation");
            if (action != OrderAction.Cancel && quantity == 0)
                Fault("quantity", "should be above 0");
            if (type == OrderType.Transfer && Text("ship_from").Length == 0)
                Fault("ship_from", "is required for a transfer");
            if (type == OrderType.Transfer && Text("supplier_id").Length > 0)
                Fault("supplier_id", "should be empty for a transfer");
            if (type == OrderType.Purchase && Text("ship_from").Length > 0)
                Fault("ship_from", "should be empty for a purchase");
            if (Text("currency") is var currency && currency.Length > 0 && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
                Fault("currency", "is not an ISO 4217 code");

            var orderDate = Day("order_date");
            var delivery = Day("requested_delivery");
            if (delivery < orderDate)
                Fault("requested_delivery", $"is before the order date {CsvText.Date(orderDate)}");

            return new OrderLine(
                Required("line_id"), Required("order_id"), LineNumber(), type, action, orderDate, Text("supplier_id"), Text("ship_from"),
                new Location(Required("ship_to_location")), new Sku(Required("sku")), Text("supplier_sku"), Text("gtin"), quantity,
                Required("unit"), Number("packs") ?? 0, OptionalNumber("pallets"), delivery, OptionalNumber("unit_price"), currency,
                OneOf("priority", ("urgent", "urgent"), ("high", "high"), ("normal", "normal")), Required("reason_code"));
        }

        /// <summary>The run of this line, which must be that of the lines before.</summary>
        public string SameRun(string before)
        {
            var runId = Required("run_id");
            if (before.Length > 0 && !string.Equals(runId, before, StringComparison.Ordinal))
                Fault("run_id", $"differs from \"{before}\" on the lines above");
            return runId;
        }

        private string Text(string column) => record.Fields[ReorderFile.Columns.IndexOf(column, StringComparer.Ordinal)];

        private string Required(string column)
        {
            if (Text(column) is { Length: > 0 } text)
                return text;
            Fault(column, "is required");
            return "?";
        }

        private T OneOf<T>(string column, params ReadOnlySpan<(string Word, T Value)> cases)
        {
            foreach (var (word, value) in cases)
            {
                if (string.Equals(Text(column), word, StringComparison.Ordinal))
                    return value;
            }

            var words = new List<string>();
            foreach (var (word, _) in cases)
                words.Add(word);
            Fault(column, $"should be {string.Join(" or ", words)}");
            return cases[0].Value;
        }

        private int LineNumber()
        {
            if (int.TryParse(Text("line_no"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                return number;
            Fault("line_no", "is not a whole number from 1");
            return 1;
        }

        private DateOnly Day(string column)
        {
            if (DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            Fault(column, "is not a date (expected e.g. 2026-01-31)");
            return DateOnly.MinValue;
        }

        private decimal? OptionalNumber(string column) => Text(column).Length == 0 ? null : Number(column);

        /// <summary>Only the one form that <see cref="CsvText.Exact(decimal)"/> writes: what reads differently was not written by us.</summary>
        private decimal? Number(string column)
        {
            var text = Text(column);
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && string.Equals(CsvText.Exact(number), text, StringComparison.Ordinal))
                return number;
            Fault(column, "is not a number of 0 or more (expected e.g. 12.5, no trailing zeros, no thousands marks)");
            return null;
        }
    }
}
