using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Inventory;
using NUnit.Framework;
using static System.FormattableString;

namespace Forecasting.Jobs.Tests.Documentation;

/// <summary>The worked example of docs/methods/replenishment.md: inputs are read from the page, results computed by the program.</summary>
[TestFixture]
public sealed class ReplenishmentExampleTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly RepositoryPage Page = RepositoryPage.At("docs", "methods", "replenishment.md");
    private static readonly StockPosition Stocked = new(12, 1, 0, [new Arrival(Monday.AddDays(3), 6, "PO-1")], IsKnown: true);
    private static readonly StockPosition NearlyEmpty = new(4, 0, 0, [], IsKnown: true);

    private static readonly SupplyTerms Terms = new(new SkuLocation(new Sku("A"), Location.Only))
    {
        LeadTime = new LeadTime(7, 0),
        ReviewDays = 7,
        PackSize = 4,
        ServiceTarget = new ServiceTarget.FillRate(0.95),
    };

    private static readonly OrderWindow Window = OrderWindow.From(Monday, Terms);

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("`fill:0.95`", Terms, Stocked, UnmetDemand.Backordered);
        yield return Case(
            "`csl:0.9`", Terms with { ServiceTarget = new ServiceTarget.CycleServiceLevel(0.9) }, Stocked, UnmetDemand.Backordered);
        yield return Case(
            "`cost`, *c_u* = 1.9, *h* = 0.1",
            Terms with { ServiceTarget = new ServiceTarget.CostOptimal(), ShortageCost = 1.9m, HoldingCostPerWeek = 0.1m },
            Stocked,
            UnmetDemand.Backordered);
        yield return Case(
            "`fill:0.95`, *K* = 30, *h* = 1.5", Terms with { OrderCost = 30, HoldingCostPerWeek = 1.5m }, Stocked, UnmetDemand.Backordered);
        yield return Case("`fill:0.95`, on hand 4, nothing else, backordered", Terms, NearlyEmpty, UnmetDemand.Backordered);
        yield return Case("`fill:0.95`, on hand 4, nothing else, lost", Terms, NearlyEmpty, UnmetDemand.Lost);
    }

    [TestCaseSource(nameof(Cases))]
    public void Table_Row_IsWhatTheProgramRecommends(string name, SupplyTerms terms, StockPosition position, UnmetDemand unmet)
    {
        var demand = Play(position, unmet);
        var e = Replenishment.Recommend(demand, Window, terms, position, new double[14], new InventorySettings(), Monday.AddDays(7)).Explanation;
        decimal[] columns = [e.ExpectedDemand, e.SafetyStock, e.LotAllowance, e.InventoryPosition, e.Need, e.PackRounding, e.Quantity];
        Assert.That(Page.Text, Does.Contain($"| {name} | {string.Join(" | ", columns.Select(units => Invariant($"{units:0.##}")))} |"));
    }

    [Test]
    public void Table_Rows_AreAllTested() =>
        Assert.That(Page.Rows.Count(row => row.Length == 8 && row[0].StartsWith('`')), Is.EqualTo(Cases().Count()));

    [Test]
    public void Text_Demand_IsAsStated()
    {
        var demand = Play(Stocked, UnmetDemand.Backordered);
        Assert.That(Path("*D_P*"), Is.EqualTo(Path("week 1").Zip(Path("week 2"), (first, second) => first + second)));
        Assert.That(Window.ProtectionDays, Is.EqualTo(14));
        Assert.That(demand.Mean, Is.EqualTo(20).Within(1e-12));
        Assert.That(demand.StandardDeviation, Is.EqualTo(Math.Sqrt(15)).Within(1e-12));
        Assert.That(demand.MeanReviewDemand, Is.EqualTo(10).Within(1e-12));
    }

    [Test]
    public void Text_Shortages_AreAsStated()
    {
        var backordered = Play(Stocked, UnmetDemand.Backordered).Cycle;
        var lost = Play(NearlyEmpty, UnmetDemand.Lost).Cycle;
        Assert.That(((double[])[22, 23, 24, 25, 26]).Select(backordered.ExpectedShortage), Is.EqualTo((double[])[0.9, 0.6, 0.4, 0.2, 0.1]).Within(1e-12));
        Assert.That(((double[])[14, 15, 16, 17]).Select(lost.ExpectedShortage), Is.EqualTo((double[])[0.7, 0.4, 0.2, 0]).Within(1e-12));
        Assert.That(Play(NearlyEmpty, UnmetDemand.Lost).Mean, Is.EqualTo(14).Within(1e-12));
        Assert.That(EconomicOrderQuantity.Compute(30, 10, 1.5), Is.EqualTo(20).Within(1e-12));
        Assert.That(ReorderLevels.CriticalRatio(1.9, 0.1, 7), Is.EqualTo(0.95).Within(1e-12));
    }

    private static LeadTimeDemand Play(StockPosition position, UnmetDemand unmet)
    {
        var paths = Path("week 1").Zip(Path("week 2")).SelectMany(path => (double[])[path.First, path.Second]).ToArray();
        return LeadTimeDemand.Simulate(paths, 2, 7, Monday, Window, Terms.LeadTime, position, unmet, []);
    }

    private static ImmutableArray<double> Path(string row) =>
        [.. Page.Rows.Single(cells => cells[0] == row && cells.Length == 11)[1..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];

    private static TestCaseData Case(string name, SupplyTerms terms, StockPosition position, UnmetDemand unmet) =>
        new TestCaseData(name, terms, position, unmet).SetArgDisplayNames(name);
}
