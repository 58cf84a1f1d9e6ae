using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Trust;

namespace Forecasting.Planning;

/// <summary>Plans the places that others are supplied from, after those.</summary>
/// <param name="tree">Who orders from whom.</param>
/// <param name="alone">What was planned, each place for its own customers.</param>
/// <param name="input">What is planned.</param>
/// <param name="succession">Who replaces whom.</param>
/// <param name="horizon">Buckets to forecast.</param>
internal sealed class SourcePlans(SourceTree tree, ImmutableArray<PlanLine> alone, PlanInput input, Succession succession, int horizon)
{
    private readonly Dictionary<SkuLocation, PlanLine> own = alone.ToDictionary(l => l.Key);
    private readonly HashSet<Location> selling =
        [.. input.Series.Where(s => s.Quantities.Any(units => units > 0)).Select(s => s.Key.Location)];

    /// <summary>The plan with its sources.</summary>
    /// <param name="unplanned">What was not planned for its own customers.</param>
    /// <param name="options">Threads and cancellation; the result does not depend on the threads.</param>
    /// <returns>All lines, ordered by key; and what is still not planned.</returns>
    public (ImmutableArray<PlanLine> Lines, List<UnplannedLine> Unplanned) Plan(List<UnplannedLine> unplanned, ParallelOptions options)
    {
        if (tree.Levels.IsEmpty)
            return (alone, unplanned);
        var lines = new Dictionary<SkuLocation, PlanLine>(own);
        var reasons = unplanned.ToDictionary(u => u.Key);
        Plan(lines, reasons, options, static _ => true);
        return (Ordered(lines), [.. reasons.Values]);
    }

    /// <summary>The same plan after stock that is too much was sent elsewhere: places that get some ask less of their source.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <remarks>A source that is itself sent something keeps its order: part of it is on its way by then.</remarks>
    public ImmutableArray<PlanLine> PlanAgain(ImmutableArray<PlanLine> lines, ParallelOptions options)
    {
        if (tree.Levels.IsEmpty || lines.All(l => l.Transfers.IsEmpty))
            return lines;
        var current = lines.ToDictionary(l => l.Key);
        Plan(current, [], options, key => current.TryGetValue(key, out var line) && line.Transfers.IsEmpty);
        // Whatever fails only now was planned well before.
        foreach (var line in lines)
            current.TryAdd(line.Key, line);
        return Ordered(current);
    }

    private void Plan(
        Dictionary<SkuLocation, PlanLine> lines, Dictionary<SkuLocation, UnplannedLine> reasons, ParallelOptions options, Func<SkuLocation, bool> isAsked)
    {
        foreach (var level in tree.Levels)
        {
            SourceNode[] nodes = [.. level.Where(n => isAsked(n.Key))];
            var planned = new Outcome<PlanLine>?[nodes.Length];
            Parallel.For(0, nodes.Length, options, i => planned[i] = PlanOne(nodes[i], lines, reasons));
            for (var i = 0; i < nodes.Length; i++)
            {
                var key = nodes[i].Key;
                switch (planned[i])
                {
                    case Outcome<PlanLine>.Done { Value: var line }:
                        lines[key] = line;
                        reasons.Remove(key);
                        break;
                    case Outcome<PlanLine>.Skipped { Reason: var why }:
                        reasons[key] = HeldPlan.Mark(new UnplannedLine(key, false, why), input);
                        break;
                    case Outcome<PlanLine>.Failed { Error: var why }:
                        lines.Remove(key);
                        reasons[key] = HeldPlan.Mark(new UnplannedLine(key, true, why), input);
                        break;
                }
            }
        }
    }

    // Null = it stays as it is.
    private Outcome<PlanLine>? PlanOne(SourceNode node, Dictionary<SkuLocation, PlanLine> lines, Dictionary<SkuLocation, UnplannedLine> reasons)
    {
        PlanLine[] takers = [.. node.Takers.Where(lines.ContainsKey).Select(t => lines[t])];
        if (takers.Length == 0)
            return null;
        var record = own.GetValueOrDefault(node.Key);
        if (record is null)
        {
            if (reasons.TryGetValue(node.Key, out var known) && known.IsFailure)
                return null;
            if (HeldPlan.ReasonToHold(node.Key, input) is { } doubt)
                return new Outcome<PlanLine>.Skipped(doubt);
            if (succession.WhyReplaced(node.Key) is not null || node.Terms.EndDate < input.AsOf)
                return null;
        }

        // A place that sells nothing has no customers, whatever like products sell elsewhere.
        var customers = record?.Forecast.Model == AnalogueForecast.ModelName && !selling.Contains(node.Key.Location) ? null : record;
        return Forecasting.Planning.Plan.Guarded(() =>
            new Outcome<PlanLine>.Done(SourcePlan.Make(node, takers, customers, record?.History, input, succession, horizon)));
    }

    private static ImmutableArray<PlanLine> Ordered(Dictionary<SkuLocation, PlanLine> lines) => [.. lines.Values.OrderBy(l => l.Key)];
}
