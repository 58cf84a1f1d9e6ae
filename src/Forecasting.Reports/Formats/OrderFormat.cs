using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Planning;

namespace Forecasting.Reports.Formats;

/// <summary>A format of order lines.</summary>
public sealed record OrderFormat : PartnerFormat
{
    /// <summary>The fields of a line, in the order of the format.</summary>
    public required ImmutableArray<FormatField<OrderLine>> Fields { get; init; }

    /// <summary>Writes lines that <see cref="Check"/> has found no fault with, in their order, one after the other. The stream stays open.</summary>
    public required Action<Stream, Interchange, IEnumerable<OrderLine>> Write { get; init; }

    /// <summary>Kinds of order that it carries; lines of others are not for it.</summary>
    public ImmutableArray<OrderType> Types { get; init; } = [OrderType.Purchase];

    /// <summary>What it can ask for; a line that asks for something else is refused.</summary>
    public ImmutableArray<OrderAction> Actions { get; init; } = [OrderAction.Create];

    /// <summary>True when lines of an order share a head: they must follow each other and agree in it.</summary>
    public bool HasHeads { get; init; } = true;

    /// <inheritdoc/>
    public override IEnumerable<FormatField> RowFields => Fields;

    /// <summary>All values that do not fit, in the order of the lines; empty when the file can be written.</summary>
    /// <param name="lines">The lines, ordered by order.</param>
    /// <param name="interchange">What stands around them.</param>
    public IEnumerable<FormatFault> Check(IEnumerable<OrderLine> lines, Interchange interchange)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(interchange);
        var finished = new HashSet<string>(StringComparer.Ordinal);
        OrderLine? head = null;
        foreach (var line in lines)
        {
            var key = new SkuLocation(line.Sku, line.ShipTo);
            foreach (var fault in Misfits(line, Fields, key, interchange))
                yield return fault;
            if (!Actions.Contains(line.Action))
                yield return new(key, "action", "", Word(line.Action), $"cannot be said in {Name} (leave it out with \"actions\", and tell it another way)");
            if (!HasHeads)
                continue;
            if (head is not null && string.Equals(head.OrderId, line.OrderId, StringComparison.Ordinal))
            {
                foreach (var fault in Disagreements(head, line, key))
                    yield return fault;
                continue;
            }

            if (!finished.Add(line.OrderId))
                yield return new(key, "order_id", "", line.OrderId, "comes back after lines of another order");
            head = line;
        }
    }

    /// <summary>The word of <c>reorder.csv</c>.</summary>
    internal static string Word(OrderAction action) => action switch { OrderAction.Create => "create", OrderAction.Change => "change", _ => "cancel" };

    /// <summary>The lines order by order.</summary>
    internal static IEnumerable<ImmutableArray<OrderLine>> Orders(IEnumerable<OrderLine> lines)
    {
        var order = ImmutableArray.CreateBuilder<OrderLine>();
        foreach (var line in lines)
        {
            if (order.Count > 0 && !string.Equals(order[0].OrderId, line.OrderId, StringComparison.Ordinal))
                yield return order.DrainToImmutable();
            order.Add(line);
        }

        if (order.Count > 0)
            yield return order.DrainToImmutable();
    }

    private static IEnumerable<FormatFault> Disagreements(OrderLine head, OrderLine line, SkuLocation key)
    {
        (string Field, string Head, string Line)[] heads =
        [
            ("supplier_id", head.SupplierId, line.SupplierId),
            ("ship_from", head.ShipFrom, line.ShipFrom),
            ("ship_to_location", head.ShipTo.Code, line.ShipTo.Code),
            ("currency", head.Currency, line.Currency),
            ("order_date", Files.CsvText.Date(head.OrderDate), Files.CsvText.Date(line.OrderDate)),
        ];
        foreach (var (field, first, own) in heads)
        {
            if (!string.Equals(first, own, StringComparison.Ordinal))
                yield return new(key, field, "", own, $"is not \"{first}\", as on the first line of order {head.OrderId}");
        }
    }
}
