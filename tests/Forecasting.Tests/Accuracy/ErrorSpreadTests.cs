using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class ErrorSpreadTests
{
    private const int Horizon = 6;

    [Test]
    public void From_IndependentNormalErrors_FindsDeviationShapeAndNoCorrelation()
    {
        var random = new SplitMix64(2);
        var spread = SpreadEstimate.From(Simulated(400, _ => 3 * Normal(ref random)), [90, 100, 110], 1);

        Assert.That(spread.Deviation(0, 100), Is.EqualTo(3).Within(0.3));
        Assert.That(spread.Deviation(5, 100), Is.EqualTo(3).Within(0.3));
        Assert.That(spread.Quantile(2, 100, 0.9), Is.EqualTo(100 + 3 * 1.2816).Within(0.4));
        Assert.That(spread.Correlation[5], Is.LessThan(0.1));
    }

    [Test]
    public void From_RandomWalkErrors_WidenWithTheHorizonAndHangTogether()
    {
        var random = new SplitMix64(3);
        var sum = 0.0;
        var spread = SpreadEstimate.From(
            Simulated(400, h => sum = (h == 0 ? 0 : sum) + Normal(ref random)), [90, 100, 110], 1);

        Assert.That(spread.Scale, Is.Ordered);
        Assert.That(spread.Scale[5] / spread.Scale[0], Is.EqualTo(Math.Sqrt(6)).Within(0.3));
        Assert.That(spread.Correlation[5], Is.InRange(0.4, 0.8));
    }

    [Test]
    public void From_ErrorsInProportionToTheLevel_SaysSo()
    {
        var random = new SplitMix64(4);
        var forecasts = Enumerable.Range(0, 60 * Horizon).Select(i => 20.0 + 2 * i).ToImmutableArray();
        var errors = forecasts.Select(f => 0.1 * f * Normal(ref random)).ToImmutableArray();

        var spread = SpreadEstimate.From(new Backtest("m", Horizon, [.. Enumerable.Range(10, 60)], forecasts, errors), [300, 400], 1);

        Assert.That(spread.LevelExponent, Is.EqualTo(1));
        Assert.That(spread.Deviation(0, 1000), Is.EqualTo(100).Within(20));
    }

    [Test]
    public void Quantile_SomeBucketsEmpty_LiesBetweenErrorsAndTheLastDemand()
    {
        var random = new SplitMix64(5);
        var backtest = Simulated(400, _ => Normal(ref random));
        double[] history = [.. Enumerable.Range(0, 100).Select(t => t % 4 == 0 ? 8.0 : 0)];

        var seldom = SpreadEstimate.From(backtest, history, 1);
        var always = SpreadEstimate.From(backtest, [.. history.Select(demand => demand + 1)], 1);

        Assert.That(seldom.Recent, Has.Length.EqualTo(56).And.Ordered);
        Assert.That(seldom.RecentWeight, Is.EqualTo(0.75));
        Assert.That(always.Recent, Is.Empty, "where every bucket sells the errors say it all");
        // Three buckets in four were empty: of the last demand 50 % is 0 and 90 % is 8; of the errors 50 % is the forecast.
        Assert.That(seldom.Quantile(0, 2, 0.5), Is.EqualTo(0.25 * 2).Within(0.1));
        Assert.That(seldom.Quantile(0, 2, 0.9), Is.EqualTo(0.75 * 8 + 0.25 * (2 + 1.2816)).Within(0.3));
        Assert.That(new[] { 0.025, 0.1, 0.5, 0.74, 0.9, 0.975 }.Select(p => seldom.Quantile(3, 2, p)), Is.Ordered);
    }

    [Test]
    public void DemandDeviation_FewQuietOrigins_KnowsTheDemandItself()
    {
        // 100 at a time, in two months of 48, none of them after an origin: the errors are the forecast.
        double[] history = [.. Enumerable.Range(0, 48).Select(t => t is 5 or 20 ? 100.0 : 0)];
        double[] always = [.. history.Select(demand => demand + 1)];
        var few = Simulated(4, h => 4 + 0.01 * h);
        var many = Simulated(2_000, h => 4 + 0.01 * h);

        var quiet = SpreadEstimate.From(few, history, 12);
        Assert.That(quiet.Deviation(0, 4), Is.LessThan(5));
        Assert.That(quiet.OwnWeight, Is.EqualTo(Math.Pow(46 / 48.0, 4)), "the chance that four months have no sale");
        Assert.That(quiet.DemandDeviation(0, 4), Is.InRange(0.9 * quiet.OwnDeviation, quiet.OwnDeviation));

        var known = SpreadEstimate.From(many, history, 12);
        Assert.That(known.OwnWeight, Is.EqualTo(8.0 / 2_008));
        Assert.That(known.DemandDeviation(0, 4), Is.LessThan(0.3 * quiet.OwnDeviation), "many errors say it themselves");

        var steady = SpreadEstimate.From(few, always, 12);
        Assert.That(steady.OwnWeight, Is.EqualTo(8.0 / 12), "four horizons of errors");
        var own = steady.OwnDeviation * Math.Sqrt(5 / steady.ReferenceLevel);
        Assert.That(steady.DemandDeviation(0, 5), Is.EqualTo(Math.Sqrt((own * own * 8 + Math.Pow(steady.Deviation(0, 5), 2) * 4) / 12)).Within(1e-9));
    }

    [Test]
    public void Correlation_OwnDeviation_HangsTogetherOnlyAsFarAsErrorsWereSeen()
    {
        // Every horizon errs as one.
        var errors = Enumerable.Range(0, 4).SelectMany(o => Enumerable.Repeat(o - 1.5, Horizon));
        var spread = SpreadEstimate.From(
            new Backtest("m", Horizon, [50, 56, 62, 68], [.. Enumerable.Repeat(100.0, 4 * Horizon)], [.. errors]), [90, 100, 110], 1);

        Assert.That(spread.Correlation[0], Is.Zero);
        Assert.That(spread.Correlation[5], Is.EqualTo(0.99 * 4 / 12).Within(1e-9));
    }

    [Test]
    public void From_NoPastOrigin_AssumesHalfTheLevelAndSaysThatItDid()
    {
        var spread = SpreadEstimate.From(new Backtest("m", 3, [], [], []), [10], 1);

        Assert.That(spread.Origins, Is.Zero);
        Assert.That(spread.Deviation(0, 10), Is.EqualTo(5));
        Assert.That(spread.Quantile(0, 10, 0.001), Is.Zero, "never below 0 where the history was not");
    }

    [Test]
    public void Quantile_FewHorizonsSeen_IsWiderWhereTheirErrorsHangTogether()
    {
        // −1, 0 and 1 at every bucket of three horizons: in the one case a horizon errs as one, in the other its errors cancel.
        var together = Width(o => _ => o - 1.0);
        var apart = Width(o => h => (o + h) % 3 - 1.0);

        // Correlations 0.99 and 0, drawn towards 0.4 by 2 horizons in 5: 3.77 and 10 independent errors of 18.
        Assert.That(together / apart, Is.EqualTo(Math.Sqrt((1 + 8 / (3.77 * 3.77)) / (1 + 8 / (10.0 * 10.0)))).Within(0.005));

        static double Width(Func<int, Func<int, double>> errorAt)
        {
            var errors = Enumerable.Range(0, 3).SelectMany(o => Enumerable.Range(0, Horizon).Select(errorAt(o)));
            var spread = SpreadEstimate.From(
                new Backtest("m", Horizon, [50, 50 + Horizon, 50 + 2 * Horizon], [.. Enumerable.Repeat(100.0, 3 * Horizon)], [.. errors]), [90, 100, 110], 1);
            return spread.Quantile(0, 100, 0.9) - spread.Quantile(0, 100, 0.1);
        }
    }

    [Test]
    public void Quantile_HistoryWithNegativeValues_MayBeNegative()
    {
        var random = new SplitMix64(5);
        var spread = SpreadEstimate.From(Simulated(50, _ => 80 * Normal(ref random)), [-90, 100, 110], 1);

        Assert.That(spread.NonNegative, Is.False);
        Assert.That(spread.Quantile(0, 10, 0.05), Is.LessThan(0));
    }

    private static Backtest Simulated(int origins, Func<int, double> error) => new(
        "m", Horizon, [.. Enumerable.Range(0, origins).Select(o => 50 + o * Horizon)],
        [.. Enumerable.Repeat(100.0, origins * Horizon)],
        [.. Enumerable.Range(0, origins * Horizon).Select(i => error(i % Horizon))]);

    private static double Normal(ref SplitMix64 random) => NormalDistribution.Quantile(random.NextUniform());
}
