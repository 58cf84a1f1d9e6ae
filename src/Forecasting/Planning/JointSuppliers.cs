using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.JointOrders;

namespace Forecasting.Planning;

/// <summary>Suppliers who charge for each order and take them on any day, and the rhythm in which the forecasts say that their items should be ordered together, at each place.</summary>
internal sealed class JointSuppliers
{
    private readonly PlanInput input;
    private readonly Dictionary<SkuLocation, SourceNode> nodes;
    private readonly Dictionary<SkuLocation, int> series = [];
    private readonly SupplyTerms[] terms;
    private readonly List<SupplyTerms[]> groups;
    private readonly HashSet<SkuLocation> members;
    private readonly Dictionary<SkuLocation, JointCycle> cycles = [];

    /// <summary>Finds them.</summary>
    /// <param name="input">What is planned.</param>
    /// <param name="terms">Terms of each of its series.</param>
    /// <param name="tree">Places that others are supplied from.</param>
    public JointSuppliers(PlanInput input, SupplyTerms[] terms, SourceTree tree)
    {
        (this.input, this.terms) = (input, terms);
        nodes = tree.Nodes.ToDictionary(n => n.Key);
        for (var i = 0; i < terms.Length; i++)
            series.Add(terms[i].Key, i);
        groups =
        [
            .. terms.Where(t => !nodes.ContainsKey(t.Key)).Concat(nodes.Values.Select(n => n.Terms))
                .Where(IsShared)
                .GroupBy(t => (t.Supplier, t.Key.Location))
                .Where(g => g.Count() > 1)
                .Select(g => g.OrderBy(t => t.Key).ToArray()),
        ];
        members = [.. groups.SelectMany(g => g).Select(t => t.Key)];
    }

    /// <summary>True when the forecast of a series is needed to find a rhythm: its own, or that of a place that it is supplied from.</summary>
    /// <param name="number">Number of the series.</param>
    public bool Needs(int number)
    {
        if (groups.Count == 0)
            return false;
        var its = terms[number];
        while (!members.Contains(its.Key))
        {
            if (its.SourceLocation is not { } source || !nodes.TryGetValue(new SkuLocation(its.Key.Sku, source), out var node))
                return false;
            its = node.Terms;
        }

        return true;
    }

    /// <summary>Finds the rhythms.</summary>
    /// <param name="fitted">What is expected of each series; null where it is not needed.</param>
    /// <param name="options">Threads; the result does not depend on them.</param>
    public void Settle(Outcome<FittedDemand>?[] fitted, ParallelOptions options)
    {
        var found = new List<(SkuLocation Key, JointCycle Cycle)>[groups.Count];
        Parallel.For(0, groups.Count, options, g => found[g] = Settle(groups[g], fitted));
        foreach (var (key, cycle) in found.SelectMany(f => f))
            cycles.Add(key, cycle);
    }

    /// <summary>The terms, with the rhythm of their supplier where there is one.</summary>
    /// <param name="its">Terms.</param>
    public SupplyTerms With(SupplyTerms its) => cycles.TryGetValue(its.Key, out var cycle) ? its with { Cycle = cycle } : its;

    private bool IsShared(SupplyTerms its) =>
        input.Settings.Inventory is { JointOrders: true, Policy: PolicyRule.Automatic or PolicyRule.ReorderPoint }
        && its is { OrderCost: > 0, Supplier.Length: > 0, SourceLocation: null, OrderDays.IsEmpty: true };

    private List<(SkuLocation Key, JointCycle Cycle)> Settle(SupplyTerms[] group, Outcome<FittedDemand>?[] fitted)
    {
        var settings = input.Settings.Inventory;
        var demands = group.Select(t => (Terms: t, Demand: Demand(t.Key, fitted))).Where(d => d.Demand is { Mean: > 0 }).ToArray();
        JointItem[] items = [.. demands.Select(d => new JointItem(
            d.Demand!.Mean, d.Demand.DailyDeviation, settings.HoldingCostOf(d.Terms) is > 0 and var holding ? holding / 7 : null,
            (double)Math.Max(d.Terms.Moq, d.Terms.PackSize)))];
        if (items.Length < 2)
            return [];
        var review = group.Min(t => Math.Max(1, Math.Ceiling(t.ReviewDays)));
        var cost = input.Terms.SupplierOf(group[0].Supplier).OrderCost!.Value;
        if (JointRhythm.Find((double)cost, (double)settings.OrderLineCost, review, demands.Min(d => d.Demand!.Daily.Length), items) is not { } rhythm)
            return [];
        return [.. demands.Select((d, i) => (d.Terms.Key, CycleOf(d.Terms, d.Demand!, i)))];

        JointCycle CycleOf(SupplyTerms its, ExpectedDemand demand, int i)
        {
            var multiple = rhythm.Multiples[i];
            var isInEach = rhythm.Days <= review;
            var from = OrderWindow.From(input.AsOf, its).Delivery.DayNumber - input.AsOf.DayNumber;
            return new JointCycle(
                rhythm.Days,
                multiple,
                isInEach ? 0 : rhythm.Units(demand.Between(from, rhythm.Days), 1, items[i]),
                isInEach && multiple == 1 ? 0 : rhythm.Units(demand.Between(from, multiple * rhythm.Days), multiple, items[i]),
                items.Length);
        }
    }

    // Null = nothing is known of it.
    private ExpectedDemand? Demand(SkuLocation key, Outcome<FittedDemand>?[] fitted)
    {
        var isSource = nodes.TryGetValue(key, out var node);
        var own = series.TryGetValue(key, out var i) ? ExpectedDemand.OfCustomers(fitted[i], input.Series[i].End, isSource, input) : null;
        return isSource
            ? ExpectedDemand.Together([.. node!.Takers.Select(t => Demand(t, fitted)).Append(own).OfType<ExpectedDemand>()])
            : own;
    }
}
