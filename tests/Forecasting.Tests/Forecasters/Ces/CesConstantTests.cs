using System.Numerics;
using Forecasting.Forecasters.Ces;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ces;

public sealed class CesConstantTests
{
    private const int ManyBuckets = 4000;

    private static IEnumerable<CesConstant> Constants()
    {
        var random = new SplitMix64(3);
        for (var i = 0; i < 300; i++)
            yield return new CesConstant(0.1 + 2.4 * random.NextUniform(), 0.2 + 1.6 * random.NextUniform());
    }

    [Test]
    public void LargestRoot_IsWhatForecastsGrowByInTheLongRun()
    {
        foreach (var constant in Constants())
        {
            var found = LongRunGrowth(constant, error: _ => 0);

            Assert.That(found, Is.EqualTo(constant.LargestRoot).Within(0.005), constant.ToString());
        }
    }

    [Test]
    public void IsStable_WhereAWrongStartIsForgotten()
    {
        var stable = 0;
        foreach (var constant in Constants())
        {
            // Demand is always 0, so the error is minus the value.
            var found = LongRunGrowth(constant, error: z => -z.Real);
            if (Math.Abs(found - 1) < 0.005)
                continue;
            Assert.That(constant.IsStable, Is.EqualTo(found < 1), constant.ToString());
            stable += constant.IsStable ? 1 : 0;
        }

        Assert.That(stable, Is.InRange(30, 270));
    }

    [TestCase(1.3, 1, 1)]
    [TestCase(1.9, 1, 1)]
    public void LargestRoot_ImaginaryOne_IsThatOfALevel(double real, double imaginary, double root) =>
        Assert.That(new CesConstant(real, imaginary).LargestRoot, Is.EqualTo(root).Within(1e-12));

    [Test]
    public void AreAllowed_BoundsGrowthBySeasonAndTheSeasonAlways()
    {
        // The root of 1.4 + 1.02i is 1.0142: a tenth in a season of 7, not in one of 8.
        var level = new CesParameters(CesForm.None, new CesConstant(1.4, 1.02), default);
        Assert.That(level.AreAllowed(7), Is.True);
        Assert.That(level.AreAllowed(8), Is.False);

        var full = level with { Form = CesForm.Full, Season = new CesConstant(1.3, 1) };
        Assert.That(full.AreAllowed(7), Is.True);
        Assert.That((full with { Season = new CesConstant(1.3, 1.003) }).AreAllowed(7), Is.False);
        Assert.That((full with { Season = new CesConstant(0.2, 0.2) }).AreAllowed(7), Is.False);
    }

    [Test]
    public void ToString_IsAComplexNumber()
    {
        Assert.That(new CesConstant(1.30004, 1.0123).ToString(), Is.EqualTo("1.3 + 1.012i"));
        Assert.That(new CesConstant(1, -0.5).ToString(), Is.EqualTo("1 - 0.5i"));
    }

    [Test]
    public void At_NoughtIsOne_AndNeighboursLieCloseTogether()
    {
        Assert.That(CesConstant.At(1.2, 0), Is.EqualTo(new CesConstant(1.2, 1)));
        Assert.That(CesConstant.At(1.2, 0.1).Imaginary, Is.EqualTo(1.03045).Within(1e-5));
    }

    // Two starts, since one may have nothing of the larger root in it; scaled back after each bucket.
    private static double LongRunGrowth(CesConstant constant, Func<Complex, double> error)
    {
        var largest = 0.0;
        var alpha = new Complex(constant.Real, constant.Imaginary);
        foreach (var start in new[] { Complex.One, Complex.ImaginaryOne })
        {
            var (z, logarithm) = (start, 0.0);
            for (var t = 0; t < ManyBuckets; t++)
            {
                var e = error(z);
                z = alpha * new Complex(z.Real + e, e) + (1 - alpha + Complex.ImaginaryOne) * z;
                logarithm += Math.Log(z.Magnitude);
                z /= z.Magnitude;
            }

            largest = Math.Max(largest, Math.Exp(logarithm / ManyBuckets));
        }

        return largest;
    }
}
