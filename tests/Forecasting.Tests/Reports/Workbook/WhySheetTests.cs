using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Planning;
using Forecasting.Reports.Workbook;
using NUnit.Framework;
using static Forecasting.Tests.Reports.Workbook.WhatIfFirm;

namespace Forecasting.Tests.Reports.Workbook;

/// <summary>The sheet <em>Why</em> as another program computes it, against the engine.</summary>
[TestFixture]
public sealed class WhySheetTests
{
    private static readonly InventorySettings[] Policies =
    [
        .. Enum.GetValues<PolicyRule>().Select(rule => new InventorySettings { Policy = rule }),
        new() { TotalFillRate = 0.93 },
    ];

    /// <summary>What the planner types, at lead times and targets of the tables; nothing in the first.</summary>
    private static readonly (string Name, Func<WhatIf, WhatIf> Change)[] Questions =
    [
        ("nothing", w => w),
        ("twice the lead time, target 80 %", w => Aiming(w, 0.8) with { LeadTime = 16 }),
        ("half the lead time, empty shelf", w => w with { LeadTime = 4, OnHand = 0 }),
        ("longer lead time, target 99 %, more stock", w => Aiming(w, 0.99) with { LeadTime = 12, OnHand = w.OnHand + 7 }),
    ];

    private static readonly Lazy<ImmutableArray<Plan>> Plans = new(() => [.. Policies.Select(p => WhatIfFirm.Plan(p))]);

    [Test]
    public void Why_AnyPolicyAndQuestion_AnotherProgramComputesWhatTheEngineDoes()
    {
        // One workbook, because each start of LibreOffice takes seconds: every policy and question is a place of its own, and a last one holds the planted fault.
        List<Row> rows = [];
        for (var p = 0; p < Policies.Length; p++)
        {
            for (var q = 0; q < Questions.Length; q++)
            {
                var asked = Answers(p, q);
                rows.AddRange(Plans.Value[p].Lines.Select(line => new Row(At(line, $"{p}-{q}"), Questions[q].Change, asked[line.Key])));
            }
        }

        var faulty = Plans.Value[0].Lines.Single(l => l.Key.Sku.Code == "PLAIN");
        rows.Add(new Row(At(faulty, "fault"), w => w, faulty.Recommendation.Explanation));
        rows = [.. rows.OrderBy(r => r.Line.Key)];
        var written = Written(rows.Select(r => r.Line));
        var sheet = new WorkbookReading(written);
        var typed = new Dictionary<string, double>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Line.Key.Location.Code == "fault")
                Spoil(sheet, i, typed);
            else
                Type(sheet, i, Usual(rows[i].Line.Key.Sku.Code), rows[i].Change, typed);
        }

        var computed = Recalculation.ByLibreOffice([Recalculation.Edited(written, "Why", typed)])[0];
        var untouched = rows.Select((r, i) => (r, Number: 6 + i)).Where(r => r.r.Line.Key.Location.Code.EndsWith("-0", StringComparison.Ordinal)).Select(r => r.Number).ToHashSet();
        Assert.That(Differences(sheet, computed, untouched), Is.Empty, "cached values");
        Assert.That(computed.Below("Why", "Levels are").Select(c => c.Text), Is.All.EqualTo("computed"));
        var found = Numbers(computed, "= Order (units)").Zip(Numbers(computed, "Order-up-to level (units)"), Numbers(computed, "Expected demand over the protection interval (units)")).ToList();
        var wrong = rows.Where((r, i) => found[i] != (r.Asked.Quantity, r.Asked.OrderUpToLevel, r.Asked.ExpectedDemand)).ToList();
        Assert.That(
            wrong.Where(r => r.Line.Key.Location.Code != "fault").Select(r => $"{r.Line.Key}: {r.Asked.Quantity} and not {found[rows.IndexOf(r)]}"), Is.Empty, "place = policy and question");
        Assert.That(wrong, Has.Count.EqualTo(1), "the planted fault");
        Assert.That(rows.Select(r => r.Asked.Quantity).Distinct().Count(), Is.GreaterThan(40), "questions have different answers");
    }

    [Test]
    public void Why_AnyPolicy_RowsSayThatEverythingMoves()
    {
        var sheet = new WorkbookReading(Written(Plans.Value.SelectMany((plan, p) => plan.Lines.Select(l => At(l, $"{p}")))));
        Assert.That(sheet.Below("Why", "Levels are").Select(c => c.Text), Is.All.EqualTo("computed"));
        Assert.That(sheet.Below("Why", "Stays as published").Select(c => c.Text), Is.All.Empty);
    }

    [Test]
    public void Why_LostSales_RowsSayThatLevelsAreForThePlannedStock()
    {
        var plan = WhatIfFirm.Plan(new InventorySettings { UnmetDemand = UnmetDemand.Lost });
        Assert.That(new WorkbookReading(Written(plan.Lines)).Below("Why", "Stays as published").Select(c => c.Text), Is.All.EqualTo("demand lost with the planned stock"));
    }

    // What the engine does when it is asked.
    private static Dictionary<SkuLocation, OrderExplanation> Answers(int policy, int question)
    {
        var (settings, change) = (Policies[policy], Questions[question].Change);
        // A total gives each item a target, and the planner changes those of the rows.
        var plan = question == 0 ? Plans.Value[policy]
            : settings.HasTotal() ? WhatIfFirm.Plan(
                settings with { TotalFillRate = null }, (sku, usual) => change(usual with { Target = Plans.Value[policy].Lines.Single(l => l.Key.Sku.Code == sku).Terms.ServiceTarget }))
            : WhatIfFirm.Plan(settings, (_, usual) => change(usual));
        return plan.Lines.ToDictionary(l => l.Key, l => l.Recommendation.Explanation);
    }

    private static PlanLine At(PlanLine line, string place) =>
        line with { Terms = line.Terms with { Key = new SkuLocation(line.Key.Sku, new Forecasting.Catalog.Location(place)) } };

    private static WhatIf Aiming(WhatIf usual, double share) => usual.Target switch
    {
        ServiceTarget.CycleServiceLevel => usual with { Target = new ServiceTarget.CycleServiceLevel(share) },
        ServiceTarget.CostOptimal => usual with { ShortageCost = (decimal)(0.05 * share / (1 - share)) },
        _ => usual with { Target = new ServiceTarget.FillRate(share) },
    };

    private static void Type(WorkbookReading sheet, int row, WhatIf usual, Func<WhatIf, WhatIf> change, Dictionary<string, double> typed)
    {
        var asked = change(usual);
        typed[Cell(sheet, "Lead time (days)", row)] = asked.LeadTime;
        typed[Cell(sheet, "On hand (units)", row)] = (double)asked.OnHand;
        if (asked.Target == usual.Target && asked.ShortageCost == usual.ShortageCost)
            return;
        typed[Cell(sheet, "Target (fill rate, cycle service, or critical ratio)", row)] = asked.Target switch
        {
            ServiceTarget.FillRate fill => fill.Share,
            ServiceTarget.CycleServiceLevel level => level.Probability,
            _ => Math.Round(ReorderLevels.CriticalRatio((double)asked.ShortageCost!, 0.05, 7), 6),
        };
    }

    // Ten units more at the planned lead time.
    private static void Spoil(WorkbookReading sheet, int row, Dictionary<string, double> typed)
    {
        for (var target = 1; target <= 8; target++)
        {
            var cell = Cell(sheet, $"Level, lead time 2, target {target} (units)", row);
            typed[cell] = (double)sheet["Why"][cell].Number + 10;
        }
    }

    private static string Cell(WorkbookReading sheet, string header, int row) =>
        sheet["Why"].First(c => c.Value.Text == header).Key.TrimEnd("0123456789".ToCharArray()) + (6 + row).ToString(CultureInfo.InvariantCulture);

    private static List<decimal> Numbers(WorkbookReading sheet, string header) => [.. sheet.Below("Why", header).Select(c => decimal.Round(c.Number, 6))];

    private static IEnumerable<string> Differences(WorkbookReading written, WorkbookReading computed, HashSet<int> rows)
    {
        foreach (var (name, cell) in written["Why"].Where(c => c.Value.Formula.Length > 0 && rows.Contains(int.Parse(c.Key.TrimStart(Letters), CultureInfo.InvariantCulture))))
        {
            var found = computed["Why"][name];
            var isSame = cell.Type == "str" ? found.Text == cell.Text : found.Text.Length > 0 && Math.Abs(found.Number - cell.Number) <= 0.000001m;
            if (!isSame)
                yield return $"{name}: {cell.Formula} stands there as {cell.Text}, and is computed as {found.Text}";
        }
    }

    private static byte[] Written(IEnumerable<PlanLine> lines) => Under.Bytes(stream => PlanWorkbook.Write(stream, SamplePlan.Of(lines)));

    private static readonly char[] Letters = [.. Enumerable.Range('A', 26).Select(c => (char)c)];

    private sealed record Row(PlanLine Line, Func<WhatIf, WhatIf> Change, OrderExplanation Asked);
}
