using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

[TestFixture]
public sealed class LeastSquaresTests
{
    // Mean of x 3, of y 4; Sxx 10, Sxy 6: slope 0.6. Residuals −0.8, 0.6, 1, −0.6, −0.2: 2.4 ÷ 3 = 0.8.
    [Test]
    public void Fit_FivePoints_IsWhatAPencilGives()
    {
        var fit = LeastSquares.Fit([[1, 1, 1, 1, 1], [1, 2, 3, 4, 5]], [2, 4, 5, 4, 5], out var collinear)!;
        Assert.That(collinear, Is.EqualTo(-1));
        Assert.That(fit.DegreesOfFreedom, Is.EqualTo(3));
        Assert.That(fit.Coefficients, Is.EqualTo(new[] { 2.2, 0.6 }).Within(1e-12));
        Assert.That(fit.StandardErrors, Is.EqualTo(new[] { Math.Sqrt(0.8 * (0.2 + 0.9)), Math.Sqrt(0.08) }).Within(1e-12));
    }

    [Test]
    public void Fit_ColumnThatIsASumOfOthers_IsNamed()
    {
        Assert.That(LeastSquares.Fit([[1, 1, 1, 1], [1, 2, 3, 4], [3, 5, 7, 9]], [1, 2, 3, 5], out var collinear), Is.Null);
        Assert.That(collinear, Is.EqualTo(2));
    }
}
