using Forecasting.Catalog;
using Forecasting.Planning;

namespace Forecasting.Replay;

/// <summary>One morning of a replay: everything that a policy may know, and nothing that came later.</summary>
/// <param name="Input">What a plan would be made from: series that end on the morning, the policy's own stock, terms as known then.</param>
/// <param name="Terms">Terms of replenishment of each of <see cref="PlanInput.Series"/>, in their order.</param>
public sealed record ReplayMorning(PlanInput Input, IReadOnlyList<SupplyTerms> Terms);

/// <summary>A way to order.</summary>
public interface IReplayPolicy
{
    /// <summary>Its name in tables.</summary>
    string Name { get; }

    /// <summary>What it orders this morning.</summary>
    /// <param name="morning">What it may know.</param>
    /// <param name="threads">Threads, ≥ 1; the answer does not depend on them.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Units for each of the morning's series, in their order, ≥ 0.</returns>
    decimal[] Order(ReplayMorning morning, int threads, CancellationToken cancellation);
}
