using Forecasting.Forecasters.Ssa;
using Forecasting.Forecasters.Ssa.MicrosoftML;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa.MicrosoftML;

public sealed class MicrosoftMLSettingsTests
{
    private static IEnumerable<TestCaseData> OutOfRange()
    {
        yield return Case(() => new MicrosoftMLSettings(1, 30, 100, 7), "windowSize must be 2 or more buckets.");
        yield return Case(() => new MicrosoftMLSettings(14, 14, 100, 7), "seriesLength must be greater than windowSize, 14.");
        yield return Case(() => new MicrosoftMLSettings(14, 30, 28, 7), "trainSize must be greater than twice windowSize, 28.");
        yield return Case(() => new MicrosoftMLSettings(14, 30, 100, 0), "horizon must be 1 or more buckets.");
        yield return Case(() => new MicrosoftMLSettings(14, 30, 100, 7, discountFactor: 1.1), "discountFactor must be 0..1.");
        yield return Case(() => new MicrosoftMLSettings(14, 30, 100, 7, discountFactor: double.NaN), "discountFactor must be 0..1.");
        yield return Case(
            () => new MicrosoftMLSettings(14, 30, 100, 7, rankSelectionMethod: (MicrosoftMLRankSelection)3),
            "rankSelectionMethod must be a known method.");
        yield return Case(
            () => new MicrosoftMLSettings(14, 30, 100, 7, rankSelectionMethod: MicrosoftMLRankSelection.Fixed, rank: 14),
            "rank must be 1..13, or null.");
        yield return Case(() => new MicrosoftMLSettings(14, 30, 100, 7, maxRank: 0), "maxRank must be 1 or more components, or null.");
        yield return Case(
            () => new MicrosoftMLSettings(14, 30, 100, 7, maxGrowth: default(MicrosoftMLGrowth)),
            "maxGrowth must be made by its constructor, or null.");
        yield return Case(
            () => new MicrosoftMLSettings(14, 30, 100, 7, confidenceLevel: 1), "confidenceLevel must be at least 0 and below 1.");
        yield return Case(() => new MicrosoftMLGrowth(0, 1), "timeSpan must be 1 or more buckets.");
        yield return Case(() => new MicrosoftMLGrowth(1, -0.1), "growth must be 0 or more.");
        yield return Case(() => new MicrosoftMLGrowth(1, double.NaN), "growth must be 0 or more.");
    }

    [TestCaseSource(nameof(OutOfRange))]
    public void Constructor_OutOfRange_NamesTheArgumentAndItsRange(Func<object> make, string message) =>
        Assert.That(() => make(), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(message));

    [Test]
    public void Constructor_RankWithoutFixed_IsNotReadAsTheirs() =>
        Assert.That(new MicrosoftMLSettings(14, 30, 100, 7, rank: 99).Rank, Is.EqualTo(99));

    [Test]
    public void LikeMicrosoftML_EveryArgument_ArrivesUnderItsName()
    {
        var growth = new MicrosoftMLGrowth(10, 1.5);
        var theirs = SsaSettings.LikeMicrosoftML(
            windowSize: 14, seriesLength: 30, trainSize: 100, horizon: 7, isAdaptive: true, discountFactor: 0.5,
            rankSelectionMethod: MicrosoftMLRankSelection.Fixed, rank: 3, maxRank: 5, shouldStabilize: false, shouldMaintainInfo: true,
            maxGrowth: growth, confidenceLevel: 0.8, variableHorizon: true, honourMaxRank: true).Compatibility!;

        Assert.That((theirs.WindowSize, theirs.SeriesLength, theirs.TrainSize, theirs.Horizon), Is.EqualTo((14, 30, 100, 7)));
        Assert.That((theirs.IsAdaptive, theirs.DiscountFactor, theirs.ShouldStabilize), Is.EqualTo((true, 0.5, false)));
        Assert.That(theirs.RankSelectionMethod, Is.EqualTo(MicrosoftMLRankSelection.Fixed));
        Assert.That((theirs.Rank, theirs.MaxRank), Is.EqualTo(((int?)3, (int?)5)));
        Assert.That((theirs.ShouldMaintainInfo, theirs.ConfidenceLevel), Is.EqualTo((true, 0.8)));
        Assert.That(theirs.MaxGrowth, Is.EqualTo(growth));
        Assert.That((theirs.VariableHorizon, theirs.HonourMaxRank), Is.EqualTo((true, true)));
    }

    [Test]
    public void LikeMicrosoftML_OptionalArguments_HaveTheirDefaults() =>
        Assert.That(
            SsaSettings.LikeMicrosoftML(14, 30, 100, 7).Compatibility,
            Is.EqualTo(new MicrosoftMLSettings(
                14, 30, 100, 7, isAdaptive: false, discountFactor: 1, MicrosoftMLRankSelection.Exact, rank: null, maxRank: null,
                shouldStabilize: true, shouldMaintainInfo: false, maxGrowth: null, confidenceLevel: 0.95)));

    private static TestCaseData Case(Func<object> make, string message) => new TestCaseData(make, message).SetArgDisplayNames(message);
}
