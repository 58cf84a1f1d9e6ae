using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Inventory.TargetSetting;

namespace Forecasting.Planning;

/// <summary>A line planned by its own target, with what a total needs to set it another one. Possible futures are not kept: whoever gets another target draws the same ones again.</summary>
/// <param name="Line">As planned by its own target.</param>
/// <param name="Share">Its part in a total.</param>
/// <param name="AlternativeShares">The same for each of <see cref="PlanInput.Alternatives"/>; empty where none of them has a total.</param>
/// <param name="Spread">How far its demand may be from its forecast; null where no target will change.</param>
internal sealed record DraftedLine(PlanLine Line, ServiceShare Share, ImmutableArray<ServiceShare> AlternativeShares, ErrorSpread? Spread);

/// <summary>The part of a SKU-location in a total.</summary>
/// <param name="Line">What its levels serve and hold; null when it stays outside.</param>
/// <param name="Outside">Why it does.</param>
internal readonly record struct ServiceShare(ServiceLine? Line, OutsideTotal Outside)
{
    /// <summary>Nobody asked.</summary>
    public static readonly ServiceShare NotAsked = new(null, OutsideTotal.TakesPart);
}
