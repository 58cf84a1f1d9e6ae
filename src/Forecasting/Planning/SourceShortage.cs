using Forecasting.Catalog;
using Forecasting.Inventory;

namespace Forecasting.Planning;

/// <summary>A place that has less than the places ask for that it supplies.</summary>
/// <param name="Key">Product and sending place.</param>
/// <param name="Places">Places that ask.</param>
/// <param name="Available">Units that it can send today.</param>
/// <param name="Asked">Units that they ask for.</param>
/// <param name="Sent">Units that are sent, ≤ both.</param>
public sealed record SourceShortage(SkuLocation Key, int Places, decimal Available, decimal Asked, decimal Sent)
{
    /// <summary>Units not sent, &gt; 0.</summary>
    public decimal Missing => Asked - Sent;

    /// <summary>Units that stay for its own customers, ≥ 0.</summary>
    public decimal Kept { get; init; }

    /// <summary>The next delivery to the sending place; null = none is on its way.</summary>
    public Arrival? Next { get; init; }

    /// <summary>What the missing units are expected to cost, as demand not served until the next order; null where no costs are known.</summary>
    public decimal? Money { get; init; }

    /// <summary>One full sentence.</summary>
    public string Reason => FormattableString.Invariant(
            $"{Key.Location} can send {Available:0.###} of the {Asked:0.###} that {Places} {(Places == 1 ? "place asks" : "places ask")} for: {Missing:0.###} are not sent")
        + (Kept > 0 ? FormattableString.Invariant($", {Kept:0.###} stay for its own customers") : "")
        + (Next is null ? ", and nothing is on its way to it." : FormattableString.Invariant($"; {Next.Quantity:0.###} are on their way to it for {Next.Day:yyyy-MM-dd}."));
}
