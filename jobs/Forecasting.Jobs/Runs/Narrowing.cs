using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Storage.Files;
using Forecasting.Trust;

namespace Forecasting.Jobs.Runs;

/// <summary>The part of a plan that a preview shows or a run sends; nothing named = all of it.</summary>
public sealed record Narrowing
{
    private static readonly JsonSerializerOptions Form = new() { Converters = { new JsonStringEnumConverter<TrustGrade>() } };

    /// <summary>Products; empty = all.</summary>
    public ImmutableArray<string> Skus { get; init; } = [];

    /// <summary>Places that receive; empty = all.</summary>
    public ImmutableArray<string> Locations { get; init; } = [];

    /// <summary>Suppliers; empty = all, transfers too.</summary>
    public ImmutableArray<string> Suppliers { get; init; } = [];

    /// <summary>Trust grades of the product at the place that receives; empty = all, also what is not planned and has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<TrustGrade> Grades { get; init; } = [];

    /// <summary>True when nothing is named.</summary>
    internal bool IsAll => Skus.IsEmpty && Locations.IsEmpty && Suppliers.IsEmpty && Grades.IsEmpty;

    /// <summary>The grade of that letter; null when there is none.</summary>
    internal static TrustGrade? Grade(string? text) => text is ['A' or 'B' or 'C' or 'D' or 'a' or 'b' or 'c' or 'd'] ? Enum.Parse<TrustGrade>(text, ignoreCase: true) : null;

    /// <summary>True when a line belongs to the part.</summary>
    /// <param name="line">The line.</param>
    /// <param name="grades">The grades of what is planned.</param>
    internal bool Holds(OrderLine line, IReadOnlyDictionary<SkuLocation, TrustGrade> grades) =>
        (Skus.IsEmpty || Skus.Contains(line.Sku.Code)) && (Locations.IsEmpty || Locations.Contains(line.ShipTo.Code))
        && (Suppliers.IsEmpty || Suppliers.Contains(line.SupplierId))
        && (Grades.IsEmpty || (grades.TryGetValue(new SkuLocation(line.Sku, line.ShipTo), out var grade) && Grades.Contains(grade)));

    /// <summary>The orders that belong to the part, whole: a supplier's minimum and its joint orders hold for an order, not for a line.</summary>
    /// <param name="orders">Every line of the plan.</param>
    /// <param name="planned">What is planned.</param>
    /// <exception cref="InputException">No order belongs to it.</exception>
    internal ImmutableArray<OrderLine> Of(ImmutableArray<OrderLine> orders, ImmutableArray<PlanLine> planned)
    {
        if (IsAll)
            return orders;
        var grades = Grades.IsEmpty ? new Dictionary<SkuLocation, TrustGrade>() : planned.ToDictionary(l => l.Key, l => l.Trust.Grade);
        var whole = orders.Where(line => Holds(line, grades)).Select(o => o.OrderId).ToHashSet(StringComparer.Ordinal);
        return whole.Count > 0
            ? orders.RemoveAll(o => !whole.Contains(o.OrderId))
            : throw new InputException($"Nothing is to be ordered of the part that was asked for ({ToText()}): there is no such product, place, supplier or grade in the plan, or it needs nothing now. Nothing was published.");
    }

    /// <summary>As text: the same part, the same text. Empty for all.</summary>
    /// <remarks>Part of a run's identity: without grades it is the text that it was before there could be any.</remarks>
    internal string ToText() => IsAll ? "" : JsonSerializer.Serialize(
        new Narrowing { Skus = Ordered(Skus), Locations = Ordered(Locations), Suppliers = Ordered(Suppliers), Grades = Grades.IsEmpty ? default : [.. Grades.Distinct().Order()] }, Form);

    /// <summary>The part that <see cref="ToText"/> gave.</summary>
    internal static Narrowing Parse(string text) => text.Length == 0 ? new Narrowing() : JsonSerializer.Deserialize<Narrowing>(text, Form)!;

    private static ImmutableArray<string> Ordered(ImmutableArray<string> codes) => [.. codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
