using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Statistics;

namespace Forecasting.Replay;

/// <summary>An order-up-to level that grows in proportion to one setting: <c>Start + setting × Slope</c>.</summary>
/// <param name="Start">Level at setting 0, units.</param>
/// <param name="Slope">Units for each unit of the setting, ≥ 0.</param>
public readonly record struct LevelLine(double Start, double Slope);

/// <summary>Orders up to a level at several settings: what the level is made of is computed once a morning.</summary>
/// <param name="name">Name in tables of a setting: weeks of cover, safety factor. The current one's name is the policy's.</param>
/// <param name="settings">The settings, ascending.</param>
/// <param name="current">Number of the current one among them.</param>
/// <param name="rule">From a morning and the number of a series to its level.</param>
public sealed class LevelFamily(Func<double, string> name, ImmutableArray<double> settings, int current, Func<ReplayMorning, int, LevelLine> rule) : IReplayFamily
{
    /// <inheritdoc/>
    public ImmutableArray<ReplayMember> Members { get; } = [.. settings.Select((s, i) => new ReplayMember(name(settings[current]), s, i == current))];

    /// <summary>So many weeks of the mean of the last observed weeks; the setting is the weeks of cover.</summary>
    /// <param name="historyWeeks">Weeks of the mean, ≥ 1.</param>
    public static Func<ReplayMorning, int, LevelLine> Cover(int historyWeeks) => (morning, i) =>
        new LevelLine(0, ReplayHistory.WeeklyMean(morning.Input.Series[i], morning.Input.Series[i].Length, historyWeeks));

    /// <summary>Mean and safety stock of exponential smoothing with normal errors; the setting is the safety factor.</summary>
    /// <remarks>Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th ed., sections 3.4 and 6.4. The smoothing constant, 0.05
    /// to 0.5, is the one with the smallest squared one-step error; the deviation over the protection interval is that of the one-step error times the
    /// root of its buckets, with the spread of the lead time.</remarks>
    public static LevelLine NormalTheory(ReplayMorning morning, int series)
    {
        var s = morning.Input.Series[series];
        var (level, deviation) = Smooth(s);
        var buckets = OrderWindow.From(morning.Input.AsOf, morning.Terms[series]).ProtectionDays / s.Bucket.MeanDays;
        var lead = morning.Terms[series].LeadTime.StandardDeviationDays / s.Bucket.MeanDays;
        return new LevelLine(level * buckets, Math.Sqrt(buckets * deviation * deviation + level * level * lead * lead));
    }

    /// <inheritdoc/>
    public ReplayOrders Order(ReplayMorning morning, IReadOnlyList<StockPositions> stocks, int threads, CancellationToken cancellation)
    {
        var series = morning.Input.Series;
        var levels = new LevelLine[series.Length];
        Parallel.For(
            0, levels.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i => levels[i] = rule(morning, i));
        return new ReplayOrders([.. settings.Select((setting, m) => levels.Select((line, i) => LotRules.Round(
            (decimal)Math.Clamp(line.Start + setting * line.Slope, -1e15, 1e15) - stocks[m].Of(series[i].Key).InventoryPosition, morning.Terms[i])).ToArray())], []);
    }

    private static SmoothedLevel Smooth(DemandSeries series) => SmoothedLevel.Of(
        [.. series.Quantities.Select((units, t) => double.IsNaN(units) || series.IsShort(t) ? double.NaN : Math.Max(0, units))]);
}
