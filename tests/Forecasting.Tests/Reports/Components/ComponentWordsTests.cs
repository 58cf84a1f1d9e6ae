using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Components;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Components;

public sealed class ComponentWordsTests
{
    [Test]
    public void Of_WeekOfDays_SaysLevelSeasonAndNoise() => Assert.That(Words(PlannedDemands.Week()), Is.EqualTo(new[]
    {
        "history: 139 days from 2023-11-28, as the run learnt from them.",
        "level: 10.0 units per day now, 0 over the last 28 days (0 a day); strength of trend 0.00.",
        "week: most in Sat (+7.0), least in Tue (-7.0) units per day; strength of season 1.00.",
        ": Mon 0  Tue -7.0  Wed 0  Thu 0  Fri 0  Sat +7.0  Sun 0",
        "noise: deviates by 0.00 units per day. Shares of variance: trend 0 %, week 100 %, noise 0 %.",
        "SSA: window 63 days, 7 components above noise; the parts are well separated (largest w-correlation 0.00).",
    }));

    [Test]
    public void Of_Trend_SaysHowFastItGoes()
    {
        var level = Words(PlannedDemands.Of(TimeBucket.Month, [.. Enumerable.Range(0, 60).Select(t => 100.0 + 2 * t)]))[1];

        Assert.That(level, Is.EqualTo("level: 218 units per month now, +12.0 over the last 6 months (+2.0 a month); strength of trend 1.00."));
    }

    [Test]
    public void Of_NoSeason_SaysSo()
    {
        var words = Words(PlannedDemands.Of(TimeBucket.Month, [.. Enumerable.Repeat(5.0, 40)]));

        Assert.That(words, Does.Contain("season: none stands out of noise."));
        Assert.That(words, Has.None.StartsWith("cycles"));
    }

    [Test]
    public void Of_CycleOffTheSeason_SaysSo()
    {
        var words = Words(PlannedDemands.Of(TimeBucket.Month, [.. Enumerable.Range(0, 144).Select(t => 50 + 10 * Math.Sin(2 * Math.PI * t / 4.7))]));

        Assert.That(words, Does.Contain("cycles: neither slow nor a season: deviate by 7.0 units per month."));
    }

    [Test]
    public void Of_Gaps_SaysHowManyAndWhenTheyAreMany()
    {
        Assert.That(WithGaps(10), Does.EndWith("as the run learnt from them, 10 of them not observed and filled in."));
        Assert.That(WithGaps(40), Does.EndWith("as the run learnt from them, 40 of them not observed and filled in: read the parts with care."));

        static string WithGaps(int count)
        {
            var week = PlannedDemands.Week();
            return Words(week with { Quantities = [.. week.Quantities.Select((x, t) => t is > 20 && t <= 20 + count ? double.NaN : x)] })[0];
        }
    }

    [Test]
    public void Of_TooShortAHistory_SaysWhy() => Assert.That(Words(PlannedDemands.Of(TimeBucket.Day, [1, 2, 3])), Is.EqualTo(new[]
    {
        "history: 3 days from 2024-04-12, as the run learnt from them.",
        "parts: Components need at least 24 observed buckets; there are 3.",
    }));

    [TestCase(1234.4, "1,234", "+1,234")]
    [TestCase(12.34, "12.3", "+12.3")]
    [TestCase(-0.1234, "-0.12", "-0.12")]
    [TestCase(0.001, "0.00", "0")]
    public void Units_AreRoundedToTheirSize(double units, string expected, string difference) =>
        Assert.That((ComponentWords.Units(units), ComponentWords.Difference(units)), Is.EqualTo((expected, difference)));

    private static ImmutableArray<string> Words(PlannedDemand demand) =>
        [.. ComponentWords.Of(demand, demand.Components()).Select(words => $"{words.Subject}: {words.Sentence}")];
}
