using System.Numerics;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

public sealed class FourierTransformTests
{
    [Test]
    public void Forward_AnyLength_IsTheDefinitionInBitReversedOrder([Values(16, 32, 64, 128, 256, 512)] int length)
    {
        var (real, imaginary) = Noise(length);
        var transform = FourierTransform.AtLeast(length);
        var (transformedReal, transformedImaginary) = ((double[])real.Clone(), (double[])imaginary.Clone());

        transform.Forward(transformedReal, transformedImaginary);

        for (var k = 0; k < length; k++)
        {
            var sum = Complex.Zero;
            for (var t = 0; t < length; t++)
            {
                var angle = -2.0 * (k * t % length) / length;
                sum += new Complex(real[t], imaginary[t]) * new Complex(double.CosPi(angle), double.SinPi(angle));
            }

            var place = Reversed(k, length);
            Assert.That(transformedReal[place], Is.EqualTo(sum.Real).Within(1e-13 * length));
            Assert.That(transformedImaginary[place], Is.EqualTo(sum.Imaginary).Within(1e-13 * length));
        }
    }

    [Test]
    public void Inverse_OfForward_IsLengthTimesTheValues([Values(16, 32, 1024, 8192)] int length)
    {
        var (real, imaginary) = Noise(length);
        var (thereReal, thereImaginary) = ((double[])real.Clone(), (double[])imaginary.Clone());
        var transform = FourierTransform.AtLeast(length);

        transform.Forward(thereReal, thereImaginary);
        transform.Inverse(thereReal, thereImaginary);

        Assert.That(thereReal.Select(x => x / length), Is.EqualTo(real).Within(1e-14));
        Assert.That(thereImaginary.Select(x => x / length), Is.EqualTo(imaginary).Within(1e-14));
    }

    [TestCase(1, 16)]
    [TestCase(16, 16)]
    [TestCase(17, 32)]
    [TestCase(1941, 2048)]
    public void AtLeast_AnyCount_IsTheNextPowerOfTwo(int values, int length) =>
        Assert.That(FourierTransform.AtLeast(values).Length, Is.EqualTo(length));

    private static int Reversed(int index, int length)
    {
        var reversed = 0;
        for (var bit = 1; bit < length; bit *= 2)
            reversed = 2 * reversed + ((index & bit) != 0 ? 1 : 0);
        return reversed;
    }

    private static (double[] Real, double[] Imaginary) Noise(int length)
    {
        var random = new SplitMix64((ulong)length);
        double Next() => random.NextUniform() - 0.5;
        return ([.. Enumerable.Range(0, length).Select(_ => Next())], [.. Enumerable.Range(0, length).Select(_ => Next())]);
    }
}
