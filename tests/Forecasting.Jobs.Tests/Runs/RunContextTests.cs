using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Jobs.Runs;
using Forecasting.Planning;
using Forecasting.Segmentation;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Runs;

/// <summary>What a run knew survives the archive to the last digit, and is no more than a plan needs.</summary>
[TestFixture]
public sealed class RunContextTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 2);
    private static readonly SkuLocation Key = new(new Sku("=1+1 \"ü\""), new Location("NORTH"));

    [Test]
    public void Read_OfWrite_GivesTheSameBytesAndValues()
    {
        var context = Sample();
        var json = RunContextFile.Write(context);
        var again = RunContextFile.Read(json);
        Assert.That(RunContextFile.Write(again), Is.EqualTo(json));
        Assert.That(again.Identity.RunId, Is.EqualTo(context.Identity.RunId));
        Assert.That(again.Published, Is.EqualTo(context.Published));
        Assert.That(again.Vetoes, Is.EqualTo(context.Vetoes));
        Assert.That(again.Overrides, Is.EqualTo(context.Overrides));
        Assert.That(again.Overridden, Is.EqualTo(context.Overridden));
        Assert.That(again.PreviousSegments, Is.EqualTo(context.PreviousSegments));
        Assert.That(again.LastGoodPlans, Is.EqualTo(context.LastGoodPlans));
        Assert.That(again.Changes, Is.EqualTo(context.Changes));
        Assert.That(again.Profiles, Is.EqualTo(context.Profiles));
        Assert.That(again.Files[0] with { Notes = [] }, Is.EqualTo(context.Files[0] with { Notes = [] }));
        Assert.That(again.Files[0].Notes, Is.EqualTo(context.Files[0].Notes));
    }

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("no json")]
    public void Read_WhatIsNoContext_SaysSo(string json) => Assert.That(
        () => RunContextFile.Read(System.Text.Encoding.UTF8.GetBytes(json)),
        Throws.InstanceOf<ArchiveException>().With.Message.EqualTo("context.json of the run cannot be read: it is of another version of the program."));

    [Test]
    public void Relevant_Lines_AreThoseOfTheCycleAndTheNewestThatIsNotDue()
    {
        var morning = new PlanMorning(AsOf, true, TimeBucket.Week, "");
        PublishedLine[] lines =
        [
            Line("old and delivered", cycle: -14, revision: 0, quantity: 5, due: -1),
            Line("replaced", cycle: -7, revision: 0, quantity: 5, due: 3),
            Line("stands", cycle: -7, revision: 1, quantity: 6, due: 3),
            Line("not due once", cycle: -21, revision: 0, quantity: 5, due: 3),
            Line("due since", cycle: -21, revision: 1, quantity: 5, due: -3),
            Line("was wanted", cycle: -28, revision: 0, quantity: 5, due: 3),
            Line("cancelled", cycle: -28, revision: 1, quantity: 0, due: 3),
            Line("of this cycle", cycle: 0, revision: 0, quantity: 0, due: -3),
        ];
        var relevant = RunContext.Relevant(lines, morning);
        Assert.That(relevant.Select(l => l.LineId), Is.EqualTo(new[] { "stands", "of this cycle" }));

        StockPositions Positions(IEnumerable<PublishedLine> published, OpenOrder[]? open) =>
            new(AsOf, [], open, published, morning.Cycle);
        foreach (var open in new OpenOrder[]?[] { null, [], [new OpenOrder("stands", Key, 6, AsOf.AddDays(3), "", null)] })
        {
            var (all, few) = (Positions(lines, open), Positions(relevant, open));
            Assert.That(few.Of(Key).Arrivals, Is.EqualTo(all.Of(Key).Arrivals));
            Assert.That((few.NotInFeed, few.Overdue), Is.EqualTo((all.NotInFeed, all.Overdue)));
        }
    }

    private static PublishedLine Line(string id, int cycle, int revision, decimal quantity, int due) => new(
        id, id, 1, OrderType.Purchase, OrderAction.Create, Key, "S1", AsOf.AddDays(cycle), revision, quantity, AsOf.AddDays(due), "run", AsOf, 1);

    private static RunContext Sample() => new()
    {
        Identity = new RunIdentity(AsOf, "all", "abc", [KeyValuePair.Create("sales.csv", "def")], "0.1.0"),
        IsAsOfGiven = true,
        Sequence = 7,
        HasPublishedBefore = true,
        Files = [new ContextFile("sales.csv", Feed.ItemLocations, "def", 12, "", "a note", 3, ["one", "two"])],
        Ignored = ["notes.txt"],
        Profiles = [new RememberedProfile("sales", "decimal_mark", ",", "a.csv", "abc", "")],
        Changes = [new HistoryChange(Key, AsOf, null, 1.250000000m, "previous import", "sales.csv")],
        ChangeCount = 1,
        Vetoes =
        [
            new CorrectionVeto(Key.Sku, null, new DateRange(AsOf, AsOf), "", "real", "me", false),
            new CorrectionVeto(Key.Sku, Key.Location, new DateRange(AsOf, DateOnly.MaxValue), "outlier", "", "", false),
        ],
        Overrides =
        [
            new OverrideVersion(
                3,
                2,
                new DemandOverride(Key.Sku, Key.Location, new DateRange(AsOf, AsOf), OverrideKind.Multiply, 0.1 + 0.2, "=why", "me", AsOf)
                {
                    ApprovedBy = "you",
                    IsWithdrawn = true,
                },
                "me",
                new DateTimeOffset(2026, 3, 1, 23, 59, 59, 123, TimeSpan.Zero),
                "run",
                AsOf),
        ],
        Overridden = [new OverriddenBucket(Key, AsOf, AsOf, 0.1 + 0.2, 3, 2)],
        Published = [Line("line", -7, 1, 0.125000000m, 3)],
        PreviousSegments = [new PreviousSegment(Key, new Segment('A', ' ', DemandPattern.Smooth, Segmentation.LifeCycle.Mature))],
        LastGoodPlans = [new LastGood(Key, new LastGoodPlan("run", AsOf, 12.000000000000000000m, AsOf, 0.1 + 0.2))],
    };
}
