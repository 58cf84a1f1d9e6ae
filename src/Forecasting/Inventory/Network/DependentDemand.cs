using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.History;
using Forecasting.Inventory.Theory;

namespace Forecasting.Inventory.Network;

/// <summary>The demand that stores make at the warehouse that replenishes them: two echelons.</summary>
public static class DependentDemand
{
    /// <summary>What one store is expected to order, day by day: the plan's order, then what its policy orders as expected demand goes
    /// on.</summary>
    /// <param name="store">The store.</param>
    /// <param name="reorderPoint">s: position at or below which it orders, units; its order-up-to level when it orders at every
    /// review.</param>
    /// <param name="days">Days from the plan, ≥ 1.</param>
    /// <returns>Units ordered on each day, whole packs: wanted at the warehouse on that day.</returns>
    /// <remarks>Distribution requirements planning: Martin, DRP: Distribution Resource Planning, 1983. Reorder point and level move with
    /// the expected demand of the protection interval that they cover on each day.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is below 1.</exception>
    public static ImmutableArray<double> OfStore(StockOutlook store, decimal reorderPoint, int days)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var orders = new double[days];
        var review = Math.Max(1, (int)Math.Ceiling(store.Terms.ReviewDays));
        var interval = store.Window.ProtectionDays;
        var first = store.Window.OrderDate.DayNumber - store.AsOf.DayNumber;
        var covered = Enough(store.DemandUntil(interval));
        var position = store.Position.InventoryPosition;
        for (var day = first; day < days; day += review)
        {
            var sold = Enough(store.DemandUntil(day));
            var shift = Enough(store.DemandUntil(day + interval)) - sold - covered;
            var left = position - sold;
            var level = Math.Min(store.OrderUpToLevel + shift, store.Terms.MaxStock ?? decimal.MaxValue);
            var quantity = day == first ? store.OrderQuantity
                : left > reorderPoint + shift || ComesTooLate(store, day) ? 0
                : OrderSizing.Size(level - left, store.Terms.Moq, store.Terms.PackSize, store.Terms.MaxOrder).Quantity;
            orders[day] = (double)quantity;
            position += quantity;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(orders);
    }

    /// <summary>Units per bucket from units per day.</summary>
    /// <param name="daily">Units per day from the plan on, of each store, and of the warehouse's own customers where it has some.</param>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="start">First day of the first bucket, on or before the plan.</param>
    /// <param name="asOf">Morning of the plan: the first day of the arrays.</param>
    /// <param name="horizon">Buckets, ≥ 1.</param>
    /// <returns>The sum of all arrays in each bucket. A bucket that has begun is raised in the proportion of its days, so that
    /// <see cref="DailyDemand.Of"/> gives the days that are left their units again.</returns>
    public static ImmutableArray<double> PerBucket(
        IReadOnlyList<ImmutableArray<double>> daily, TimeBucket bucket, DateOnly start, DateOnly asOf, int horizon)
    {
        ArgumentNullException.ThrowIfNull(daily);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var mean = new double[horizon];
        for (var b = 0; b < horizon; b++)
        {
            var first = bucket.Add(start, b).DayNumber - asOf.DayNumber;
            var after = bucket.Add(start, b + 1).DayNumber - asOf.DayNumber;
            foreach (var store in daily)
            {
                for (var d = Math.Max(0, first); d < Math.Min(after, store.Length); d++)
                    mean[b] += store[d];
            }

            if (first < 0 && after > 0)
                mean[b] *= (after - first) / (double)after;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(mean);
    }

    /// <summary>Standard deviation of a sum.</summary>
    /// <param name="deviations">Of its parts, units, ≥ 0.</param>
    /// <param name="correlation">Between any two of them, 0..1; 0 = independent.</param>
    /// <returns>√((1 − ρ)·Σσ² + ρ·(Σσ)²), units.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>With ρ = 0 what <see cref="ServiceNetwork.Deviations"/> says of a warehouse. Stores order what they sold, so over any
    /// stretch longer than a review the spread of their orders is that of their sales; packs add up to a sixth of a squared pack to each
    /// order.</remarks>
    /// <example>3 and 4 give 5; with ρ = 1 they give 7.</example>
    public static double Deviation(ReadOnlySpan<double> deviations, double correlation = 0)
    {
        Require.NotNegative(deviations);
        if (!(correlation is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "Must be in 0..1.");
        double squares = 0, sum = 0;
        foreach (var deviation in deviations)
        {
            squares += deviation * deviation;
            sum += deviation;
        }

        return Math.Sqrt((1 - correlation) * squares + correlation * sum * sum);
    }

    /// <summary>Warehouse and stores as a network in which safety stock can be placed with <see cref="GuaranteedService"/>.</summary>
    /// <param name="warehouse">The warehouse: stage 0. Its own customers, where it has some, are served at once.</param>
    /// <param name="stores">The stores: stages 1, 2, … in this order. Their customers are served at once.</param>
    public static ServiceNetwork Network(EchelonPlace warehouse, IReadOnlyList<EchelonPlace> stores)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        ArgumentNullException.ThrowIfNull(stores);
        ServiceStage[] stages =
        [
            new ServiceStage(warehouse.HoldingCost, warehouse.LeadTimeDays)
            {
                DemandDeviation = warehouse.DemandDeviation,
                ExternalOutboundTime = warehouse.DemandDeviation > 0 || stores.Count == 0 ? 0 : null,
            },
            .. stores.Select(s => new ServiceStage(s.HoldingCost, s.LeadTimeDays) { DemandDeviation = s.DemandDeviation, ExternalOutboundTime = 0 }),
        ];
        return new ServiceNetwork(stages, [.. Enumerable.Range(1, stores.Count).Select(k => (0, k))]);
    }

    private static bool ComesTooLate(StockOutlook store, int day) =>
        store.Terms.EndDate is { } end && store.AsOf.AddDays(day + (int)Math.Ceiling(store.Terms.LeadTime.MeanDays)) >= end;

    private static decimal Enough(double units) => Math.Round((decimal)Math.Clamp(units, 0, 1e15), 6);
}
