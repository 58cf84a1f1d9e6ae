using System.Collections.Immutable;
using System.Text.Json;
using Forecasting.Planning;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Work;

/// <summary>The part of a plan that a preview is to show; nothing named = all of it.</summary>
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

    /// <summary>As text: the same part, the same text. Empty for all.</summary>
    internal string ToText() => IsAll ? "" : JsonSerializer.Serialize(new Narrowing { Skus = Ordered(Skus), Locations = Ordered(Locations), Suppliers = Ordered(Suppliers) });

    /// <summary>The part that <see cref="ToText"/> gave.</summary>
    internal static Narrowing Parse(string text) => text.Length == 0 ? new Narrowing() : JsonSerializer.Deserialize<Narrowing>(text)!;

    private static ImmutableArray<string> Ordered(ImmutableArray<string> codes) => [.. codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>What is asked for; two that are equal are the same work.</summary>
/// <param name="Kind">What.</param>
/// <param name="AsOf">Morning of the plan; null where the data decide.</param>
/// <param name="NarrowedTo">The part that a preview shows, see <see cref="Narrowing.ToText"/>; the run of a replay; the days of a backfill, see
/// <see cref="MissedMornings"/>.</param>
internal sealed record WorkOrder(RequestKind Kind, DateOnly? AsOf = null, string NarrowedTo = "")
{
    /// <summary>What a request asks for.</summary>
    public static WorkOrder Of(ServiceRequest request) => new(request.Kind, request.AsOf, request.NarrowedTo);

    /// <summary>Fingerprint, for idempotency keys.</summary>
    public string Hash => RunIdentity.HashOf(FormattableString.Invariant($"{Kind}|{AsOf:yyyy-MM-dd}|{NarrowedTo}"));
}
