using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Planning.Comparison;
using Forecasting.Tests.Reports;
using NUnit.Framework;

namespace Forecasting.Tests.Planning.Comparison;

public sealed class PlanChangesTests
{
    private static readonly PlanLine Now = SamplePlan.Line("A", "LEEDS", 40, onHand: 12);

    [Test]
    public void Of_SamePlan_HasNoPart() => Assert.That(LineChange.Of(PreviousLine.Of(Now), Now, isCorrected: false).Parts, Is.All.Zero);

    [TestCaseSource(nameof(Causes))]
    public void Of_OneThingChanged_IsItsCause(PreviousLine before, PlanLine now, bool isCorrected, ChangeCause cause, decimal units)
    {
        var change = LineChange.Of(before, now, isCorrected);
        Assert.That(change[cause], Is.EqualTo(units));
        Assert.That(change.Parts.Sum(), Is.EqualTo(change.Difference));
        Assert.That(Enum.GetValues<ChangeCause>().Where(c => change[c] != 0 && c != ChangeCause.OrderRules), Is.EqualTo(new[] { cause }));
    }

    private static IEnumerable<TestCaseData> Causes()
    {
        var was = PreviousLine.Of(Now);
        yield return Case("sales", was with { ExpectedDemand = was.ExpectedDemand - 10 }, Now, false, ChangeCause.NewSales, 10);
        yield return Case("correction", was with { ExpectedDemand = was.ExpectedDemand + 4 }, Now, true, ChangeCause.CorrectedHistory, -4);
        yield return Case("model", was with { ExpectedDemand = was.ExpectedDemand - 10, Model = "naive" }, Now, false, ChangeCause.OtherModel, 10);
        yield return Case("lead time", was with { LeadTimeSafety = was.LeadTimeSafety - 3 }, Now, false, ChangeCause.LeadTime, 3);
        yield return Case("uncertainty", was with { DemandSafety = was.DemandSafety - 3 }, Now, false, ChangeCause.DemandUncertainty, 3);
        yield return Case("target", was with { DemandSafety = was.DemandSafety - 3, ServiceTarget = "fill rate 90 %" }, Now, false, ChangeCause.ServiceTarget, 3);
        yield return Case("least stock", was with { ServiceSafety = was.ServiceSafety - 3 }, Now, false, ChangeCause.ServiceTarget, 3);
        yield return Case("stock", was with { Position = was.Position + 7 }, Now, false, ChangeCause.Stock, 7);
        yield return Case("due", was with { NotNeeded = was.NotNeeded - 20, Quantity = 0 }, Now, false, ChangeCause.Due, 20);

        static TestCaseData Case(string name, PreviousLine before, PlanLine now, bool isCorrected, ChangeCause cause, decimal units) =>
            new TestCaseData(before, now, isCorrected, cause, units).SetArgDisplayNames(name);
    }

    [Test]
    public void Of_LongerInterval_IsTheOldRateOverTheDaysMore()
    {
        var was = PreviousLine.Of(Now) with { ProtectionDays = 10, ExpectedDemand = 50 };
        var calendar = LineChange.Of(was, Now, isCorrected: false);
        Assert.That(calendar[ChangeCause.Calendar], Is.EqualTo(35m)); // 5 a day, 17 days instead of 10
        Assert.That(calendar[ChangeCause.NewSales], Is.EqualTo(Now.Recommendation.Explanation.ExpectedDemand - 85));
        var leadTime = LineChange.Of(was with { LeadTimeDays = 3 }, Now, isCorrected: false);
        Assert.That((leadTime[ChangeCause.LeadTime], leadTime[ChangeCause.Calendar]), Is.EqualTo((35m, 0m)));
    }

    [Test]
    public void Of_Report_AddsUpByCurrencyAndKnowsWhoCameAndLeft()
    {
        var report = SamplePlan.Report();
        var lines = report.Lines.Select(PreviousLine.Of).ToList();
        var came = lines[0];
        lines.RemoveAt(0);
        lines[1] = lines[1] with { Position = lines[1].Position + 18, Quantity = lines[1].Quantity - 18 };
        lines.Add(came with { Key = new SkuLocation(new Sku("GONE"), new Location("YORK")), Quantity = 24 });
        var changes = PlanChanges.Of(report with { Previous = Previous([.. lines]) })!;

        Assert.That((changes.Came, changes.Left), Is.EqualTo((1, 1)));
        Assert.That(changes.Lines.Select(c => c.Key), Is.EquivalentTo(new[] { came.Key, lines[1].Key, lines[^1].Key }));
        Assert.That(changes.Lines.Select(c => c.Parts.Sum() - c.Difference), Is.All.Zero);
        Assert.That(changes.Lines.Single(c => c.Key == came.Key).Main, Is.EqualTo(ChangeCause.Came));
        Assert.That(changes.Lines.Single(c => c.Line is null)[ChangeCause.Left], Is.EqualTo(-24m));
        foreach (var value in changes.Values)
        {
            Assert.That(value.Parts.Sum(), Is.EqualTo(value.Difference), value.Currency);
            Assert.That(value.Now, Is.EqualTo(report.Lines.Where(l => l.Terms.Currency == value.Currency && l.Terms.SourceLocation is null)
                .Sum(l => l.Recommendation.Explanation.Quantity * l.Terms.UnitCost)), value.Currency);
        }

        Assert.That(changes.Values.Select(v => v.Currency), Is.EqualTo(new[] { "EUR", "USD" }));
    }

    [Test]
    public void Of_Report_TellsWhichSettingsAndProgramChanged()
    {
        var report = SamplePlan.Report();
        var previous = Previous([.. report.Lines.Select(PreviousLine.Of)]) with
        {
            EngineVersion = "1.2.2",
            Settings = ImmutableSortedDictionary<string, string>.Empty.Add("inventory.serviceTarget", "fill:0.9").Add("run.horizon", "16").Add("old", "1"),
        };
        Assert.That(PlanChanges.Of(report with { Previous = previous })!.Settings, Is.EqualTo(new[]
        {
            new SettingChange(SettingChange.Program, "1.2.2", "1.2.3"), new("inventory.serviceTarget", "fill:0.9", "fill:0.95"), new("old", "1", ""),
        }));
        Assert.That(PlanChanges.Of(report), Is.Null);
    }

    [Test]
    public void Of_HistoryCorrected_IsTheCauseOfThatLineAlone()
    {
        var report = SamplePlan.Report();
        var lines = report.Lines.Select(l => PreviousLine.Of(l) with { ExpectedDemand = 1, Quantity = 1 }).ToImmutableArray();
        var changes = PlanChanges.Of(report with { Previous = Previous(lines) })!;
        var corrected = report.Changes.Select(c => c.Key).ToHashSet();
        Assert.That(corrected, Has.Count.EqualTo(2));
        foreach (var change in changes.Lines)
            Assert.That(change[ChangeCause.CorrectedHistory] != 0, Is.EqualTo(corrected.Contains(change.Key)), change.Key.ToString());
    }

    internal static PreviousPlan Previous(ImmutableArray<PreviousLine> lines) => new()
    {
        RunId = "0123456789ab",
        AsOf = SamplePlan.AsOf.AddDays(-7),
        Sequence = 6,
        EngineVersion = "1.2.3",
        Settings = ImmutableSortedDictionary<string, string>.Empty,
        Lines = lines,
    };
}
