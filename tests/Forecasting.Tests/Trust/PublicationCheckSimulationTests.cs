using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Statistics;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Trust;

/// <summary>60 weeks of a simulated firm: nothing is held without reason, and no disaster goes out.</summary>
/// <remarks>The limits were settled on the seeds 1 to 8 and frozen; the seeds here were not looked at before.</remarks>
[TestFixture(2026ul, false)]
[TestFixture(2027ul, true)]
public sealed class PublicationCheckSimulationTests(ulong seed, bool opensEmpty)
{
    private const int FirstWeeks = 8;
    private const int NormalWeeks = 52;
    private const int Products = 60;
    private const int DisastersOfAKind = 10;

    private readonly List<SimulatedBuyer.Monday> mondays = [];
    private SimulatedBuyer firm = null!;

    [OneTimeSetUp]
    public void Simulate()
    {
        firm = new SimulatedBuyer(seed, Products, opensEmpty);
        for (var week = 0; week < FirstWeeks + NormalWeeks; week++)
            mondays.Add(firm.Next(week));
    }

    [Test]
    public void Find_FirstWeeksOfAFirm_HoldsNothing() =>
        Assert.That(mondays.Take(FirstWeeks).SelectMany(m => m.Holds).Select(h => h.Text), Is.Empty);

    [Test]
    public void Find_YearOfNormalWeeks_HoldsOneAtMost()
    {
        var held = mondays.Skip(FirstWeeks).Where(m => !m.Holds.IsEmpty).ToArray();
        Assert.That(held, Has.Length.LessThanOrEqualTo(1), string.Join('\n', held.SelectMany(m => m.Holds).Select(h => h.Text)));
    }

    [Test]
    public void Find_FiftyDisasters_HoldsAll()
    {
        var random = new SplitMix64(seed);
        var disasters = new List<(string Kind, ImmutableArray<PublicationHold> Holds)>();
        for (var i = 0; i < DisastersOfAKind; i++)
        {
            var factor = i % 2 == 0 ? 100 : 1000;
            Inject("all lines in cases", (orders, _) => [.. orders.Select(o => o with { Quantity = o.Quantity * 12 })]);
            Inject("all decimal marks lost", (orders, _) => [.. orders.Select(o => o with { Quantity = o.Quantity * 10 })]);
            Inject("one line in another unit", (orders, n) => orders.SetItem(n, orders[n] with { Quantity = Usual(orders[n]) * factor }));
            Inject("one line negative", (orders, n) => orders.SetItem(n, orders[n] with { Quantity = -orders[n].Quantity }));
            Inject("one line no whole packs", (orders, n) => orders.SetItem(n, orders[n] with { Quantity = orders[n].Quantity + 0.5m }));
        }

        Assert.That(disasters, Has.Count.EqualTo(50));
        Assert.That(disasters.Where(d => d.Holds.IsEmpty).Select(d => d.Kind), Is.Empty);

        void Inject(string kind, Func<ImmutableArray<OrderLine>, int, ImmutableArray<OrderLine>> spoil)
        {
            var monday = mondays[FirstWeeks + random.NextBelow(NormalWeeks)];
            disasters.Add((kind, firm.Check(monday, spoil(monday.Orders, random.NextBelow(monday.Orders.Length)))));
        }

        decimal Usual(OrderLine line)
        {
            var past = firm.Published.Where(p => p.Key.Sku == line.Sku && p.Key.Location == line.ShipTo && p.Quantity > 0);
            return (decimal)Robust.Median(past.Select(p => (double)p.Quantity));
        }
    }
}
