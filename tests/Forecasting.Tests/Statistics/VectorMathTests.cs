using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

public sealed class VectorMathTests
{
    [Test]
    public void Dot_EveryLength_IsTheSumOfProducts([Range(0, 19)] int length)
    {
        var x = Enumerable.Range(1, length).Select(i => (double)i).ToArray();

        // Σ i² = n (n + 1) (2n + 1) / 6, exact in doubles.
        Assert.That(VectorMath.Dot(x, x), Is.EqualTo(length * (length + 1) * (2 * length + 1) / 6));
    }

    [Test]
    public void AddScaled_EveryLength_AddsElementByElement([Range(0, 9)] int length)
    {
        var target = Enumerable.Range(0, length).Select(i => (double)i).ToArray();

        VectorMath.AddScaled(target, -2, [.. target]);

        Assert.That(target, Is.EqualTo(Enumerable.Range(0, length).Select(i => -(double)i)));
    }

    [Test]
    public void AddScaled_TwoVectors_AddsBoth([Range(0, 9)] int length)
    {
        var x = Enumerable.Range(0, length).Select(i => (double)i).ToArray();
        var target = new double[length];

        VectorMath.AddScaled(target, 3, x, -1, x);

        Assert.That(target, Is.EqualTo(x.Select(value => 2 * value)));
    }

    [Test]
    public void Rotate_QuarterTurn_SwapsTheVectors([Range(1, 9)] int length)
    {
        var x = Enumerable.Range(1, length).Select(i => (double)i).ToArray();
        var y = Enumerable.Range(1, length).Select(i => 10.0 * i).ToArray();

        VectorMath.Rotate(x, y, cosine: 0, sine: 1);

        Assert.That(x, Is.EqualTo(Enumerable.Range(1, length).Select(i => -10.0 * i)));
        Assert.That(y, Is.EqualTo(Enumerable.Range(1, length).Select(i => (double)i)));
    }

    [Test]
    public void Dot_SecondVectorShorter_Throws() =>
        Assert.That(() => VectorMath.Dot(new double[3], new double[2]), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
