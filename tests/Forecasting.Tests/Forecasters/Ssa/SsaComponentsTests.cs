using System.Collections.Immutable;
using Forecasting.Forecasters.Ssa;
using Forecasting.History;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

/// <summary>Parts that are known because they were put in come out again; and whatever comes in, the parts add up to it.</summary>
public sealed class SsaComponentsTests
{
    private static readonly ImmutableArray<double> Year = [12];

    private static IEnumerable<TestCaseData> Degenerate()
    {
        yield return Case("ConstantSeries", 60, _ => 7);
        yield return Case("OneSpike", 60, t => t == 30 ? 5 : 0);
        yield return Case("LoneLastSale", 60, t => t == 59 ? 1 : 0);
        yield return Case("Step", 60, t => t < 30 ? 0 : 10);
        yield return Case("Alternating", 60, t => t % 2);
        yield return Case("Growth", 60, t => Math.Pow(1.5, t));
        yield return Case("Huge", 60, t => 1e12 * (3 + Math.Sin(t)));
        yield return Case("Tiny", 60, t => 1e-9 * (3 + Math.Sin(t)));
        yield return Case("BeyondSquares", 60, t => 1e300 * (t % 5));
        yield return Case("Negative", 60, t => -10 + t % 3);
        yield return Case("LeadingGap", 60, t => t < 20 ? double.NaN : t % 4);
        yield return Case("TrailingGap", 60, t => t > 50 ? double.NaN : t % 4);
        yield return Case("MostlyGaps", 120, t => t % 4 == 0 ? t : double.NaN);
        yield return Case("Infinities", 60, t => t % 10 == 0 ? double.PositiveInfinity : t);
        yield return Case("Sparse", 200, t => t % 37 == 0 ? 3 : 0);
        yield return Case("FewestBuckets", 24, t => t % 5);

        static TestCaseData Case(string name, int length, Func<int, double> value) =>
            new TestCaseData(Enumerable.Range(0, length).Select(value).ToImmutableArray()).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> Unsuitable()
    {
        yield return Case("Empty", "No bucket was observed.");
        yield return Case("OnePoint", "Components need at least 24 observed buckets; there are 1.", 5);
        yield return Case("TwoPoints", "Components need at least 24 observed buckets; there are 2.", 5, 6);
        yield return Case("AllMissing", "No bucket was observed.", [.. Enumerable.Repeat(double.NaN, 50)]);
        yield return Case("AllZero", "There was no demand in any observed bucket.", new double[50]);
        yield return Case(
            "FewObserved", "Components need at least 24 observed buckets; there are 23.",
            [.. Enumerable.Range(0, 46).Select(t => t % 2 == 0 ? t + 1 : double.NaN)]);

        static TestCaseData Case(string name, string reason, params double[] history) =>
            new TestCaseData(ImmutableArray.Create(history), reason).SetArgDisplayNames(name);
    }

    [Test]
    public void Of_LineSineAndNoise_AreSeparated()
    {
        double[] line = [.. Enumerable.Range(0, 120).Select(t => 100 + 0.5 * t)];
        double[] sine = [.. Enumerable.Range(0, 120).Select(t => 20 * Math.Sin(2 * Math.PI * t / 12 + 1))];
        var noise = Noise(120, deviation: 3, seed: 4);

        var parts = Done([.. line.Select((x, t) => x + sine[t] + noise[t])], Year);

        Assert.That(parts.Seasons.Select(season => season.Period), Is.EqualTo(new[] { 12.0 }));
        Assert.That(Rms(parts.Seasons[0].Part.Values, sine), Is.LessThan(1.5));
        Assert.That(Rms(parts.Trend.Values, line), Is.LessThan(1.5));
        Assert.That(Rms(parts.Noise.Values, noise), Is.LessThan(1.5));
        Assert.That(parts.NoiseDeviation, Is.EqualTo(3).Within(0.5));
        Assert.That(parts.Correlations[1], Is.Zero.Within(0.01), "trend and season");
        Assert.That(parts.LargestCorrelation, Is.LessThan(0.15));
        Assert.That(parts.TrendStrength, Is.EqualTo(1 - 9 / (9 + Variance(line))).Within(0.03));
        Assert.That(parts.Seasons[0].Strength, Is.EqualTo(1 - 9 / (9 + Variance(sine))).Within(0.03));
    }

    [Test]
    public void Of_WeekAndYearOfDays_AreToldApart()
    {
        double[] week = [3, -1, -4, -4, 0, 5, 1];
        var year = Enumerable.Range(0, 800).Select(t => 15 * Math.Cos(2 * Math.PI * t / 365.25)).ToArray();
        var noise = Noise(800, deviation: 2, seed: 8);

        var parts = Done([.. year.Select((x, t) => 50 + 0.02 * t + x + week[t % 7] + noise[t])], SsaComponents.SeasonsOf(TimeBucket.Day));

        Assert.That(parts.Seasons.Select(season => season.Period), Is.EqualTo(new[] { 7, 365.25 }));
        Assert.That(Rms(parts.Seasons[0].Part.Values, [.. noise.Select((_, t) => week[t % 7])]), Is.LessThan(0.8));
        Assert.That(Rms(parts.Seasons[1].Part.Values, year), Is.LessThan(2.5));
        Assert.That(parts.LargestCorrelation, Is.LessThan(0.1));
    }

    [Test]
    public void Of_YearOfWeeks_IsFoundInTwoYears()
    {
        double[] year = [.. Enumerable.Range(0, 104).Select(t => 30 * Math.Cos(2 * Math.PI * (t + 3) * 7 / 365.25))];

        var parts = Done([.. year.Select((x, t) => 200 + 0.4 * t + x)], SsaComponents.SeasonsOf(TimeBucket.Week));

        Assert.That(parts.WindowLength, Is.EqualTo(52));
        Assert.That(Rms(parts.Seasons.Single().Part.Values, year), Is.LessThan(5));
    }

    [Test]
    public void Of_WeekWithoutASeason_HasNone()
    {
        var noise = Noise(104, deviation: 5, seed: 3);
        var parts = Done([.. noise.Select(x => 40 + x)], SsaComponents.SeasonsOf(TimeBucket.Week));

        Assert.That(parts.Seasons, Is.Empty);
        Assert.That(parts.Trend.Values.Average(), Is.EqualTo(40 + noise.Average()).Within(1e-9));
    }

    [Test]
    public void Of_OscillationOffTheSeason_IsACycle()
    {
        double[] wave = [.. Enumerable.Range(0, 144).Select(t => 10 * Math.Sin(2 * Math.PI * t / 4.7))];

        var parts = Done([.. wave.Select(x => 50 + x)], Year);

        Assert.That(parts.Seasons, Is.Empty);
        Assert.That(Rms(parts.Cycle.Values, wave), Is.LessThan(0.5));
        Assert.That(parts.Cycle.Components, Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void Of_SeasonInGaps_IsFilledInPlace()
    {
        double[] week = [5, 1, 2, 8, 13, 21, 3];
        var gaps = new[] { 40, 41, 42, 90, 141 };
        var history = Enumerable.Range(0, 210).Select(t => gaps.Contains(t) ? double.NaN : week[t % 7]).ToImmutableArray();

        var parts = Done(history, [7]);

        Assert.That(parts.FilledBuckets, Is.EqualTo(gaps.Length));
        Assert.That(gaps.Select(t => parts.History[t]), Is.EqualTo(gaps.Select(t => week[t % 7])).Within(0.05));
        Assert.That(parts.Seasons.Single().Strength, Is.GreaterThan(0.999));
    }

    [TestCaseSource(nameof(Degenerate))]
    public void Of_AnyHistory_AddsUpAndStaysFinite(ImmutableArray<double> history)
    {
        var parts = Done(history, Year);
        var size = parts.History.Max(Math.Abs);

        Assert.That(parts.FirstBucket + parts.History.Length, Is.EqualTo(history.Length));
        for (var t = 0; t < parts.History.Length; t++)
        {
            Assert.That(parts.Parts.Select(part => part.Values[t]), Is.All.Matches<double>(double.IsFinite), $"bucket {t}");
            Assert.That(parts.Parts.Sum(part => part.Values[t]), Is.EqualTo(parts.History[t]).Within(1e-14 * size), $"bucket {t}");
            if (double.IsFinite(history[parts.FirstBucket + t]))
                Assert.That(parts.History[t], Is.EqualTo(history[parts.FirstBucket + t]), $"bucket {t}");
        }

        Assert.That(parts.Noise.Values.Average(), Is.Zero.Within(1e-12 * size));
        Assert.That(parts.Seasons.Select(season => season.Strength).Append(parts.TrendStrength), Is.All.InRange(0, 1));
        Assert.That(parts.Correlations, Is.All.InRange(-1, 1));
        Assert.That(parts.NoiseDeviation, Is.InRange(0, size));
        Assert.That(parts.Parts.Sum(part => part.VarianceShare), Is.EqualTo(1).Within(1e-9).Or.Zero);
        Assert.That(
            parts.Parts.SelectMany(part => part.Components).Order(), Is.EqualTo(Enumerable.Range(1, parts.Rank)), "each component in one part");
    }

    [Test]
    public void Of_ConstantHistory_IsAllTrend()
    {
        var parts = Done([.. Enumerable.Repeat(7.0, 60)], Year);

        Assert.That(parts.Trend.Values, Is.All.EqualTo(7).Within(1e-12));
        Assert.That((parts.TrendStrength, parts.Seasons.Length, parts.Trend.VarianceShare), Is.EqualTo((0.0, 0, 0.0)));
        Assert.That(parts.NoiseDeviation, Is.LessThan(1e-12));
    }

    [TestCaseSource(nameof(Unsuitable))]
    public void Of_TooLittle_IsSkippedWithTheReason(ImmutableArray<double> history, string reason) =>
        Assert.That(SsaComponents.Of(history, Year), Is.EqualTo(new Outcome<SsaComponents>.Skipped(reason)));

    [Test]
    public void Of_WindowAsLongAsTheHistory_IsSkippedWithTheReason() =>
        Assert.That(
            SsaComponents.Of([.. Noise(30, 1, seed: 1)], Year, windowLength: 30),
            Is.EqualTo(new Outcome<SsaComponents>.Skipped("Components with window 30 need at least 31 buckets; there are 30.")));

    [TestCase(8.0, 0.0)]
    [TestCase(1000.0, 1e-9)]
    public void Of_OtherUnits_GivesTheSamePartsInThem(double factor, double tolerance)
    {
        var noise = Noise(96, deviation: 2, seed: 5);
        var history = noise.Select((x, t) => t % 19 == 7 ? double.NaN : 30 + 0.2 * t + 8 * Math.Sin(2 * Math.PI * t / 12) + x).ToImmutableArray();

        var (parts, scaled) = (Done(history, Year), Done([.. history.Select(x => factor * x)], Year));

        foreach (var (part, other) in parts.Parts.Zip(scaled.Parts))
            Assert.That(other.Values, Is.EqualTo(part.Values.Select(x => factor * x)).Within(tolerance * factor * 60));
        Assert.That(scaled.NoiseDeviation, Is.EqualTo(factor * parts.NoiseDeviation).Within(1e-9 * factor));
        Assert.That(scaled.TrendStrength, Is.EqualTo(parts.TrendStrength).Within(1e-9));
    }

    [TestCase(1.0)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(12.0)]
    public void Of_SeasonOutOfRange_Throws(double season) =>
        Assert.That(
            () => SsaComponents.Of([.. new double[50]], [12, season]),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("seasons must ascend, each at least 2 buckets and finite"));

    [Test]
    public void Of_WindowOutOfRange_Throws() =>
        Assert.That(
            () => SsaComponents.Of([.. new double[50]], Year, windowLength: 1),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be 2 or more buckets, or null"));

    private static SsaComponents Done(ImmutableArray<double> history, ImmutableArray<double> seasons)
    {
        var outcome = SsaComponents.Of(history, seasons);
        Assert.That(outcome, Is.InstanceOf<Outcome<SsaComponents>.Done>(), outcome.ToString());
        return ((Outcome<SsaComponents>.Done)outcome).Value;
    }

    private static double Rms(IEnumerable<double> first, IEnumerable<double> second) =>
        Math.Sqrt(first.Zip(second, (x, y) => (x - y) * (x - y)).Average());

    private static double Variance(double[] series) => series.Average(x => (x - series.Average()) * (x - series.Average()));

    private static double[] Noise(int length, double deviation, ulong seed)
    {
        var random = new SplitMix64(seed);
        return [.. Enumerable.Range(0, length).Select(_ => deviation * NormalDistribution.Quantile(random.NextUniform()))];
    }
}
