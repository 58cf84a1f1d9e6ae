using System.Globalization;
using Forecasting.Replay;

namespace Forecasting.Jobs.Runs;

/// <summary>What follows from a simulation, in sentences: targets met or missed, stock for the same service, cost, best settings, orders on record.</summary>
internal static class SimulationVerdict
{
    /// <summary>The sentences, in the reader's order.</summary>
    public static IEnumerable<string> Of(SimulationResult result)
    {
        var plan = result.Policies[0];
        if (Target(plan.AsSet) is { } target)
            yield return target;
        foreach (var policy in result.Policies.Where(p => p.Points.Length > 1 && !PlanFamily.IsPlan(p.Policy)))
        {
            var stock = FillRateComparison.Of(plan.AsSet, policy, s => s.MeanStock);
            if (!double.IsNaN(stock.Other))
                yield return SameService(stock, policy.Policy);
        }

        if (result.Policies.FirstOrDefault(p => p.Policy is PlanFamily.PlanByTotal or PlanFamily.PlanByTargets) is { } other && OneTotal(plan, other) is { } total)
            yield return total;
        if (result.Policies.FirstOrDefault(p => p.Policy == PlanFamily.PlanAlone) is { } alone)
            yield return Together(plan.AsSet, alone.AsSet);
        foreach (var sentence in Tested(result))
            yield return sentence;
        if (plan.AsSet.HasCost)
        {
            foreach (var policy in result.Policies.Where(p => p.Points.Length > 1))
                yield return Cheapest(policy);
        }

        if (!result.Shadow.IsEmpty)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Orders of these {result.Shadow.Length} intervals: the plan {result.Shadow.Sum(p => p.Planned):#,##0} units, really ordered {result.Shadow.Sum(p => p.Ordered):#,##0}.");
        }
    }

    private static string? Target(ReplayPoint plan)
    {
        var aimed = plan.Scores.Where(s => !double.IsNaN(s.TargetFill) && s.Wanted > 0).ToArray();
        if (aimed.Length == 0)
            return null;
        var wanted = aimed.Sum(s => s.Wanted);
        var (target, reached) = (aimed.Sum(s => s.Wanted * s.TargetFill) / wanted, aimed.Sum(s => s.Served) / wanted);
        return string.Create(CultureInfo.InvariantCulture,
            $"Of {aimed.Length} SKU-locations with a fill rate as target, {100 * target:0.0} % of the units were to be served at once, and {100 * reached:0.0} % were.");
    }

    private static string SameService(FillRateComparison stock, string other) => string.Create(CultureInfo.InvariantCulture,
        $"At a fill rate of {100 * stock.FillRate:0.0} % the plan holds {100 * Math.Abs(1 - stock.Ratio):0} % {(stock.Ratio < 1 ? "less" : "more")} stock than {Family(other)} ({Saving(stock)}).");

    private static string Saving(FillRateComparison stock) => string.Create(CultureInfo.InvariantCulture,
        $"95 % interval of the ratio {stock.Low:0.00} to {stock.High:0.00}{(stock.Low <= 1 && stock.High >= 1 ? ": no difference" : "")}");

    // What one total saves, in money: by value, because that is what money is weighed against.
    private static string? OneTotal(ReplayOutcome plan, ReplayOutcome other)
    {
        var (total, targets) = other.Policy == PlanFamily.PlanByTotal ? (other, plan) : (plan, other);
        var stock = FillRateComparison.Of(total.AsSet, targets, s => s.MeanStock * s.UnitCost, s => s.UnitValue);
        return double.IsNaN(stock.Other) ? null : string.Create(CultureInfo.InvariantCulture,
            $"Targets from one total bind {stock.Stock:#,##0} in stock and serve {100 * stock.FillRate:0.0} % by value; targets by class need {stock.Other:#,##0} for that, ratio {stock.Ratio:0.000} ({Saving(stock)}).");
    }

    private static string Together(ReplayPoint plan, ReplayPoint alone)
    {
        var (mine, its) = (plan.Scores.Sum(s => s.Held) + plan.OrderCost, alone.Scores.Sum(s => s.Held) + alone.OrderCost);
        return string.Create(CultureInfo.InvariantCulture,
            $"Ordering the items of a supplier together costs {mine:#,##0} for holding and orders (fill rate {100 * plan.FillRate:0.0} %), item by item {its:#,##0} ({100 * alone.FillRate:0.0} %): {100 * Math.Abs(1 - mine / its):0.0} % {(mine < its ? "less" : "more")}.");
    }

    // At the same fill rate its setting is another than the one in its name.
    private static string Family(string policy) => policy.StartsWith("smoothing", StringComparison.Ordinal) ? "smoothing + z σ" : "weeks of cover of the mean";

    private static IEnumerable<string> Tested(SimulationResult result)
    {
        var isMoney = result.Policies[0].AsSet.HasCost;
        double Measure(ReplayScore score) => isMoney ? score.Cost : score.MeanStock;
        var others = result.Policies.Where(p => !PlanFamily.IsPlan(p.Policy)).ToArray();
        var plans = others.Select(result.PlanBeside).ToArray();
        var adjusted = PairedTest.Holm([.. others.Select((other, i) => PairedTest.Probability(
            [.. plans[i].AsSet.Scores.Select(Measure)], [.. other.AsSet.Scores.Select(Measure)]))]);
        for (var i = 0; i < others.Length; i++)
        {
            var (mine, its) = (plans[i].AsSet.Scores.Sum(Measure), others[i].AsSet.Scores.Sum(Measure));
            var verb = isMoney ? "costs" : "holds";
            var what = isMoney ? "" : " stock";
            var p = adjusted[i] < 0.001 ? "p < 0.001" : string.Create(CultureInfo.InvariantCulture, $"p = {adjusted[i]:0.000}");
            yield return string.Create(CultureInfo.InvariantCulture,
                $"As set, the plan {verb} {100 * Math.Abs(1 - mine / its):0.0} % {(mine < its ? "less" : "more")}{what} than {others[i].Policy}: {(adjusted[i] < 0.05 ? "more than chance" : "chance could do that")} ({p}, paired test over {plans[i].AsSet.Scores.Length} SKU-locations{(others.Length > 1 ? ", Holm" : "")}).");
        }
    }

    private static string Cheapest(ReplayOutcome policy)
    {
        var best = policy.Cheapest;
        var isEnd = best.Parameter == policy.Points.Min(p => p.Parameter) || best.Parameter == policy.Points.Max(p => p.Parameter);
        var setting = PlanFamily.IsPlan(policy.Policy) ? "times the shortages that its targets allow" : policy.Policy.StartsWith("smoothing", StringComparison.Ordinal) ? "σ" : "weeks of cover";
        return string.Create(CultureInfo.InvariantCulture,
            $"Least cost of {policy.Policy}: {best.Cost:#,##0} at {best.Parameter:0.##} {setting} (fill rate {100 * best.FillRate:0.0} %, as set {policy.AsSet.Cost:#,##0}){(isEnd ? "; the end of what was searched" : "")}.");
    }
}
