using Forecasting.Catalog;
using Forecasting.Inventory;
using NUnit.Framework;
using static Forecasting.Tests.Inventory.SimulatedYears.Assortment;

namespace Forecasting.Tests.Inventory.SimulatedYears;

/// <summary>Known demand, ordered for by the plan's own code over simulated years: a class gets the service that was asked for.</summary>
[TestFixture]
public sealed class SimulatedYearsTests
{
    [Test]
    public void FillRate_OfAClass_IsWithinAPointOfItsTarget(
        [Values(DemandClass.Smooth, DemandClass.Seasonal, DemandClass.Lumpy)] DemandClass kind, [Values] UnmetDemand unmet)
    {
        var score = Play(kind, new ServiceTarget.FillRate(0.95), unmet, 48, 110, 250);
        Assert.That(score.FillRate, Is.EqualTo(0.95).Within(0.01));
    }

    // One unit more or less is several points of so little demand, and the next whole unit is the one that gives the target.
    [Test]
    public void FillRate_OfSlowItems_IsAtLeastTheTarget_WholeUnitsGiveMore([Values] UnmetDemand unmet) =>
        Assert.That(Play(DemandClass.Slow, new ServiceTarget.FillRate(0.9), unmet, 32, 80, 200).FillRate, Is.InRange(0.9, 0.97));

    [Test]
    public void CycleService_OfSmoothItems_IsAtLeastTheTargetInEveryReview()
    {
        var score = Play(DemandClass.Smooth, new ServiceTarget.CycleServiceLevel(0.9), UnmetDemand.Backordered, 32, 60, 200);
        Assert.That(score.WeeksServed, Is.InRange(0.88, 0.98), "by week; a lot that lasts several weeks has its risk in one of them");
    }

    [Explicit("Prints the table of docs/benchmarks/service.md; half a minute of one core.")]
    [Test]
    public void Table_OfTheDocumentation()
    {
        foreach (var unmet in Enum.GetValues<UnmetDemand>())
        {
            foreach (var kind in Enum.GetValues<DemandClass>())
            {
                var cells = ((double[])[0.90, 0.95, 0.98]).Select(share =>
                    FormattableString.Invariant($"{100 * Play(kind, new ServiceTarget.FillRate(share), unmet, 64, 150, 500).FillRate:0.0}"));
                TestContext.Out.WriteLine($"| {kind} | {unmet} | {string.Join(" | ", cells)} |");
            }
        }
    }
}
