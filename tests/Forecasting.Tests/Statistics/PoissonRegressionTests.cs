using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

[TestFixture]
public sealed class PoissonRegressionTests
{
    // A randomised trial of three outcomes under three treatments: Dobson, An Introduction to Generalized Linear Models, 1990, page 93. R 4.2,
    // glm(counts ~ outcome + treatment, family = quasipoisson()), prints these, and a dispersion of 1.2933.
    [Test]
    public void Fit_DobsonsTrial_IsWhatIsPublished()
    {
        double[][] columns =
        [
            [1, 1, 1, 1, 1, 1, 1, 1, 1],
            [0, 1, 0, 0, 1, 0, 0, 1, 0],
            [0, 0, 1, 0, 0, 1, 0, 0, 1],
            [0, 0, 0, 1, 1, 1, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 1, 1, 1],
        ];
        var fit = PoissonRegression.Fit(columns, [18, 17, 15, 20, 10, 20, 25, 13, 12])!;
        Assert.That(fit.Coefficients, Is.EqualTo(new[] { 3.0445, -0.4543, -0.2930, 0, 0 }).Within(5e-5));
        Assert.That(fit.StandardErrors, Is.EqualTo(new[] { 0.1943, 0.2299, 0.2191, 0.2274, 0.2274 }).Within(1.5e-4));
        Assert.That(fit.DegreesOfFreedom, Is.EqualTo(4));
        Assert.That(fit.Residuals.Sum(r => r * r) / 4, Is.EqualTo(1.2933).Within(5e-5));
    }

    // With one mean for each of two groups the answer is the logarithm of their means, and zeros are counts like any other.
    [Test]
    public void Fit_TwoGroups_GivesTheirMeans()
    {
        var fit = PoissonRegression.Fit([[1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 1, 1]], [0, 1, 2, 0, 4, 8])!;
        Assert.That(fit.Coefficients, Is.EqualTo(new[] { 0, Math.Log(4) }).Within(1e-9));
        Assert.That(fit.LastAlone.Sum(v => v * v), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Fit_ThatDoesNotSettle_IsNone()
    {
        Assert.That(PoissonRegression.Fit([[1, 1, 1, 1], [2, 2, 2, 2]], [1, 2, 3, 4]), Is.Null, "one column says what the other says");
        Assert.That(PoissonRegression.Fit([[1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 1, 1]], [1, 1, 1, 0, 0, 0]), Is.Null, "the mean of zeros has no logarithm");
    }
}
