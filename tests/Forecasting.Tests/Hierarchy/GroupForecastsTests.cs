using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.Hierarchy;
using Forecasting.Planning;
using Forecasting.Statistics;
using Forecasting.Tests.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Hierarchy;

[TestFixture]
public sealed class GroupForecastsTests
{
    private const int Weeks = 160;
    private const int Products = 60;

    private static readonly PlanSettings Together = new() { Horizon = 8, Forecast = new ForecastSettings { Origins = 8 } };
    private static readonly PlanSettings Apart = new() { Horizon = 8, Forecast = new ForecastSettings { Origins = 8, Groups = false } };

    [Test]
    public void Plan_SeasonTooThinToSeeInOneProduct_IsLearntFromTheirSum()
    {
        var firm = Firm(Products, Season);
        var (together, apart) = (firm.Plan(Together), firm.Plan(Apart));
        Assert.That(together.Admissions.Any(a => a.IsAdmitted), Is.True, string.Join(' ', together.Admissions.Select(a => a.Reason)));
        Assert.That(apart.Admissions, Is.Empty);
        Assert.That(together.Lines.Any(l => l.Forecast.Model == "auto+groups" && l.Forecast.Parameters.Contains("% groups (", StringComparison.Ordinal)), Is.True);
        Assert.That(Error(together), Is.LessThan(0.9 * Error(apart)), "mean absolute error against the truth behind the sales");
    }

    [Test]
    public void Plan_ProductsWithNothingInCommon_AreNotMadeWorse()
    {
        // Each has a phase of its own: their sum is flat and says nothing of any.
        var firm = Firm(Products, (i, t) => 30 + 20 * Math.Sin(2 * Math.PI * (t / 52.0 + i / (double)Products)), noise: 3);
        double Truth(int i, int t) => 30 + 20 * Math.Sin(2 * Math.PI * (t / 52.0 + i / (double)Products));
        Assert.That(Error(firm.Plan(Together), Truth), Is.LessThan(1.02 * Error(firm.Plan(Apart), Truth)));
    }

    [Test]
    public void Plan_AnyNumberOfThreads_IsTheSame()
    {
        var firm = Firm(24, Season);
        var (one, many) = (firm.Plan(Together), firm.Plan(Together, 8));
        Assert.That(many.Lines.SelectMany(l => l.Forecast.Quantiles), Is.EqualTo(one.Lines.SelectMany(l => l.Forecast.Quantiles)));
        Assert.That(many.Admissions, Is.EqualTo(one.Admissions));
    }

    [Test]
    public void Plan_SeriesOfManyLengths_OutOfStockOrNeverSold_AreAllPlanned()
    {
        var firm = Firm(24, Season);
        firm.Item("SHORT").Sells("SHORT", Enumerable.Range(0, 90).Select(t => 3.0 + t % 4))
            .Item("YOUNG").Sells("YOUNG", Enumerable.Range(0, 9).Select(t => 3.0 + t % 4))
            .Item("GAPS").Sells("GAPS", Enumerable.Range(0, Weeks).Select(t => t % 5 == 0 ? double.NaN : 4.0 + t % 3))
            .Item("DEAD").Sells("DEAD", Enumerable.Repeat(0.0, Weeks))
            .Item("RETURNS").Sells("RETURNS", Enumerable.Range(0, Weeks).Select(t => t % 11 == 0 ? -1.0 : 2.0));
        var plan = firm.Plan(Together);
        Assert.That(plan.Lines.Length + plan.Unplanned.Length, Is.EqualTo(29));
        Assert.That(plan.Unplanned.Where(u => u.IsFailure), Is.Empty);
        foreach (var line in plan.Lines)
            Assert.That(line.Forecast.Mean, Is.All.Matches<double>(double.IsFinite), line.Key.ToString());
        Assert.That(plan.Lines.Single(l => l.Key.Sku.Code == "DEAD").Forecast.Mean, Is.All.Zero, "what never sold is certain");
    }

    [Test]
    public void Filled_GapsTakeTheMeanOfWhatWasLastObserved()
    {
        const double Gap = double.NaN;
        Assert.That(GroupSum.Filled([4, 6, Gap, Gap, 8, Gap]), Is.EqualTo(new double[] { 4, 6, 5, 5, 8, 6 }));
        double[] rising = [.. Enumerable.Range(1, 10).Select(t => (double)t), Gap];
        Assert.That(GroupSum.Filled(rising)[^1], Is.EqualTo(6.5), "the mean of 3 to 10");
    }

    [Test]
    public void DemandGroups_AreEverythingCategoriesPlacesAndProducts_EachOnce()
    {
        var firm = new SmallFirm().Item("A", i => i with { Category = "Tea" }).Item("B", i => i with { Category = "Tea" }).Item("C", i => i with { Category = "Cup" });
        SkuLocation[] keys = [SmallFirm.Key("A", "LEEDS"), SmallFirm.Key("B", "LEEDS"), SmallFirm.Key("C", "LEEDS"), SmallFirm.Key("A", "YORK"), SmallFirm.Key("B", "YORK")];
        var groups = DemandGroups.Of(keys, firm.Input().Terms);
        Assert.That(groups, Is.EqualTo(new int[][] { [0, 1, 2, 3, 4], [0, 1, 3, 4], [0, 1, 2], [3, 4], [0, 3], [1, 4] }));
        Assert.That(DemandGroups.Of(keys[..2], firm.Input().Terms), Is.EqualTo(new int[][] { [0, 1] }), "total, category and place are the same two");
    }

    private static SmallFirm Firm(int products, Func<int, int, double> demand, double? noise = null)
    {
        var firm = new SmallFirm();
        for (var i = 0; i < products; i++)
        {
            var (product, random) = (i, new SplitMix64((ulong)i + 1));
            double[] sales = new double[Weeks];
            for (var t = 0; t < Weeks; t++)
                sales[t] = Math.Round(Math.Max(0, demand(product, t) + (noise ?? Math.Sqrt(demand(product, t))) * NormalDistribution.Quantile(random.NextUniform())));
            firm.Item($"P{i:00}").Sells($"P{i:00}", sales);
        }

        return firm;
    }

    // Three pieces a week, twice as many in summer as in winter.
    private static double Season(int product, int week) => 3 + Math.Sin(2 * Math.PI * week / 52.0);

    private static double Error(Plan plan, Func<int, int, double>? truth = null)
    {
        var sum = 0.0;
        foreach (var line in plan.Lines)
        {
            var product = int.Parse(line.Key.Sku.Code.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
            for (var h = 0; h < line.Forecast.Horizon; h++)
                sum += Math.Abs(line.Forecast.Mean[h] - (truth ?? Season)(product, Weeks + h));
        }

        return sum;
    }
}
