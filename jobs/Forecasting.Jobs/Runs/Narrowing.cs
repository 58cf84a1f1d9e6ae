using System.Collections.Immutable;
using System.Text.Json;
using Forecasting.Planning;
using Forecasting.Storage.Files;

namespace Forecasting.Jobs.Runs;

/// <summary>The part of a plan that a preview shows or a run sends; nothing named = all of it.</summary>
public sealed record Narrowing
{
    /// <summary>Products; empty = all.</summary>
    public ImmutableArray<string> Skus { get; init; } = [];

    /// <summary>Places that receive; empty = all.</summary>
    public ImmutableArray<string> Locations { get; init; } = [];

    /// <summary>Suppliers; empty = all, transfers too.</summary>
    public ImmutableArray<string> Suppliers { get; init; } = [];

    /// <summary>True when nothing is named.</summary>
    internal bool IsAll => Skus.IsEmpty && Locations.IsEmpty && Suppliers.IsEmpty;

    /// <summary>True when a line belongs to the part.</summary>
    internal bool Holds(OrderLine line) =>
        (Skus.IsEmpty || Skus.Contains(line.Sku.Code)) && (Locations.IsEmpty || Locations.Contains(line.ShipTo.Code))
        && (Suppliers.IsEmpty || Suppliers.Contains(line.SupplierId));

    /// <summary>The orders that belong to the part, whole: a supplier's minimum and its joint orders hold for an order, not for a line.</summary>
    /// <param name="orders">Every line of the plan.</param>
    /// <exception cref="InputException">No order belongs to it.</exception>
    internal ImmutableArray<OrderLine> Of(ImmutableArray<OrderLine> orders)
    {
        if (IsAll)
            return orders;
        var whole = orders.Where(Holds).Select(o => o.OrderId).ToHashSet(StringComparer.Ordinal);
        return whole.Count > 0
            ? orders.RemoveAll(o => !whole.Contains(o.OrderId))
            : throw new InputException($"Nothing is to be ordered of the part that was asked for ({ToText()}): there is no such product, place or supplier in the plan, or it needs nothing now. Nothing was published.");
    }

    /// <summary>As text: the same part, the same text. Empty for all.</summary>
    internal string ToText() => IsAll ? "" : JsonSerializer.Serialize(new Narrowing { Skus = Ordered(Skus), Locations = Ordered(Locations), Suppliers = Ordered(Suppliers) });

    /// <summary>The part that <see cref="ToText"/> gave.</summary>
    internal static Narrowing Parse(string text) => text.Length == 0 ? new Narrowing() : JsonSerializer.Deserialize<Narrowing>(text)!;

    private static ImmutableArray<string> Ordered(ImmutableArray<string> codes) => [.. codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
