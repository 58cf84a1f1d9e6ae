using System.Collections.Immutable;

namespace Forecasting.Inventory.TargetSetting;

/// <summary>What service costs in stock: the trade-off of the SKU-locations that can share a total, and where the plan stands beside it.</summary>
/// <param name="By">What a unit served counts for.</param>
/// <param name="Lines">SKU-locations that take part.</param>
/// <param name="Points">The cheapest stock for each total, ascending by fill rate; empty where nothing takes part.</param>
/// <param name="ByTargets">What the targets of the classes come to.</param>
/// <param name="SameService">The cheapest stock that serves as much as they do.</param>
public sealed record ServiceCostCurve(
    ServiceWeight By, int Lines, ImmutableArray<ServiceCostPoint> Points, ServiceCostPoint ByTargets, ServiceCostPoint SameService)
{
    /// <summary>Where the plan stands under a total; null when each SKU-location has the target of its class, and the plan stands at <see cref="ByTargets"/>.</summary>
    public ServiceCostPoint? ByTotal { get; init; }

    /// <summary>What one point (0.01) more of the total costs a year in holding, at <see cref="ByTotal"/> or else at <see cref="SameService"/>; 0 when nothing is left to gain.</summary>
    public double CostPerPoint { get; init; }

    /// <summary>How many stay outside and why, in the order of the reasons.</summary>
    public ImmutableArray<(OutsideTotal Why, int Count)> Outside { get; init; } = [];

    /// <summary>Currency of the money; empty when unknown.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Where the plan stands.</summary>
    public ServiceCostPoint Plan => ByTotal ?? ByTargets;

    /// <summary>Those outside in words: <c>2 have a service_target of their own, 1 ends before a later order could come</c>; empty when there are none.</summary>
    public string OutsideWords => string.Join(", ", Outside.Select(o => OutsideTotalWords.Of(o.Why, o.Count)));
}
