using Forecasting.Catalog;
using Forecasting.Planning;

namespace Forecasting.Storage.Runs;

/// <summary>The reorder lines that went out: each once, for ever.</summary>
/// <param name="database">Where they are kept.</param>
internal sealed class LinesThatWentOut(ForecastingDatabase database)
{
    /// <summary>All of them, or those of one cycle, in the order in which they went out, with what was confirmed of them.</summary>
    public IReadOnlyList<PublishedLine> Read(DateOnly? cycle)
    {
        var answers = new ReorderLedger(database).Answers();
        return
        [
            .. database.Query<LineRow>("Runs/PublishedLines", new { first_cycle = cycle ?? DateOnly.MinValue, last_cycle = cycle ?? DateOnly.MaxValue })
                .OrderBy(r => r.Sequence)
                .ThenBy(r => r.OrderId, StringComparer.Ordinal)
                .ThenBy(r => r.LineNumber)
                .ThenBy(r => r.LineId, StringComparer.Ordinal)
                .Select(r => r.ToLine())
                .Select(l => answers.TryGetValue(l.LineId, out var answer) ? l with { Confirmed = answer.Quantity } : l),
        ];
    }

    /// <summary>Adds those of a publication; part of a transaction.</summary>
    /// <exception cref="DatabaseException">A line id is out already.</exception>
    public void Append(string runId, DateOnly asOf, long sequence, DateOnly cycle, IEnumerable<OrderLine> lines)
    {
        var revisions = Read(cycle).GroupBy(l => (l.Key, l.Source)).ToDictionary(g => g.Key, g => g.Count());
        database.Append("run", "published_line", lines, (row, line) =>
        {
            var source = line.Type == OrderType.Purchase ? line.SupplierId : line.ShipFrom;
            var key = (new SkuLocation(line.Sku, line.ShipTo), source);
            revisions[key] = revisions.GetValueOrDefault(key, 0) + 1;
            row.AppendValue(line.LineId)
                .AppendValue(line.OrderId)
                .AppendInteger(line.LineNumber)
                .AppendValue(line.Type.ToString())
                .AppendValue(line.Action.ToString())
                .AppendValue(line.ShipTo.Code)
                .AppendValue(line.Sku.Code)
                .AppendValue(source)
                .AppendDate(cycle)
                .AppendInteger(revisions[key] - 1)
                .AppendDecimal(line.Quantity, 9)
                .AppendDate(line.RequestedDelivery)
                .AppendValue(runId)
                .AppendDate(asOf)
                .AppendValue((long?)sequence);
        });
    }

    private sealed record LineRow
    {
        public string LineId { get; init; } = "";

        public string OrderId { get; init; } = "";

        public int LineNumber { get; init; }

        public string Type { get; init; } = "";

        public string Action { get; init; } = "";

        public string Location { get; init; } = "";

        public string Sku { get; init; } = "";

        public string Source { get; init; } = "";

        public DateOnly Cycle { get; init; }

        public int Revision { get; init; }

        public decimal Quantity { get; init; }

        public DateOnly RequestedDelivery { get; init; }

        public string RunId { get; init; } = "";

        public DateOnly AsOf { get; init; }

        public long Sequence { get; init; }

        public PublishedLine ToLine() => new(
            LineId,
            OrderId,
            LineNumber,
            Enum.Parse<OrderType>(Type),
            Enum.Parse<OrderAction>(Action),
            new SkuLocation(new Sku(Sku), new Location(Location)),
            Source,
            Cycle,
            Revision,
            Quantity,
            RequestedDelivery,
            RunId,
            AsOf,
            Sequence);
    }
}
