using System.Globalization;
using System.Text;
using Forecasting.Replay;

namespace Forecasting.Jobs.Runs;

/// <summary>A simulation for the terminal: a line for each policy, the stock that each needs for the plan's service, and what follows in sentences.</summary>
internal static class SimulationText
{
    public static string Of(SimulationResult result)
    {
        var plan = result.Policies[0].AsSet;
        var isMoney = plan.HasCost;
        var text = new StringBuilder(AsSet(result, isMoney));
        text.Append(string.Create(CultureInfo.InvariantCulture,
            $"\n{plan.Scores.Count(s => s.Weeks > 0)} SKU-locations, {result.Settings.Mornings} mornings scored. Ratios: 95 % intervals over SKU-locations in brackets.\n"));
        if (!isMoney)
            text.Append("No costs are known: give unit_cost and unit_price, or holding_cost and shortage_cost, to see money.\n");
        text.Append("\nStock for the same fill rate:\n").Append(AtSameFillRate(result)).Append('\n');
        foreach (var sentence in SimulationVerdict.Of(result))
            text.Append(sentence).Append('\n');
        return text.Append('\n').AppendJoin('\n', result.Files).Append('\n').ToString();
    }

    private static string AsSet(SimulationResult result, bool isMoney)
    {
        var hasOrderCost = result.Policies.Any(p => p.AsSet.OrderCost > 0);
        var rows = new List<string[]> { isMoney && hasOrderCost
            ? ["policy", "fill rate", "mean stock", "orders", "held", "missed", "cost", "ordering", "plan ÷ it"]
            : isMoney
            ? ["policy", "fill rate", "mean stock", "orders", "held", "missed", "cost", "plan ÷ it"]
            : ["policy", "fill rate", "mean stock", "orders", "units missed", "stock: plan ÷ it"] };
        foreach (var policy in result.Policies)
        {
            var (point, scores) = (policy.AsSet, policy.AsSet.Scores);
            string[] common = [policy.Policy, Percent(point.FillRate), Number(point.MeanStock), Number(scores.Sum(s => s.Orders))];
            var compared = policy == result.Policies[0] ? "" : Compared(ReplayComparison.Of(
                scores, result.PlanBeside(policy).AsSet.Scores, s => isMoney ? s.Cost : s.StockWeeks));
            rows.Add(isMoney && hasOrderCost
                ? [.. common, Number(scores.Sum(s => s.Held)), Number(scores.Sum(s => s.Cost - s.Held)), Number(point.Cost), Number(point.OrderCost), compared]
                : isMoney
                ? [.. common, Number(scores.Sum(s => s.Held)), Number(scores.Sum(s => s.Cost - s.Held)), Number(point.Cost), compared]
                : [.. common, Number(scores.Sum(s => s.Missed)), compared]);
        }

        return PlainTable.Of(1, rows);
    }

    private static string AtSameFillRate(SimulationResult result)
    {
        List<string[]> rows = [["policy", "fill rate", "it needs", "plan holds", "plan ÷ it"]];
        foreach (var policy in result.Policies.Skip(1))
        {
            var plan = result.PlanBeside(policy);
            var isPoint = policy.Points.Length == 1;
            var compared = isPoint
                ? FillRateComparison.Of(policy.AsSet, plan, s => s.MeanStock)
                : FillRateComparison.Of(plan.AsSet, policy, s => s.MeanStock);
            var (its, plans) = isPoint ? (compared.Stock, compared.Other) : (compared.Other, compared.Stock);
            var (low, high) = isPoint ? (1 / compared.High, 1 / compared.Low) : (compared.Low, compared.High);
            rows.Add(double.IsNaN(compared.Other)
                ? [policy.Policy, Percent(compared.FillRate), isPoint ? Number(its) : "not reached", isPoint ? "not reached" : Number(plans), ""]
                : [policy.Policy, Percent(compared.FillRate), Number(its), Number(plans), Interval(plans / its, low, high)]);
        }

        return PlainTable.Of(1, rows);
    }

    internal static string Percent(double share) => double.IsNaN(share) ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    internal static string Number(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Compared(ReplayComparison c) => Interval(c.Ratio, c.Low, c.High) + (c.IsCertain ? "" : ", no difference");

    private static string Interval(double ratio, double low, double high) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.000} ({low:0.000} to {high:0.000})");
}
