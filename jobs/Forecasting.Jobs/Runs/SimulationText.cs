using System.Globalization;
using System.Text;
using Forecasting.Replay;

namespace Forecasting.Jobs.Runs;

/// <summary>A simulation for the terminal: a line for each policy, and whether the plans cost less by more than chance.</summary>
internal static class SimulationText
{
    public static string Of(SimulationResult result)
    {
        var plan = result.Policies[0].Scores;
        var isMoney = plan.Any(s => s.HoldingCost > 0 && s.ShortageCost > 0);
        var rows = new List<string[]> { isMoney
            ? ["policy", "fill rate", "mean stock", "orders", "held", "missed", "cost", "plan ÷ it"]
            : ["policy", "fill rate", "mean stock", "orders", "units missed", "stock: plan ÷ it"] };
        foreach (var (name, scores) in result.Policies)
        {
            string[] common = [name, Percent(scores.Sum(s => s.Served) / scores.Sum(s => s.Wanted)), Number(scores.Sum(s => s.Weeks > 0 ? s.StockWeeks / s.Weeks : 0)), Number(scores.Sum(s => s.Orders))];
            var compared = ReferenceEquals(scores, plan) ? "" : Compared(ReplayComparison.Of(scores, plan, s => isMoney ? s.Cost : s.StockWeeks));
            rows.Add(isMoney
                ? [.. common, Number(scores.Sum(s => s.Held)), Number(scores.Sum(s => s.Cost - s.Held)), Number(scores.Sum(s => s.Cost)), compared]
                : [.. common, Number(scores.Sum(s => s.Missed)), compared]);
        }

        var text = new StringBuilder(PlainTable.Of(1, rows));
        var scored = plan.Count(s => s.Weeks > 0);
        text.Append(string.Create(CultureInfo.InvariantCulture,
            $"\n{scored} SKU-locations, {result.Mornings} mornings scored. Ratios: 95 % intervals over SKU-locations in brackets.\n"));
        if (!isMoney)
            text.Append("No costs are known: give unit_cost and unit_price, or holding_cost and shortage_cost, to see money.\n");
        return text.Append(result.File).Append('\n').ToString();
    }

    private static string Compared(ReplayComparison c) => string.Create(CultureInfo.InvariantCulture,
        $"{c.Ratio:0.000} ({c.Low:0.000} to {c.High:0.000}){(c.IsCertain ? "" : ", no difference")}");

    private static string Percent(double share) => double.IsNaN(share) ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private static string Number(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);
}
