using Forecasting.Inventory;
using Forecasting.Inventory.Theory;

namespace Forecasting.Tests.Inventory.Theory;

/// <summary>Our answers to problems of one place: lots, losses, levels. Keys are the functions and the outputs of the reference
/// files.</summary>
internal static class ReferenceAnswers
{
    public static readonly Dictionary<string, Func<ReferenceProblem, Dictionary<string, double>>> Handlers = new(StringComparer.Ordinal)
    {
        ["economic_order_quantity"] = EconomicLot,
        ["economic_order_quantity_with_backorders"] = Backorders,
        ["economic_production_quantity"] = Production,
        ["economic_order_quantity_with_all_units_discounts"] = p => Discount(p, AllUnitsDiscount.Optimize),
        ["economic_order_quantity_with_incremental_discounts"] = p => Discount(p, IncrementalDiscount.Optimize),
        ["joint_replenishment_problem_silver_heuristic"] = Joint,
        ["newsvendor_normal"] = p => Level(Newsvendor.Normal(Holding(p), Stockout(p), Mean(p), Deviation(p), p.Number("lead_time") + 1)),
        ["newsvendor_normal_cost"] = p => new()
        {
            ["cost"] = Newsvendor.NormalCost(
                p.Number("base_stock_level"), Holding(p), Stockout(p), Mean(p), Deviation(p), p.Number("lead_time") + 1),
        },
        ["newsvendor_poisson"] = p => Level(Newsvendor.Poisson(Holding(p), Stockout(p), Mean(p))),
        ["newsvendor_discrete"] = p => Level(Newsvendor.Discrete(Holding(p), Stockout(p), DiscreteDemand.Of(Table(p.ByNode("demand_pmf"))))),
        ["newsvendor_continuous"] = p => Level(p.Text("distribution") == "gamma"
            ? Newsvendor.Gamma(Holding(p), Stockout(p), p.Number("shape"), p.Number("scale"))
            : Newsvendor.Lognormal(Holding(p), Stockout(p), p.Number("mu"), p.Number("sigma"))),
        ["newsvendor_normal_explicit"] = Profit,
        ["normal_loss, normal_second_loss"] = p => Loss(NormalLoss.At(p.Number("x"), p.Number("mean"), p.Number("sd"))),
        ["poisson_loss, poisson_second_loss"] = p => Loss(CountLoss.Poisson((int)p.Number("x"), p.Number("mean"))),
        ["gamma_loss, gamma_second_loss"] = p => Loss(GammaLoss.At(p.Number("x"), p.Number("shape"), p.Number("scale"))),
        ["negative_binomial_loss"] = FirstLoss,
        ["r_q_cost"] = p => new()
        {
            ["cost"] = Watched(p).Cost(new ReorderPointLot(p.Number("reorder_point"), p.Number("order_quantity"))),
        },
        ["r_q_eil_approximation, r_q_eoqb_approximation, r_q_eoqss_approximation, r_q_loss_function_approximation"] = Heuristics,
        ["r_q_poisson_exact"] = PoissonLot,
        ["s_s_discrete_exact"] = OrderUpTo,
        ["s_s_power_approximation"] = Power,
        ["wagner_whitin"] = OrderPlan,
        ["finite_horizon_dp"] = Season,
        ["eoq_with_disruptions"] = DisruptedSupply,
        ["newsvendor_with_disruptions"] = DisruptedPeriods,
        ["eoq_with_multiplicative_yield_uncertainty"] = Yield,
        ["gsm_tree.optimize_committed_service_times"] = ReferenceChainAnswers.Tree,
        ["gsm_serial.optimize_committed_service_times"] = ReferenceChainAnswers.Serial,
        ["ssm_serial.optimize_base_stock_levels"] = ReferenceChainAnswers.ClarkScarf,
        ["sim.simulation"] = ReferenceChainAnswers.Simulation,
    };

    public static double Fixed(ReferenceProblem p) => p.Number("fixed_cost");

    public static double Holding(ReferenceProblem p) => p.Number("holding_cost");

    public static double Stockout(ReferenceProblem p) => p.Number("stockout_cost");

    public static double Mean(ReferenceProblem p) => p.Number("demand_mean");

    public static double Deviation(ReferenceProblem p) => p.Number("demand_sd");

    private static double Rate(ReferenceProblem p) => p.Number("demand_rate");

    private static Dictionary<string, double> Level(BaseStock plan) => new() { ["base_stock_level"] = plan.Level, ["cost"] = plan.Cost };

    private static Dictionary<string, double> Lot(double quantity, double cost) => new() { ["order_quantity"] = quantity, ["cost"] = cost };

    private static Dictionary<string, double> EconomicLot(ReferenceProblem p)
    {
        var quantity = p.Has("order_quantity") ? p.Number("order_quantity") : EconomicOrderQuantity.Compute(Fixed(p), Rate(p), Holding(p));
        return Lot(quantity, EconomicOrderQuantity.Cost(Fixed(p), Rate(p), Holding(p), quantity));
    }

    private static Dictionary<string, double> Backorders(ReferenceProblem p)
    {
        var lot = BackorderedLot.Optimize(Fixed(p), Rate(p), Holding(p), Stockout(p));
        return new() { ["order_quantity"] = lot.Quantity, ["stockout_fraction"] = lot.BackorderedShare, ["cost"] = lot.Cost };
    }

    private static Dictionary<string, double> Production(ReferenceProblem p)
    {
        var lot = ProductionLot.Optimize(Fixed(p), Rate(p), Holding(p), p.Number("production_rate"));
        return Lot(lot.Quantity, lot.Cost);
    }

    private static Dictionary<string, double> Discount(ReferenceProblem p, Func<double, double, double, PriceBreaks, DiscountedLot> optimize)
    {
        var prices = new PriceBreaks(p.Numbers("breakpoints"), p.Numbers("unit_costs"));
        var lot = optimize(Fixed(p), Rate(p), p.Number("holding_cost_rate"), prices);
        return new() { ["order_quantity"] = lot.Quantity, ["region"] = lot.Region, ["cost"] = lot.Cost };
    }

    private static Dictionary<string, double> Joint(ReferenceProblem p)
    {
        var policy = JointReplenishment.Silver(
            p.Number("shared_fixed_cost"), p.Numbers("individual_fixed_costs"), p.Numbers("holding_costs"), p.Numbers("demand_rates"));
        var answer = new Dictionary<string, double> { ["base_cycle_time"] = policy.CycleTime, ["cost"] = policy.Cost };
        AddAll(answer, "order_quantities", policy.Quantities);
        AddAll(answer, "order_multiples", policy.Multiples.Select(multiple => (double)multiple));
        return answer;
    }

    private static Dictionary<string, double> Profit(ReferenceProblem p)
    {
        var buy = NewsvendorProfit.Normal(p.Number("revenue"), p.Number("purchase_cost"), p.Number("salvage_value"), Mean(p), Deviation(p));
        return new() { ["base_stock_level"] = buy.Level, ["profit"] = buy.Profit };
    }

    private static Dictionary<string, double> Loss(DemandLoss loss) => new()
    {
        ["loss"] = loss.Shortage,
        ["complementary"] = loss.Surplus,
        ["second_loss"] = loss.SecondShortage,
        ["second_complementary"] = loss.SecondSurplus,
    };

    private static Dictionary<string, double> FirstLoss(ReferenceProblem p)
    {
        var loss = CountLoss.NegativeBinomial((int)p.Number("x"), p.Number("r"), p.Number("p"));
        return new() { ["loss"] = loss.Shortage, ["complementary"] = loss.Surplus };
    }

    private static ContinuousReview Watched(ReferenceProblem p) =>
        new(Fixed(p), Holding(p), Stockout(p), Mean(p), Deviation(p), p.Number("lead_time"));

    private static Dictionary<string, double> Heuristics(ReferenceProblem p)
    {
        var product = Watched(p);
        var answer = new Dictionary<string, double>();
        Add("eil", ReorderPointHeuristics.ExpectedInventoryLevel(product), "exact_cost_of_it");
        Add("eoqb", ReorderPointHeuristics.EconomicLotWithBackorders(product), "exact_cost_of_it");
        Add("eoqss", ReorderPointHeuristics.EconomicLotAndSafetyStock(product), "exact_cost_of_it");
        Add("loss_function", ReorderPointHeuristics.LossFunctions(product), "exact_cost_of_it");
        Add("exact", ReorderPointOptimum.Optimize(product), "cost");
        answer["eil.approximate_cost"] = ReorderPointHeuristics.ExpectedInventoryLevelCost(
            product, new ReorderPointLot(answer["eil.reorder_point"], answer["eil.order_quantity"]));
        return answer;

        void Add(string name, ReorderPointLot policy, string cost)
        {
            answer[$"{name}.reorder_point"] = policy.ReorderPoint;
            answer[$"{name}.order_quantity"] = policy.Quantity;
            answer[$"{name}.{cost}"] = product.Cost(policy);
        }
    }

    private static Dictionary<string, double> PoissonLot(ReferenceProblem p)
    {
        var plan = PoissonReorderPoint.Optimize(Fixed(p), Holding(p), Stockout(p), Mean(p), p.Number("lead_time"));
        return new() { ["reorder_point"] = plan.ReorderPoint, ["order_quantity"] = plan.Quantity, ["cost"] = plan.Cost };
    }

    private static Dictionary<string, double> OrderUpTo(ReferenceProblem p)
    {
        var demand = p.Text("demand") == "poisson" ? DiscreteDemand.Poisson(Mean(p)) : DiscreteDemand.Of(p.Numbers("demand_pmf"));
        var plan = ReorderAndOrderUpTo.Optimize(Fixed(p), Holding(p), Stockout(p), demand);
        return new() { ["reorder_point"] = plan.ReorderPoint, ["order_up_to_level"] = plan.OrderUpToLevel, ["cost"] = plan.Cost };
    }

    private static Dictionary<string, double> Power(ReferenceProblem p)
    {
        var plan = PowerApproximation.Compute(Fixed(p), Holding(p), Stockout(p), Mean(p), Deviation(p));
        return new() { ["reorder_point"] = plan.ReorderPoint, ["order_up_to_level"] = plan.OrderUpToLevel };
    }

    private static Dictionary<string, double> OrderPlan(ReferenceProblem p)
    {
        var periods = (int)p.Number("num_periods");
        var plan = WagnerWhitin.Optimize(
            p.Numbers("demand", periods),
            p.Numbers("fixed_cost", periods),
            p.Numbers("holding_cost", periods),
            p.Numbers("purchase_cost", periods));
        var answer = new Dictionary<string, double> { ["cost"] = plan.Cost };
        AddAll(answer, "order_quantities", plan.Quantities);
        return answer;
    }

    private static Dictionary<string, double> Season(ReferenceProblem p)
    {
        // Their demand is cut at four deviations.
        var count = (int)p.Number("num_periods");
        var (means, deviations) = (p.Numbers("demand_mean", count), p.Numbers("demand_sd", count));
        var periods = means.Zip(deviations, (mean, deviation) => new FiniteHorizonPeriod(
            DiscreteDemand.Normal(mean, deviation, 4), Fixed(p), Holding(p), Stockout(p), p.Number("purchase_cost")));
        var plan = FiniteHorizon.Optimize(
            [.. periods],
            p.Number("terminal_holding_cost"),
            p.Number("terminal_stockout_cost"),
            (int)p.Number("initial_inventory_level"),
            p.Number("discount_factor"));
        var answer = new Dictionary<string, double> { ["total_cost"] = plan.Cost };
        AddAll(answer, "reorder_points", plan.ReorderPoints.Select(level => (double)level));
        AddAll(answer, "order_up_to_levels", plan.OrderUpToLevels.Select(level => (double)level));
        return answer;
    }

    private static Dictionary<string, double> DisruptedSupply(ReferenceProblem p)
    {
        var lot = DisruptedLot.Optimize(
            Fixed(p), Rate(p), Holding(p), Stockout(p), p.Number("disruption_rate"), p.Number("recovery_rate"));
        return Lot(lot.Quantity, lot.Cost);
    }

    private static Dictionary<string, double> DisruptedPeriods(ReferenceProblem p)
    {
        var plan = DisruptedNewsvendor.Optimize(
            Holding(p), Stockout(p), p.Number("demand"), p.Number("disruption_prob"), p.Number("recovery_prob"));
        return new() { ["base_stock_level"] = plan.Level, ["cost"] = plan.Cost };
    }

    private static Dictionary<string, double> Yield(ReferenceProblem p)
    {
        var lot = RandomYieldLot.Optimize(Fixed(p), Rate(p), Holding(p), p.Number("yield_mean"), p.Number("yield_sd"));
        return Lot(lot.Quantity, lot.Cost);
    }

    public static void AddAll(Dictionary<string, double> answer, string name, IEnumerable<double> values)
    {
        var i = 0;
        foreach (var value in values)
            answer[$"{name}[{i++}]"] = value;
    }

    private static double[] Table(Dictionary<int, double> byValue)
    {
        var table = new double[byValue.Keys.Max() + 1];
        foreach (var (value, probability) in byValue)
            table[value] = probability;
        return table;
    }
}
