using Forecasting.Inventory.Theory;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Theory;

[TestFixture]
public sealed class GuaranteedServiceTests
{
    [Test]
    public void Optimize_RandomTrees_EnumerationOfAllPromises_FindsNoneCheaper()
    {
        var random = new SplitMix64(17);
        for (var tree = 0; tree < 80; tree++)
        {
            var network = RandomTree(ref random, 5);
            var plan = GuaranteedService.Optimize(network, 1.645);
            Assert.That(plan.Cost, Is.EqualTo(Cheapest(network, 1.645)).Within(1e-9));
        }
    }

    [Test]
    public void Optimize_StockThatCostsNothing_StillGivesPromisesThatHold()
    {
        var free = new ServiceStage(0, 3);
        var network = new ServiceNetwork(
            [free, free, free with { HoldingCost = 5, DemandDeviation = 2, ExternalOutboundTime = 1 }], [(0, 1), (1, 2)]);
        var plan = GuaranteedService.Optimize(network, 2);
        Assert.That(plan.Cost, Is.EqualTo(5 * 2 * 2 * Math.Sqrt(2)).Within(1e-12));
    }

    [Test]
    public void Of_OneStage_IsTheTextbookSafetyStock()
    {
        var stage = new ServiceStage(3, 4) { DemandDeviation = 10, ExternalInboundTime = 6, ExternalOutboundTime = 1 };
        var network = new ServiceNetwork([stage], []);
        var plan = GuaranteedService.Optimize(network, 1.5);
        Assert.That(plan.OutboundTimes[0], Is.EqualTo(1));
        Assert.That(plan.SafetyStocks[0], Is.EqualTo(1.5 * 10 * Math.Sqrt(6 + 4 - 1)).Within(1e-12));
        Assert.That(plan.Cost, Is.EqualTo(3 * plan.SafetyStocks[0]).Within(1e-12));
    }

    [Test]
    public void Deviations_OfInnerStages_PoolTheDemandThatTheyFeed()
    {
        var store = new ServiceStage(2, 1) { DemandDeviation = 3, ExternalOutboundTime = 0 };
        var network = new ServiceNetwork([new ServiceStage(1, 2), store, store with { DemandDeviation = 4 }], [(0, 1), (0, 2)]);
        Assert.That(network.Deviations, Is.EqualTo(new double[] { 5, 3, 4 }).Within(1e-12));
    }

    [Test]
    public void HigherSafetyFactor_RaisesCostInProportion_AndShorterPromises_NeverLowerIt()
    {
        var random = new SplitMix64(23);
        var network = RandomTree(ref random, 6);
        Assert.That(GuaranteedService.Optimize(network, 2).Cost, Is.EqualTo(2 * GuaranteedService.Optimize(network, 1).Cost).Within(1e-9));

        var hurried = new ServiceNetwork(
            [.. network.Stages.Select(stage => stage.ExternalOutboundTime is null ? stage : stage with { ExternalOutboundTime = 0 })],
            [.. Enumerable.Range(0, 6).SelectMany(k => network.Customers[k].Select(customer => (k, customer)))]);
        Assert.That(
            GuaranteedService.Optimize(hurried, 1).Cost, Is.GreaterThanOrEqualTo(GuaranteedService.Optimize(network, 1).Cost - 1e-9));
    }

    [Test]
    public void Networks_ThatAreNoTrees_Throw()
    {
        var stage = new ServiceStage(1, 1) { ExternalOutboundTime = 0 };
        var single = new ServiceNetwork([stage], []);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new ServiceNetwork([], []), Throws.ArgumentException);
            Assert.That(
                () => new ServiceNetwork([stage, stage, stage], [(0, 1), (1, 0)]), Throws.ArgumentException.With.Message.Contains("tree"));
            Assert.That(() => new ServiceNetwork([stage, stage, stage, stage], [(0, 1), (0, 1), (2, 3)]), Throws.ArgumentException);
            Assert.That(() => new ServiceNetwork([stage, stage], [(0, 2)]), Throws.ArgumentException.With.Message.Contains("not there"));
            Assert.That(
                () => new ServiceNetwork([new ServiceStage(1, 1)], []),
                Throws.ArgumentException.With.Message.Contains("no time to promise"));
            Assert.That(() => new ServiceNetwork([stage with { ProcessingTime = -1 }], []), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => new ServiceNetwork([null!], []), Throws.ArgumentException);
            Assert.That(() => GuaranteedService.Of(single, 1, [5]), Throws.ArgumentException.With.Message.Contains("too long"));
            Assert.That(() => GuaranteedService.Of(single, 1, []), Throws.ArgumentException);
            Assert.That(() => GuaranteedService.Of(single, 1, [-1]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => GuaranteedService.Optimize(single, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }

    // Each stage hangs on an earlier one, as its supplier or as its customer.
    private static ServiceNetwork RandomTree(ref SplitMix64 random, int count)
    {
        var links = new List<(int Supplier, int Customer)>();
        for (var k = 1; k < count; k++)
        {
            var other = random.NextBelow(k);
            links.Add(random.NextBelow(2) == 0 ? (other, k) : (k, other));
        }

        var stages = new ServiceStage[count];
        for (var k = 0; k < count; k++)
        {
            var hasCustomers = links.Any(link => link.Supplier == k);
            stages[k] = new ServiceStage(0.5 + 8 * random.NextUniform(), random.NextBelow(3))
            {
                DemandDeviation = hasCustomers ? 0 : 1 + 20 * random.NextUniform(),
                ExternalInboundTime = random.NextBelow(3),
                ExternalOutboundTime = hasCustomers ? null : random.NextBelow(3),
            };
        }

        return new ServiceNetwork(stages, links);
    }

    private static double Cheapest(ServiceNetwork network, double safetyFactor)
    {
        var most = network.LongestTimes.Max() + 1;
        var best = double.PositiveInfinity;
        var times = new int[network.Stages.Length];
        for (var code = 0; code < Math.Pow(most, times.Length); code++)
        {
            var rest = code;
            for (var k = 0; k < times.Length; k++)
                (times[k], rest) = (rest % most, rest / most);
            if (IsKept(network, times))
                best = Math.Min(best, GuaranteedService.Of(network, safetyFactor, times).Cost);
        }

        return best;
    }

    private static bool IsKept(ServiceNetwork network, int[] times)
    {
        for (var k = 0; k < times.Length; k++)
        {
            var inbound = network.Suppliers[k].Select(supplier => times[supplier]).Append(network.Stages[k].ExternalInboundTime).Max();
            var stage = network.Stages[k];
            if (times[k] > inbound + stage.ProcessingTime || times[k] > (stage.ExternalOutboundTime ?? int.MaxValue))
                return false;
        }

        return true;
    }
}
