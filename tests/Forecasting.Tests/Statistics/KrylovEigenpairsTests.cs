using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

public sealed class KrylovEigenpairsTests
{
    private const int Order = 200;

    private static IEnumerable<TestCaseData> Spectra()
    {
        yield return Case("SignalAndNoise", i => i < 6 ? 100 - 10 * i : 1 + 0.01 * i);
        yield return Case("NearPairs", i => i < 6 ? 100 - 10 * (i / 2) + 1e-9 * (i % 2) : 0.01 * i);
        yield return Case("EqualPairs", i => i < 6 ? 100 - 10 * (i / 2) : 0.01 * i);
        yield return Case("FiveCopies", i => i < 5 ? 7 : 0.001 * i);
        yield return Case("SixCopiesAboveOthersThatConvergeAtOnce", i => i < 6 ? 7 : i < 8 ? 9.7 - i : 4e-4 * i);
        yield return Case("ThreeCopiesBesideOthers", i => i < 3 ? 7 : i < 5 ? 7.6 - 0.3 * i : 0.006 * i, count: 3);
        yield return Case("AllEqual", _ => 3);
        yield return Case("RankTwo", i => i < 2 ? 5 - i : 0);
        yield return Case("Zero", _ => 0);
        yield return Case("Geometric", i => Math.Pow(0.7, i));
        yield return Case("Tiny", i => 1e-24 * (i < 4 ? 10 + i : 0.01 * i));

        static TestCaseData Case(string name, Func<int, double> spectrum, int count = 6) =>
            new TestCaseData(spectrum, count).SetName($"TryFind_{name}_FindsTheLargest");
    }

    [TestCaseSource(nameof(Spectra))]
    public void TryFind_KnownSpectrum(Func<int, double> spectrum, int count)
    {
        var spread = Enumerable.Range(0, Order).Select(spectrum).ToArray();
        var reflector = UnitNoise();
        var values = new double[count];
        var vectors = new double[count * Order];

        var found = KrylovEigenpairs.TryFind((x, y, cx, cy) => { Multiply(x, cx); Multiply(y, cy); }, Order, Order, values, vectors);

        var largest = spread.Max();
        Assert.That(found, Is.True);
        Assert.That(values, Is.EqualTo(spread.OrderDescending().Take(count)).Within(1e-12 * largest));
        for (var i = 0; i < count; i++)
        {
            var vector = vectors.AsSpan(i * Order, Order);
            var image = new double[Order];
            Multiply(vector, image);
            VectorMath.AddScaled(image, -values[i], vector);
            Assert.That(Math.Sqrt(VectorMath.Dot(image, image)), Is.LessThanOrEqualTo(1e-12 * largest));
            for (var j = 0; j <= i; j++)
                Assert.That(VectorMath.Dot(vector, vectors.AsSpan(j * Order, Order)), Is.EqualTo(i == j ? 1 : 0).Within(1e-12));
        }

        // H D H with a reflection H = I − 2 u uᵀ: a full matrix of known eigenvalues.
        void Multiply(ReadOnlySpan<double> x, Span<double> image)
        {
            x.CopyTo(image);
            VectorMath.AddScaled(image, -2 * VectorMath.Dot(x, reflector), reflector);
            for (var i = 0; i < Order; i++)
                image[i] *= spread[i];
            VectorMath.AddScaled(image, -2 * VectorMath.Dot(image, reflector), reflector);
        }
    }

    [Test]
    public void TryFind_BasisTooSmall_GivesUpInsteadOfGuessing()
    {
        var values = new double[10];

        var found = KrylovEigenpairs.TryFind(
            (x, y, cx, cy) => { Multiply(x, cx); Multiply(y, cy); }, Order, 40, values, new double[10 * Order]);

        Assert.That(found, Is.False);

        static void Multiply(ReadOnlySpan<double> x, Span<double> image)
        {
            for (var i = 0; i < Order; i++)
                image[i] = (1 + 1e-3 * i) * x[i];
        }
    }

    [Test]
    public void TryFind_NaN_GivesUp()
    {
        var found = KrylovEigenpairs.TryFind(
            (_, _, cx, cy) => { cx.Fill(double.NaN); cy.Fill(double.NaN); }, 50, 50, new double[2], new double[100]);

        Assert.That(found, Is.False);
    }

    private static double[] UnitNoise()
    {
        var random = new SplitMix64(5);
        double[] vector = [.. Enumerable.Range(0, Order).Select(_ => random.NextUniform() - 0.5)];
        VectorMath.Scale(vector, 1 / Math.Sqrt(VectorMath.Dot(vector, vector)));
        return vector;
    }
}
