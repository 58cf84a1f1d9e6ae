using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Inventory;
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

/// <summary>Orders what the plan recommends.</summary>
/// <param name="name">Its name in tables.</param>
public sealed class PlanPolicy(string name) : IReplayPolicy
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public decimal[] Order(ReplayMorning morning, int threads, CancellationToken cancellation)
    {
        var plan = Plan.Make(morning.Input, threads, null, cancellation);
        var quantities = plan.Lines.ToDictionary(l => l.Key, l => l.Recommendation.Explanation.Quantity);
        return [.. morning.Input.Series.Select(s => quantities.GetValueOrDefault(s.Key))];
    }
}

/// <summary>Orders up to so many weeks of the mean of the last weeks: what a spreadsheet does.</summary>
/// <param name="historyWeeks">Weeks of the mean, ≥ 1.</param>
/// <param name="coverWeeks">Weeks of cover, above 0.</param>
public sealed class CoverPolicy(int historyWeeks, double coverWeeks) : IReplayPolicy
{
    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"{historyWeeks}-week mean × {coverWeeks:0.##}");

    /// <inheritdoc/>
    public decimal[] Order(ReplayMorning morning, int threads, CancellationToken cancellation) =>
    [
        .. morning.Input.Series.Select((series, i) =>
        {
            var level = coverWeeks * ReplayHistory.WeeklyMean(series, series.Length, historyWeeks);
            return LotRules.Round((decimal)level - morning.Input.Positions.Of(series.Key).InventoryPosition, morning.Terms[i]);
        }),
    ];
}

/// <summary>Orders up to the mean and safety stock of exponential smoothing with normal errors: what textbooks do.</summary>
/// <param name="safetyFactor">Standard deviations over the protection interval, ≥ 0: 1.64 for a cycle service of 95 %.</param>
/// <remarks>Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th ed., sections 3.4 and 6.4. The smoothing constant, 0.05
/// to 0.5, is the one with the smallest squared one-step error.</remarks>
public sealed class NormalTheoryPolicy(double safetyFactor) : IReplayPolicy
{
    private static readonly double[] Constants = [0.05, 0.1, 0.2, 0.3, 0.5];

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"smoothing + {safetyFactor:0.##} σ");

    /// <inheritdoc/>
    public decimal[] Order(ReplayMorning morning, int threads, CancellationToken cancellation) =>
    [
        .. morning.Input.Series.Select((series, i) =>
        {
            var (level, deviation) = Smooth(series);
            var window = OrderWindow.From(morning.Input.AsOf, morning.Terms[i]);
            var buckets = window.ProtectionDays / series.Bucket.MeanDays;
            var lead = morning.Terms[i].LeadTime.StandardDeviationDays / series.Bucket.MeanDays;
            var safety = safetyFactor * Math.Sqrt(buckets * deviation * deviation + level * level * lead * lead);
            return LotRules.Round((decimal)(level * buckets + safety) - morning.Input.Positions.Of(series.Key).InventoryPosition, morning.Terms[i]);
        }),
    ];

    private static (double Level, double Deviation) Smooth(DemandSeries series)
    {
        var best = (Level: 0.0, Deviation: double.PositiveInfinity);
        foreach (var constant in Constants)
        {
            double level = 0, squares = 0;
            var seen = 0;
            for (var t = 0; t < series.Length; t++)
            {
                if (double.IsNaN(series.Quantities[t]) || series.IsShort(t))
                    continue;
                var demand = Math.Max(0, series.Quantities[t]);
                squares += seen == 0 ? 0 : (demand - level) * (demand - level);
                level += Math.Max(constant, 1.0 / ++seen) * (demand - level);
            }

            var deviation = seen > 1 ? Math.Sqrt(squares / (seen - 1)) : 0;
            if (deviation < best.Deviation)
                best = (level, deviation);
        }

        return best;
    }
}
