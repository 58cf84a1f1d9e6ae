using System.Collections.Immutable;
using Forecasting.Planning;

namespace Forecasting.Replay;

/// <summary>Policies that are played side by side because they share the work of a morning: one way to order, at several settings.</summary>
public interface IReplayFamily
{
    /// <summary>Who is played, in the order of the orders.</summary>
    ImmutableArray<ReplayMember> Members { get; }

    /// <summary>What each member orders this morning.</summary>
    /// <param name="morning">What they may know, without stock.</param>
    /// <param name="stocks">The stock of each member, in the order of <see cref="Members"/>.</param>
    /// <param name="threads">Threads, ≥ 1; the answer does not depend on them.</param>
    /// <param name="cancellation">Stops the work.</param>
    ReplayOrders Order(ReplayMorning morning, IReadOnlyList<StockPositions> stocks, int threads, CancellationToken cancellation);
}

/// <summary>One policy at one setting.</summary>
/// <param name="Policy">The policy's name in tables: members of one name are points of one curve.</param>
/// <param name="Parameter">The setting; NaN where the policy has none.</param>
/// <param name="IsCurrent">True for the setting that is compared with other policies; one in each policy.</param>
public readonly record struct ReplayMember(string Policy, double Parameter, bool IsCurrent);

/// <summary>The orders of a morning.</summary>
/// <param name="Quantities">For each member, units for each of the morning's series, ≥ 0.</param>
/// <param name="Targets">The fill rate that each series is to reach at the current setting; NaN where the target is another, empty where there is none.</param>
public sealed record ReplayOrders(decimal[][] Quantities, double[] Targets);

/// <summary>A policy without settings.</summary>
/// <param name="policy">How it orders.</param>
public sealed class SinglePolicy(IReplayPolicy policy) : IReplayFamily
{
    /// <inheritdoc/>
    public ImmutableArray<ReplayMember> Members { get; } = [new ReplayMember(policy.Name, double.NaN, true)];

    /// <inheritdoc/>
    public ReplayOrders Order(ReplayMorning morning, IReadOnlyList<StockPositions> stocks, int threads, CancellationToken cancellation) =>
        new([policy.Order(morning with { Input = morning.Input with { Positions = stocks[0] } }, threads, cancellation)], []);
}
