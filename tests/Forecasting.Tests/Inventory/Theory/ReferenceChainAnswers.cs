using System.Globalization;
using Forecasting.Inventory.Theory;
using Forecasting.Statistics;

namespace Forecasting.Tests.Inventory.Theory;

/// <summary>Our answers to problems of several places, and to the simulations.</summary>
internal static class ReferenceChainAnswers
{
    private const int LongRunPeriods = 40_000;

    public static Dictionary<string, double> Tree(ReferenceProblem p)
    {
        var links = p.Inputs.GetProperty("edges").EnumerateArray().Select(edge => (edge[0].GetInt32(), edge[1].GetInt32())).ToArray();
        return ServiceTimes(
            p, links, p.ByNode("demand_sd"), p.ByNode("external_inbound_cst"), p.ByNode("external_outbound_cst"));
    }

    public static Dictionary<string, double> Serial(ReferenceProblem p)
    {
        // Node 1 faces the customer, node k + 1 supplies node k.
        var last = p.ByNode("processing_time").Keys.Max();
        var links = Enumerable.Range(1, last - 1).Select(k => (k + 1, k)).ToArray();
        return ServiceTimes(
            p,
            links,
            new() { [1] = p.Number("demand_sd") },
            new() { [last] = p.Number("external_inbound_cst") },
            new() { [1] = p.Number("external_outbound_cst") });
    }

    public static Dictionary<string, double> ClarkScarf(ReferenceProblem p)
    {
        var (holding, leadTimes) = (p.ByNode("echelon_holding_cost"), p.ByNode("lead_time"));
        var stages = holding.Keys.Order().Select(k => new SerialStage(holding[k], leadTimes[k])).ToArray();
        var system = p.Text("demand") == "normal"
            ? SerialSystem.Normal(stages, ReferenceAnswers.Stockout(p), ReferenceAnswers.Mean(p), ReferenceAnswers.Deviation(p))
            : SerialSystem.Poisson(stages, ReferenceAnswers.Stockout(p), ReferenceAnswers.Mean(p));
        var answer = new Dictionary<string, double> { ["cost"] = system.Cost };
        for (var j = 0; j < stages.Length; j++)
            answer[string.Create(CultureInfo.InvariantCulture, $"echelon_base_stock_levels.{j + 1}")] = system.EchelonLevels[j];
        return answer;
    }

    public static Dictionary<string, double> Simulation(ReferenceProblem p)
    {
        if (p.Has("stages_upstream_first"))
            return Chain(p);
        return p.Has("num_periods") ? OneStage(p) : LongRun(p);
    }

    private static Dictionary<string, double> ServiceTimes(
        ReferenceProblem p,
        (int Supplier, int Customer)[] links,
        Dictionary<int, double> deviations,
        Dictionary<int, double> inbound,
        Dictionary<int, double> outbound)
    {
        var (holding, processing) = (p.ByNode("local_holding_cost"), p.ByNode("processing_time"));
        var nodes = holding.Keys.Order().ToArray();
        var stages = nodes.Select(node => new ServiceStage(holding[node], (int)processing[node])
        {
            DemandDeviation = deviations.GetValueOrDefault(node),
            ExternalInboundTime = (int)inbound.GetValueOrDefault(node),
            ExternalOutboundTime = outbound.TryGetValue(node, out var longest) ? (int)longest : null,
        });
        var network = new ServiceNetwork([.. stages], [.. links.Select(link => (link.Supplier - 1, link.Customer - 1))]);
        var plan = GuaranteedService.Optimize(network, p.Number("demand_bound_constant"));
        var answer = new Dictionary<string, double> { ["cost"] = plan.Cost };
        foreach (var node in nodes)
            answer[string.Create(CultureInfo.InvariantCulture, $"committed_service_times.{node}")] = plan.OutboundTimes[node - 1];
        return answer;
    }

    private static Dictionary<string, double> OneStage(ReferenceProblem p)
    {
        var policy = p.Inputs.GetProperty("policy");
        OrderRule rule = policy.GetProperty("policy_type").GetString() switch
        {
            "BS" => new OrderRule.BaseStock(Level("base_stock_level")),
            "sS" => new OrderRule.OrderUpTo(Level("reorder_point"), Level("order_up_to_level")),
            _ => new OrderRule.Lot(Level("reorder_point"), Level("order_quantity")),
        };
        var stage = new SimulatedStage(
            rule,
            (int)p.Number("shipment_lead_time"),
            p.Number("local_holding_cost"),
            p.Number("stockout_cost"),
            p.Number("initial_inventory_level"));
        var trace = SerialSimulation.Run([stage], p.Numbers("demand"))[0];
        var answer = new Dictionary<string, double> { ["total_cost"] = trace.TotalCosts.Sum() };
        Add(answer, "trace", trace);
        return answer;

        double Level(string name) => policy.GetProperty(name).GetDouble();
    }

    private static Dictionary<string, double> Chain(ReferenceProblem p)
    {
        var nodes = p.Numbers("stages_upstream_first").Select(node => (int)node).ToArray();
        var (levels, leadTimes) = (p.ByNode("local_base_stock_level"), p.ByNode("shipment_lead_time"));
        var (holding, stockouts) = (p.ByNode("local_holding_cost"), p.ByNode("stockout_cost"));
        var stages = nodes.Select(node => new SimulatedStage(
            new OrderRule.BaseStock(levels[node]), (int)leadTimes[node], holding[node], stockouts.GetValueOrDefault(node), levels[node]));
        var traces = SerialSimulation.Run([.. stages], p.Numbers("demand_at_1"));
        var answer = new Dictionary<string, double> { ["total_cost"] = traces.Sum(trace => trace.TotalCosts.Sum()) };
        foreach (var (node, trace) in nodes.Zip(traces))
            Add(answer, string.Create(CultureInfo.InvariantCulture, $"trace.{node}"), trace);
        return answer;
    }

    // Draws are not theirs: the closed form is compared with theirs, our mean with their mean.
    private static Dictionary<string, double> LongRun(ReferenceProblem p)
    {
        var leadTime = (int)p.Number("shipment_lead_time");
        var level = p.Number("base_stock_level");
        var (holding, stockout) = (p.Number("local_holding_cost"), p.Number("stockout_cost"));
        var random = new SplitMix64(20);
        var demand = new double[LongRunPeriods];
        foreach (ref var units in demand.AsSpan())
            units = ReferenceAnswers.Mean(p) + ReferenceAnswers.Deviation(p) * NormalDistribution.Quantile(random.NextUniform());
        var stage = new SimulatedStage(new OrderRule.BaseStock(level), leadTime, holding, stockout, level);
        var costs = SerialSimulation.Run([stage], demand)[0].TotalCosts.Skip(leadTime).ToArray();

        // Costs of periods further apart than the lead time are independent: batches of 100 nearly so.
        var batches = costs.Chunk(100).Where(batch => batch.Length == 100).Select(batch => batch.Average()).ToArray();
        var mean = batches.Average();
        var variance = batches.Sum(batch => (batch - mean) * (batch - mean)) / (batches.Length - 1);
        return new()
        {
            ["expected_cost_per_period"] = Newsvendor.NormalCost(
                level, holding, stockout, ReferenceAnswers.Mean(p), ReferenceAnswers.Deviation(p), leadTime),
            ["simulated_mean"] = mean,
            ["simulated_se"] = Math.Sqrt(variance / batches.Length),
        };
    }

    private static void Add(Dictionary<string, double> answer, string prefix, StageTrace trace)
    {
        ReferenceAnswers.AddAll(answer, $"{prefix}.inbound_order", trace.InboundOrders);
        ReferenceAnswers.AddAll(answer, $"{prefix}.order_quantity", trace.OrderQuantities);
        ReferenceAnswers.AddAll(answer, $"{prefix}.inbound_shipment", trace.InboundShipments);
        ReferenceAnswers.AddAll(answer, $"{prefix}.outbound_shipment", trace.OutboundShipments);
        ReferenceAnswers.AddAll(answer, $"{prefix}.inventory_level", trace.InventoryLevels);
        ReferenceAnswers.AddAll(answer, $"{prefix}.holding_cost", trace.HoldingCosts);
        ReferenceAnswers.AddAll(answer, $"{prefix}.in_transit_holding_cost", trace.InTransitHoldingCosts);
        ReferenceAnswers.AddAll(answer, $"{prefix}.stockout_cost", trace.StockoutCosts);
        ReferenceAnswers.AddAll(answer, $"{prefix}.total_cost", trace.TotalCosts);
    }
}
