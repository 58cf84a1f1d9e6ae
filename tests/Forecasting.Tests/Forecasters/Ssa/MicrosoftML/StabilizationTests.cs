using System.Numerics;
using Forecasting.Forecasters.Ssa.MicrosoftML;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa.MicrosoftML;

public sealed class StabilizationTests
{
    private const int Window = 20;

    [Test]
    public void Of_OneCoefficient_IsClipped()
    {
        Assert.That(Stabilization.Of([1.3], 2, double.PositiveInfinity).Coefficients, Is.EqualTo(new[] { 1.0 }));
        Assert.That(Stabilization.Of([-1.3], 2, double.PositiveInfinity).Coefficients, Is.EqualTo(new[] { -1.0 }));
        Assert.That(Stabilization.Of([0.3], 2, double.PositiveInfinity).Coefficients, Is.EqualTo(new[] { 0.3 }));
    }

    [Test]
    public void Of_RootsInsideTheCircle_StayWhereTheyAre()
    {
        var (moduli, result) = Moduli(double.PositiveInfinity, (0.5, false), (-0.2, false), (Complex.FromPolarCoordinates(0.9, 1), true));

        Assert.That(moduli, Is.EqualTo(new[] { 0.2, 0.5, 0.9, 0.9 }).Within(1e-12));
        Assert.That((result.IsDone, result.HasLinearTrend, result.HasSlowWave), Is.EqualTo((true, false, false)));
    }

    [Test]
    public void Of_GrowingTrend_LimitsAllOthersToItsGrowth()
    {
        // The fast oscillation may have half of the growth beyond 1, the slower one all of it.
        var (moduli, result) = Moduli(
            double.PositiveInfinity,
            (1.04, false),
            (Complex.FromPolarCoordinates(1.2, 1), true),
            (Complex.FromPolarCoordinates(1.2, 2.5), true));

        Assert.That(moduli, Is.EqualTo(new[] { 1.02, 1.02, 1.04, 1.04, 1.04 }).Within(1e-12));
        Assert.That(result.Growth, Is.EqualTo(1.04).Within(1e-12));
    }

    [Test]
    public void Of_NoTrend_PutsGrowingOscillationsOnTheCircle()
    {
        var (moduli, _) = Moduli(double.PositiveInfinity, (0.5, false), (Complex.FromPolarCoordinates(1.2, 1), true));

        Assert.That(moduli, Is.EqualTo(new[] { 0.5, 1, 1 }).Within(1e-12));
    }

    [Test]
    public void Of_TwoRealRootsNearOne_AreADampedLine()
    {
        var (moduli, result) = Moduli(double.PositiveInfinity, (1.03, false), (0.95, false), (0.1, false));

        Assert.That(moduli, Is.EqualTo(new[] { 0.1, 0.99, 1 }).Within(1e-12));
        Assert.That((result.HasLinearTrend, result.HasSlowWave), Is.EqualTo((true, false)));
    }

    [Test]
    public void Of_SlowWaveOutsideTheCircle_LosesItsOscillation()
    {
        // Period 2π / 0.1 = 63 buckets, longer than the window: the pair becomes a double real root.
        var result = Stabilization.Of(
            RootExpansion.ToRecurrence([(Complex.FromPolarCoordinates(1.01, 0.1), true), (0.3, false)])!, Window, double.PositiveInfinity);

        Assert.That(result.HasSlowWave, Is.True);
        var real = 1.01 * Math.Cos(0.1);
        Assert.That(real, Is.GreaterThan(1), "and is then held at 1");
        Assert.That(result.Coefficients, Is.EqualTo(RootExpansion.ToRecurrence([(1, true), (0.3, false)])).Within(1e-12));
    }

    [Test]
    public void Of_SlowWave_MergesOscillationsOfNearlyOnePhase()
    {
        var result = Stabilization.Of(
            RootExpansion.ToRecurrence([
                (Complex.FromPolarCoordinates(1.001, 0.1), true),
                (Complex.FromPolarCoordinates(1.1, 1.00), true),
                (Complex.FromPolarCoordinates(1.1, 1.04), true)])!,
            Window,
            double.PositiveInfinity);

        var slow = (Complex)(1.001 * Math.Cos(0.1));
        var merged = (Complex.FromPolarCoordinates(1, 1.02), true);
        Assert.That(result.Coefficients, Is.EqualTo(RootExpansion.ToRecurrence([(slow, true), merged, merged])).Within(1e-9));
    }

    [Test]
    public void Of_GrowthCapBelowOne_CapsEverything()
    {
        var (moduli, result) = Moduli(0.8, (1.03, false), (0.95, false), (-0.9, false), (0.1, false));

        Assert.That(moduli, Is.EqualTo(new[] { 0.1, 0.8, 0.8, 0.8 }).Within(1e-12));
        Assert.That(result.HasLinearTrend, Is.False, "without room to grow two real roots are no line");
    }

    [Test]
    public void Of_CoefficientThatIsNoNumber_KeepsTheRecurrence()
    {
        double[] broken = [0.5, double.NaN];

        var result = Stabilization.Of(broken, 3, double.PositiveInfinity);

        Assert.That((result.IsDone, result.Coefficients), Is.EqualTo((false, broken)));
    }

    [Test]
    public void ToRecurrence_HundredsOfRootsOnTheCircle_KeepsEveryDigit()
    {
        // The 364 roots of z³⁶⁴ = 1: in an unlucky order their products reach 1e76.
        var roots = Enumerable.Range(0, 183)
            .Select(k => (Complex.FromPolarCoordinates(1, 2 * Math.PI * k / 364), k is not 0 and not 182))
            .Select(root => root.Item2 ? root : (new Complex(Math.Round(root.Item1.Real), 0), false))
            .ToArray();

        var coefficients = RootExpansion.ToRecurrence(roots)!;

        Assert.That(coefficients[0], Is.EqualTo(1).Within(1e-11));
        Assert.That(coefficients.Skip(1), Is.All.EqualTo(0).Within(1e-11));
    }

    [TestCase(1e15)]
    [TestCase(double.NaN)]
    public void ToRecurrence_BeyondDecimals_IsNull(double root) =>
        Assert.That(RootExpansion.ToRecurrence([(root, true), (root, true)]), Is.Null);

    private static (double[] Moduli, Stabilization Result) Moduli(double growthCap, params (Complex Value, bool IsPair)[] roots)
    {
        var result = Stabilization.Of(RootExpansion.ToRecurrence(roots)!, Window, growthCap);
        var found = new Complex[result.Coefficients.Length];
        Assert.That(PolynomialRoots.OfRecurrence(result.Coefficients, found), Is.True);
        return ([.. found.Select(root => root.Magnitude).Order()], result);
    }
}
