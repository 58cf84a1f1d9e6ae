using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

public sealed class SignedRankTestTests
{
    [Test]
    public void Of_AllToOneSide_IsTwoOfAllSigns()
    {
        Assert.That(SignedRankTest.Of([1, 2, 3, 4, 5]), Is.EqualTo((2 / 32.0, 1)));
        Assert.That(SignedRankTest.Of([-1, -2, -3, -4, -5, -6]), Is.EqualTo((2 / 64.0, -1)));
    }

    [Test]
    public void Of_OneSmallOnTheOtherSide_ByHand()
    {
        // Rank sums of at most 1 are two of 2⁵ choices of signs: none, and the first alone.
        Assert.That(SignedRankTest.Of([-1, 2, 3, 4, 5]).Probability, Is.EqualTo(4 / 32.0));
    }

    [Test]
    public void Of_Ties_ShareTheirRank()
    {
        // Ranks 1.5, 1.5, 3: sums of at most 1.5 are none, the first, the second: 3 of 8.
        Assert.That(SignedRankTest.Of([-1, 1, 2]), Is.EqualTo((6 / 8.0, 1)));
    }

    [Test]
    public void Of_NoDifference_IsCertain()
    {
        Assert.That(SignedRankTest.Of([]), Is.EqualTo((1.0, 0)));
        Assert.That(SignedRankTest.Of([0, 0, double.NaN]), Is.EqualTo((1.0, 0)));
        Assert.That(SignedRankTest.Of([1, -1]), Is.EqualTo((1.0, 0)));
    }

    /// <summary>Hollander and Wolfe's depression scores, in R: wilcox.test(x, y, paired = TRUE) gives V = 40, p-value = 0.03906.</summary>
    [Test]
    public void Of_HollanderWolfe_IsTheBooks()
    {
        double[] x = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30];
        double[] y = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];

        Assert.That(SignedRankTest.Of([.. x.Zip(y, (a, b) => a - b)]).Probability, Is.EqualTo(0.0390625).Within(1e-12));
    }

    [Test]
    public void Of_ManyAndFew_MeetWhereTheMethodChanges()
    {
        var random = new SplitMix64(5);
        var values = Enumerable.Range(0, 51).Select(_ => random.NextUniform() - 0.42).ToArray();

        var exact = SignedRankTest.Of(values.AsSpan(0, 50)).Probability;
        var normal = SignedRankTest.Of([.. values[..50], 1e-9]).Probability;

        Assert.That(normal, Is.EqualTo(exact).Within(0.02));
    }

    [Test]
    public void StudentTail_TableValues()
    {
        Assert.That(StudentTail.TwoSided(2.228139, 10), Is.EqualTo(0.05).Within(1e-7));
        Assert.That(StudentTail.TwoSided(-12.7062047, 1), Is.EqualTo(0.05).Within(1e-9));
        Assert.That(StudentTail.TwoSided(1.959964, 1e7), Is.EqualTo(0.05).Within(1e-6));
        Assert.That((StudentTail.TwoSided(0, 5), StudentTail.TwoSided(double.PositiveInfinity, 5)), Is.EqualTo((1.0, 0.0)));
    }

    [Test]
    public void FalseDiscovery_ByHandAndInAnyOrder()
    {
        Assert.That(FalseDiscovery.Adjust([0.01, 0.04, 0.03]), Is.EqualTo(new[] { 0.03, 0.04, 0.04 }).Within(1e-15));
        Assert.That(FalseDiscovery.Adjust([1, 0.5]), Is.EqualTo(new[] { 1.0, 1.0 }));
        Assert.That(FalseDiscovery.Adjust([]), Is.Empty);
        Assert.That(() => FalseDiscovery.Adjust([double.NaN]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>The p-values of Benjamini and Hochberg (1995), section 4.1: at 5 % the first four of fifteen are found, by Bonferroni three.</summary>
    [Test]
    public void FalseDiscovery_BenjaminiHochbergsExample_FindsFour()
    {
        double[] p =
            [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];

        Assert.That(FalseDiscovery.Adjust(p).Count(q => q <= 0.05), Is.EqualTo(4));
    }
}
