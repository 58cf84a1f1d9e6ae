using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Cleansing;

[TestFixture]
public sealed class EventLiftTests
{
    private static readonly DateOnly Monday = new(2023, 1, 2);
    private static readonly LiftPriors Promotions = LiftPriors.Announced([EventEffect.Promotion]);

    [Test]
    public void TakeOut_ThreePromotions_DividesEachByTheirCommonLift()
    {
        // Sold 20 + 30 + 25 where 10 are usual: 75 ÷ 30 = 2.5.
        var sold = Enumerable.Repeat(10.0, 30).ToArray();
        (sold[5], sold[14], sold[23]) = (20, 30, 25);
        var (quantities, corrections, lift) = TakeOut(Weekly(sold, 5, 14, 23), [], Promotions);
        Assert.That(lift.Lifts.Single(), Is.EqualTo(new LearntLift(EventEffect.Promotion, 2.5, 3.0 / 2 * 50 / (75 * 75), 3)).Using<LearntLift>(Near));
        Assert.That(new[] { quantities[5], quantities[14], quantities[23], quantities[0] }, Is.EqualTo(new[] { 8.0, 12, 10, 10 }).Within(1e-9));
        Assert.That(corrections.Select(c => (c.BucketStart, c.Rule, c.Why)), Is.EqualTo(new[]
        {
            (Monday.AddDays(35), "promotion", "Promotion: 20 sold, 2.5 x the usual 8."),
            (Monday.AddDays(98), "promotion", "Promotion: 30 sold, 2.5 x the usual 12."),
            (Monday.AddDays(161), "promotion", "Promotion: 25 sold, 2.5 x the usual 10."),
        }));
    }

    [Test]
    public void TakeOut_APromotionOnPartOfAWeek_LiftsThatPart()
    {
        // Three days of seven at four times the usual: 10 · (1 + 3 · 3/7) = 160/7 sold.
        var sold = Enumerable.Repeat(7.0, 30).ToArray();
        int[] weeks = [5, 14, 23];
        foreach (var w in weeks)
            sold[w] = 16;
        var events = weeks.Select(w => Event("Flyer", EventKind.Promotion, Monday.AddDays(7 * w + 2), 3)).ToImmutableArray();
        var (quantities, _, lift) = TakeOut(Weekly(sold), events, Promotions);
        Assert.That(lift.Lifts.Single().Multiple, Is.EqualTo(4).Within(1e-9));
        Assert.That(quantities, Is.All.EqualTo(7).Within(1e-9));
    }

    [Test]
    public void TakeOut_NothingAnnounced_ChangesNothing()
    {
        var sold = Enumerable.Repeat(10.0, 30).ToArray();
        (sold[5], sold[14], sold[23]) = (20, 30, 25);
        Assert.That(TakeOut(Weekly(sold, 5, 14, 23), [], LiftPriors.None).Corrections, Is.Empty);
        Assert.That(TakeOut(Weekly(sold, 5, 14, 23), [], LiftPriors.Announced([new("Easter", EventKind.Holiday)])).Corrections, Is.Empty);
    }

    [Test]
    public void TakeOut_TwoPromotionsOnly_KeepsThemAsTheyAre()
    {
        var sold = Enumerable.Repeat(10.0, 30).ToArray();
        (sold[5], sold[14]) = (20, 30);
        Assert.That(TakeOut(Weekly(sold, 5, 14), [], Promotions).Corrections, Is.Empty);
    }

    [Test]
    public void TakeOut_IntermittentDemand_IsLeftAlone()
    {
        var sold = Enumerable.Range(0, 60).Select(t => t % 2 == 0 ? 4.0 : 0).ToArray();
        Assert.That(TakeOut(Weekly(sold, 4, 20, 40), [], Promotions).Corrections, Is.Empty);
    }

    [Test]
    public void TakeOut_AFeastThatMoves_IsOneEffectByName()
    {
        DateOnly[] easters = [new(2023, 4, 10), new(2024, 4, 1), new(2025, 4, 21)];
        var events = easters.Select(d => Event("Easter Monday", EventKind.Holiday, d, 1)).ToImmutableArray();
        var sold = Enumerable.Range(0, 1000).Select(t => (double)(10 + t % 7)).ToArray();
        foreach (var day in easters)
        {
            sold[day.DayNumber - Monday.DayNumber] /= 2;
            sold[day.DayNumber - Monday.DayNumber - 1] *= 3;
        }

        var series = new DemandSeries(Key, TimeBucket.Day, Monday, [.. sold], [], []);
        var (quantities, corrections, lift) = TakeOut(series, events, LiftPriors.Announced(EventEffect.Of(events[0], TimeBucket.Day).Select(e => e.Effect)));
        Assert.That(lift.Lifts.Select(l => (l.Effect.Name, Math.Round(l.Multiple, 9))), Is.EqualTo(new[] { ("Day before Easter Monday", 3.0), ("Easter Monday", 0.5) }));
        Assert.That(quantities, Is.EqualTo(Enumerable.Range(0, 1000).Select(t => 10.0 + t % 7)).Within(1e-9));
        Assert.That(corrections.Select(c => (c.Rule, c.Why)).Take(2), Is.EqualTo(new[]
        {
            ("holiday", "Day before Easter Monday: 48 sold, 3.0 x the usual 16."),
            ("holiday", "Easter Monday: 5 sold, 0.5 x the usual 10."),
        }));
    }

    [TestCase(null, "Promotion")]
    [TestCase(0.15, "Promotion up to 15 % off")]
    [TestCase(0.2, "Promotion 15 to 30 % off")]
    [TestCase(0.5, "Promotion over 30 % off")]
    public void Effects_OfPromotions_AreTheirBandsOfDiscount(double? discount, string name) => Assert.That(
        EventEffect.Of(Event("Flyer", EventKind.Promotion, Monday, 7) with { Discount = discount }, TimeBucket.Day).Select(e => e.Effect.Name), Is.EqualTo(new[] { name }));

    [Test]
    public void Effects_OfClosuresAndNewPrices_AreNone() => Assert.That(
        new[] { EventKind.Closure, EventKind.Price }.SelectMany(kind => EventEffect.Of(Event("x", kind, Monday, 1), TimeBucket.Day)), Is.Empty);

    [Test]
    public void Shrink_FiveSkuLocations_IsTheMeanWeightedByCertainty()
    {
        // l = 0.2, 0.4 … 1.0, each of variance 0.02: Q = 20, between them (20 − 4) ÷ (250 − 50) = 0.08; 1.0 keeps 0.08 ÷ 0.10 of itself.
        var estimates = new[] { 0.2, 0.4, 0.6, 0.8, 1 }.Select(l => new LearntLift(EventEffect.Promotion, Math.Exp(l), 0.02, 5)).ToArray();
        var priors = Promotions.Learnt([.. estimates.Select(e => ("Pasta", e))]);
        foreach (var category in new[] { "Pasta", "Rice" })
        {
            var shrunk = priors.Shrink(estimates[4], category);
            Assert.That((Math.Log(shrunk.Multiple), shrunk.LogVariance), Is.EqualTo((0.92, 0.016)).Using<(double, double)>((a, b) =>
                Math.Abs(a.Item1 - b.Item1) < 1e-12 && Math.Abs(a.Item2 - b.Item2) < 1e-12));
        }

        Assert.That(Promotions.Learnt([.. estimates.Take(4).Select(e => ("Pasta", e))]).Shrink(estimates[4], "Pasta"), Is.SameAs(estimates[4]));
    }

    [TestCase(BucketUnit.Week, 156, 5, 1.6)]
    [TestCase(BucketUnit.Week, 156, 40, 2.1)]
    [TestCase(BucketUnit.Day, 730, 8, 3)]
    [TestCase(BucketUnit.Day, 730, 3, 1.4)]
    public void TakeOut_KnownBaseAndLift_FindsBoth(BucketUnit unit, int buckets, double level, double multiple)
    {
        const int Skus = 40;
        var bucket = new TimeBucket(unit);
        var random = new SplitMix64(7);
        var (truth, found) = (new double[Skus][], new double[Skus][]);
        var lifts = new LearntLift[Skus];
        var series = new (DemandSeries Series, double Lift)[Skus];
        for (var s = 0; s < Skus; s++)
        {
            var own = multiple * Math.Exp(0.2 * NormalDistribution.Quantile(random.NextUniform()));
            var run = unit == BucketUnit.Day ? 7 : 2;
            var marks = Enumerable.Range(0, buckets).Select(t => t / run % 9 == s % 9).ToArray();
            truth[s] = [.. Enumerable.Range(0, buckets).Select(t => level * (1 + 0.3 * Math.Sin(2 * Math.PI * t / bucket.SeasonLength)) * (1 + 0.2 * t / buckets))];
            var sold = new double[buckets];
            for (var t = 0; t < buckets; t++)
                sold[t] = Draw(truth[s][t] * (marks[t] ? own : 1), random.NextUniform());
            series[s] = (new DemandSeries(Key, bucket, Monday, [.. sold], [.. marks], []), own);
        }

        var priors = Promotions.Learnt([.. series.SelectMany(s => TakeOut(s.Series, [], Promotions).Lift.Lifts).Select(l => ("", l))]);
        for (var s = 0; s < Skus; s++)
        {
            (found[s], _, var lift) = TakeOut(series[s].Series, [], priors);
            lifts[s] = lift.Lifts.Single();
        }

        double Bias(Func<int, int, bool> wanted)
        {
            var cells = Enumerable.Range(0, Skus).SelectMany(s => Enumerable.Range(0, buckets).Where(t => wanted(s, t)).Select(t => (Found: found[s][t], True: truth[s][t]))).ToArray();
            return cells.Sum(c => c.Found - c.True) / cells.Sum(c => c.True);
        }

        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"bias of base {Bias((_, _) => true):P2}, in promotions {Bias((s, t) => series[s].Series.Promotions[t]):P2}; lift found {lifts.Average(l => l.Multiple):0.000}, true {series.Average(s => s.Lift):0.000}; own deviations apart: {series.Zip(lifts, (s, l) => Math.Abs(Math.Log(l.Multiple / s.Lift)) / Math.Sqrt(l.LogVariance)).Order().ElementAt(Skus * 9 / 10):0.00} (9 of 10)"));
        Assert.That(Bias((_, _) => true), Is.EqualTo(0).Within(0.05));
        Assert.That(Bias((s, t) => series[s].Series.Promotions[t]), Is.EqualTo(0).Within(0.05));
        Assert.That(lifts.Average(l => l.Multiple), Is.EqualTo(series.Average(s => s.Lift)).Within(5).Percent);
        Assert.That(series.Zip(lifts, (s, l) => Math.Abs(Math.Log(l.Multiple / s.Lift)) < 3 * Math.Sqrt(l.LogVariance)).Count(isNear => isNear), Is.GreaterThanOrEqualTo(36));
    }

    private static readonly SkuLocation Key = new(new Sku("A"), Location.Only);

    // Counts with a variance half as large again as their mean.
    private static double Draw(double mean, double probability)
    {
        var cumulative = NegativeBinomialDistribution.Cumulative(mean, 1.5 * mean, 0.999999);
        var index = Array.FindIndex(cumulative, c => c >= probability);
        return index < 0 ? cumulative.Length : index;
    }

    private static DemandSeries Weekly(double[] sold, params int[] promotions) =>
        new(Key, TimeBucket.Week, Monday, [.. sold], [.. sold.Select((_, i) => promotions.Contains(i))], []);

    private static CalendarEvent Event(string name, EventKind kind, DateOnly first, int days) =>
        new(new DateRange(first, first.AddDays(days - 1)), name, kind, null, "", null, null);

    private static (double[] Quantities, List<Correction> Corrections, EventLift Lift) TakeOut(
        DemandSeries series, ImmutableArray<CalendarEvent> events, LiftPriors priors)
    {
        var lift = new EventLift(series, events, "", priors);
        var quantities = series.Quantities.ToArray();
        var record = new List<Correction>();
        lift.TakeOut(series, quantities, record);
        return (quantities, record, lift);
    }

    private static bool Near(LearntLift a, LearntLift b) =>
        a.Effect == b.Effect && a.Buckets == b.Buckets && Math.Abs(a.Multiple - b.Multiple) < 1e-9 && Math.Abs(a.LogVariance - b.LogVariance) < 1e-9;
}
