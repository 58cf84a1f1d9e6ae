using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Planning.Comparison;
using Forecasting.Reports.Workbook;
using Forecasting.Tests.Planning.Comparison;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Workbook;

public sealed class ChangesSheetTests
{
    private const string Sheet = "Changes";

    [Test]
    public void Add_FirstPlan_SaysThatThereIsNothingToCompare()
    {
        var workbook = Written(SamplePlan.Report());
        Assert.That(workbook[Sheet].Values.Select(c => c.Text), Has.Some.StartsWith("No plan was published before this one"));
        Assert.That(workbook["Decisions"].Values.Select(c => c.Text), Has.None.StartsWith("Since the plan of"));
    }

    [Test]
    public void Add_EachOrderThatChanged_AddsUpInTheSheetToo()
    {
        var workbook = Written(Changed());
        var rows = workbook.Below(Sheet, "SKU").Count;
        Assert.That(rows, Is.EqualTo(3));
        Assert.That(workbook.Below(Sheet, "Check: sum − difference (must be 0)").Select(c => (c.Number, c.Formula.Length > 0)), Is.All.EqualTo((0m, true)));
        Assert.That(workbook.Below(Sheet, "Difference (units)").Select(c => c.Number), Is.EqualTo(workbook.Below(Sheet, "Order now (units)")
            .Zip(workbook.Below(Sheet, "Order before (units)"), (now, before) => now.Number - before.Number)));
        Assert.That(workbook.Below(Sheet, "Mainly because of").Select(c => c.Text), Is.EquivalentTo(new[] { "New in the plan", "Stock and orders under way", "No longer in the plan" }));
        Assert.That(workbook.Below(Sheet, "Setting").Select(c => c.Text), Is.EqualTo(new[] { "run.horizon" }));
    }

    [Test]
    public void Decisions_TellTheMoneyAndTheLargestCauses()
    {
        var said = Written(Changed())["Decisions"].Values.Single(c => c.Text.StartsWith("Since the plan of", StringComparison.Ordinal)).Text;
        Assert.That(said, Does.Match(
            @"^Since the plan of 2024-04-08: recommended purchases EUR [\d,.]+ → [\d,.]+ \(\+[\d,.]+: new in the plan \+[\d,.]+, stock and orders under way \+[\d,.]+\); USD ([\d,.]+) → \1\. "
            + @"1 SKU-location is new, 1 no longer planned, 1 setting changed\. See Changes\.$"));
    }

    [Test]
    public void Orders_WithABudget_SayWhatItWasEnoughFor()
    {
        var sheet = Written(SamplePlan.Report() with { Budget = new BudgetUse(1000, 900, 250.5m, 2) })["Orders by supplier"];
        var row = sheet.Single(c => c.Value.Text == "Budget").Key[1..];
        Assert.That((sheet["K" + row].Number, sheet["M" + row].Text), Is.EqualTo((900m, "90 % of 1,000 used, 100 left; 2 SKU-locations cut, worth 250.5 (Why)")));
        Assert.That(Written(SamplePlan.Report())["Orders by supplier"].Values.Select(c => c.Text), Has.None.EqualTo("Budget"));
    }

    private static PlanReport Changed()
    {
        var report = SamplePlan.Report();
        var lines = report.Lines.Select(PreviousLine.Of).ToList();
        var came = lines.First(l => l.Quantity > 0);
        lines.Remove(came);
        var place = lines.FindIndex(l => l.Quantity > 18 && report.Lines.Single(r => r.Key == l.Key).Terms is { Currency: "EUR", SourceLocation: null });
        lines[place] = lines[place] with { Position = lines[place].Position + 6, Quantity = lines[place].Quantity - 6 };
        lines.Add(came with { Key = new(new("GONE"), new("YORK")), Quantity = 24 });
        return report with
        {
            Previous = PlanChangesTests.Previous([.. lines]) with
            {
                Settings = ImmutableSortedDictionary<string, string>.Empty.Add("inventory.serviceTarget", "fill:0.95").Add("run.horizon", "13"),
            },
        };
    }

    private static WorkbookReading Written(PlanReport report) => new(Under.Bytes(stream => PlanWorkbook.Write(stream, report)));
}
