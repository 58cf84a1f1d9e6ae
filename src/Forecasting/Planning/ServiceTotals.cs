using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.TargetSetting;

namespace Forecasting.Planning;

/// <summary>The targets of all lines that share a total, chosen together, in the order of their keys; and what service costs.</summary>
internal sealed class ServiceTotals
{
    private const int CurvePoints = 25;

    // Within these a fill rate is a target that a plan can be made with.
    private const double LeastTarget = 1e-6;
    private const double MostTarget = 1 - LeastTarget;

    // A total that fractions of a unit miss is reached.
    private const double Reached = 1e-4;

    private readonly InventorySettings settings;
    private readonly IReadOnlyList<DraftedLine?> drafts;
    private readonly double[]? targets;
    private readonly double[]?[] alternatives;

    /// <summary>Chooses.</summary>
    /// <param name="drafts">Every line as planned by its own target; null where there is none.</param>
    /// <param name="input">Everything shared.</param>
    public ServiceTotals(IReadOnlyList<DraftedLine?> drafts, PlanInput input)
    {
        (settings, this.drafts) = (input.Settings.Inventory, drafts);
        var members = Members(d => d.Share);
        var lines = Lines(members, d => d.Share);
        double[] planned = [.. members.Select(i => (double)drafts[i]!.Line.Recommendation.Explanation.ReorderPoint)];
        var byTargets = new ServiceMix(lines, 0).At(planned);
        var mix = new ServiceMix(lines, settings.LeastFillRate);
        var chosen = lines.IsEmpty ? null
            : settings.TotalFillRate is { } share ? mix.ForFillRate(share)
            : settings.StockBudget is { } money ? mix.ForBudget((double)money)
            : null;
        if (chosen is not null)
            targets = Targets(members, chosen);
        alternatives = new double[]?[input.Alternatives.Length];
        var missed = 1 - (settings.TotalFillRate ?? (chosen?.Total ?? byTargets).FillRate);
        for (var a = 0; a < alternatives.Length; a++)
        {
            if (input.Alternatives[a].TimesMissed is not { } factor)
                continue;
            var number = a;
            var its = Members(d => d.AlternativeShares[number]);
            alternatives[a] = Targets(its, new ServiceMix(Lines(its, d => d.AlternativeShares[number]), settings.LeastFillRate)
                .ForFillRate(Math.Clamp(1 - factor * missed, 0.05, MostTarget)));
        }

        if (input.TellsServiceCost)
            Curve = CurveOf(mix, lines, byTargets, chosen, input);
        Warnings = Tell(chosen, lines.Length);
    }

    /// <summary>What service costs; null where nobody asked.</summary>
    public ServiceCostCurve? Curve { get; }

    /// <summary>What the planner must know of the total; empty without one.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>The fill rate that the total gives a line; null = it keeps its own target.</summary>
    /// <param name="line">Number of the draft.</param>
    public double? TargetOf(int line) => targets is null || double.IsNaN(targets[line]) ? null : targets[line];

    /// <summary>The same in an alternative.</summary>
    /// <param name="line">Number of the draft.</param>
    /// <param name="alternative">Number of the alternative.</param>
    public double? TargetOf(int line, int alternative) =>
        alternatives[alternative] is { } its && !double.IsNaN(its[line]) ? its[line] : null;

    /// <summary>True when the total changes the target of a line, in the plan or in an alternative.</summary>
    /// <param name="line">Number of the draft.</param>
    public bool Changes(int line) => TargetOf(line) is not null || Enumerable.Range(0, alternatives.Length).Any(a => TargetOf(line, a) is not null);

    /// <summary>Where a target comes from, as the planner reads it.</summary>
    /// <param name="target">The fill rate that the total gives.</param>
    /// <param name="settings">The total.</param>
    public static string Describe(double target, InventorySettings settings) => Text($"{Words(settings)}: this item {target * 100:0.0#} %");

    /// <summary>Why the target is another than that of the class.</summary>
    /// <param name="target">The fill rate that the total gives.</param>
    /// <param name="own">The target of the class.</param>
    /// <param name="settings">The total.</param>
    public static string Note(double target, ServiceTarget own, InventorySettings settings) => Text(
        $"Fill rate {target * 100:0.0#} %: its share of a {Words(settings)}, where the next unit serves most for its money; by itself it would have {Replenishment.Describe(own)}.");

    private static string Words(InventorySettings settings) => settings.TotalFillRate is { } share
        ? Text($"total of {share * 100:0.##} % by {By(settings)}")
        : Text($"stock budget of {settings.StockBudget:#,##0.##}");

    private static string By(InventorySettings settings) => settings.TotalBy == ServiceWeight.Value ? "value" : "units";

    private int[] Members(Func<DraftedLine, ServiceShare> share) =>
        [.. Enumerable.Range(0, drafts.Count).Where(i => drafts[i] is { } draft && share(draft).Line is not null)];

    private ImmutableArray<ServiceLine> Lines(int[] members, Func<DraftedLine, ServiceShare> share) => [.. members.Select(i => share(drafts[i]!).Line!)];

    private double[] Targets(int[] members, ServiceMixResult result)
    {
        var its = new double[drafts.Count];
        Array.Fill(its, double.NaN);
        for (var m = 0; m < members.Length; m++)
            its[members[m]] = Math.Clamp(result.Lines[m].FillRate, LeastTarget, MostTarget);
        return its;
    }

    private ServiceCostCurve CurveOf(
        ServiceMix mix, ImmutableArray<ServiceLine> lines, ServiceCostPoint byTargets, ServiceMixResult? chosen, PlanInput input)
    {
        var outside = drafts.Where(d => d is { Share.Line: null }).GroupBy(d => d!.Share.Outside).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()));
        var same = mix.ForFillRate(Math.Clamp(byTargets.FillRate, 0, 1));
        string[] currencies = [.. lines.Select(l => input.Terms.CurrencyOf(input.Terms.ColumnsOf(l.Key))).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new ServiceCostCurve(settings.TotalBy, lines.Length, lines.IsEmpty ? [] : mix.Curve(CurvePoints), byTargets, same.Total)
        {
            ByTotal = chosen?.Total,
            CostPerPoint = (chosen ?? same).CostPerPoint,
            Outside = [.. outside],
            Currency = currencies.Length == 1 ? currencies[0] : "",
        };
    }

    private ImmutableArray<string> Tell(ServiceMixResult? chosen, int members)
    {
        if (!settings.HasTotal())
            return [];
        var warnings = ImmutableArray.CreateBuilder<string>();
        var name = settings.TotalFillRate is not null ? "inventory.totalFillRate" : "inventory.stockBudget";
        var outside = drafts.Where(d => d is { Share.Line: null }).GroupBy(d => d!.Share.Outside).OrderBy(g => g.Key).ToArray();
        if (outside.Length > 0)
        {
            var why = string.Join(", ", outside.Select(g => OutsideTotalWords.Of(g.Key, g.Count())));
            warnings.Add(Text($"{name} sets the targets of {members:#,##0} SKU-locations; the others keep their own: {why}."));
        }

        if (chosen is { Total: var total })
        {
            if (settings.TotalFillRate is { } asked && total.FillRate < asked - Reached)
                warnings.Add(Text($"{name}: {asked * 100:0.##} % is out of reach; {total.FillRate * 100:0.0#} % by {By(settings)} is the most that largest stocks and shelf lives allow, or that a fill rate can ask for."));
            if (settings.StockBudget is { } budget && total.StockMoney > (double)budget * (1 + Reached))
                warnings.Add(Text($"{name}: {budget:#,##0.##} is too little; {total.StockMoney:#,##0} is bound where each has its smallest stock and the fill rate of inventory.leastFillRate."));
        }

        return warnings.ToImmutable();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
