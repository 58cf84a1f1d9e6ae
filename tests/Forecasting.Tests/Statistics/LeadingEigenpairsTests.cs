using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

/// <summary>Every result is held against the definition: C u = λ u, orthonormal u, descending λ, and no larger λ left out.</summary>
public sealed class LeadingEigenpairsTests
{
    // Relative to the matrix: a hundred times the rounding of a sum over the rows.
    private const double Tolerance = 1e-13;

    [Test]
    public void Decompose_RandomMatrix_FindsTheLargest(
        [Values(1, 2, 3, 4, 5, 14, 17, 28, 52, 91)] int order, [Values(1, 6, 24, 91)] int count) =>
        Check(Random(order, seed: 7), order, Math.Min(order, count));

    [Test]
    public void Decompose_PositiveDefinite_FindsTheLargest([Values(8, 33, 60)] int order) =>
        Check(Gram(Enumerable.Range(0, order).Select(_ => 1.0).ToArray(), order, order), order, 8);

    [Test]
    public void Decompose_RankTwoOfManyRows_FillsUpWithAnOrthonormalBasis([Values(30, 100, 365)] int order) =>
        Check(Gram([9, 4], order, 2), order, 12);

    [Test]
    public void Decompose_EqualEigenvalues_FindsEachCopy([Values(2, 5, 20)] int copies)
    {
        const int order = 40;
        var matrix = Reflected([.. Enumerable.Repeat(3.0, copies), .. Enumerable.Repeat(1.0, order - copies)]);

        var (values, _) = Check(matrix, order, Math.Min(order, copies + 4));

        Assert.That(values.Take(copies), Is.All.EqualTo(3).Within(1e-13));
        Assert.That(values.Skip(copies), Is.All.EqualTo(1).Within(1e-13));
    }

    [Test]
    public void Decompose_NeighbouringEigenvalues_StayOrthogonal([Values(1e-6, 1e-10, 1e-13, 1e-15)] double gap) =>
        Check(Reflected([.. Enumerable.Range(0, 50).Select(i => i < 10 ? 1 + i * gap : 0.001 * i)]), 50, 14);

    [Test]
    public void Decompose_BlocksAllButApart_FindsEachCopy()
    {
        // Chains cut at random: equal pieces share their eigenvalues but for 1e-18, and one of them is hit by chance much better.
        var random = new SplitMix64(77);
        for (var trial = 0; trial < 500; trial++)
        {
            var order = 10 + random.NextBelow(30);
            var matrix = new double[order * order];
            for (var i = 0; i < order; i++)
            {
                matrix[i * (order + 1)] = 2;
                if (i > 0)
                    matrix[i * order + i - 1] = matrix[(i - 1) * order + i] = random.NextBelow(4) == 0 ? 1e-9 * random.NextUniform() : -1;
            }

            Check(matrix, order, order);
        }
    }

    [Test]
    public void Decompose_DiagonalMatrix_FindsItsEntries()
    {
        double[] entries = [2, 0, 7, 7, -3, 0, 1];
        var matrix = new double[49];
        for (var i = 0; i < 7; i++)
            matrix[8 * i] = entries[i];

        var (values, _) = Check(matrix, 7, 7);

        Assert.That(values, Is.EqualTo(new double[] { 7, 7, 2, 1, 0, 0, -3 }).Within(1e-14));
    }

    [Test]
    public void Decompose_IdentityAndZeros_GiveAnyBasis([Values(0.0, 5.0)] double value)
    {
        const int order = 21;
        var matrix = new double[order * order];
        for (var i = 0; i < order; i++)
            matrix[i * (order + 1)] = value;

        var (values, _) = Check(matrix, order, 9);

        Assert.That(values, Is.All.EqualTo(value).Within(1e-14));
    }

    [Test]
    public void Decompose_AnyScale_ScalesTheValuesAlone([Values(1e-300, 1e-150, 1e-24, 1e-12, 1e12, 1e24, 1e150, 1e300)] double scale)
    {
        var matrix = Random(20, seed: 3).Select(x => x * scale).ToArray();

        Check(matrix, 20, 5);
    }

    [Test]
    public void Decompose_GradedMatrix_FindsTheSmallOnesToTheRoundingOfTheLargest() =>
        Check(Reflected([.. Enumerable.Range(0, 30).Select(i => Math.Pow(10, -i))]), 30, 12);

    [Test]
    public void Decompose_UpperTriangle_IsNotRead()
    {
        var matrix = Random(18, seed: 5);
        var lower = (double[])matrix.Clone();
        for (var i = 0; i < 18; i++)
            lower.AsSpan(i * 18 + i + 1, 17 - i).Fill(double.NaN);

        Assert.That(Decompose(lower, 18, 6), Is.EqualTo(Decompose(matrix, 18, 6)));
    }

    [Test]
    public void Decompose_DirtyWorkSpace_GivesTheSameBits()
    {
        var matrix = Random(30, seed: 6);
        var work = new double[LeadingEigenpairs.WorkLength(30)];
        var (clean, dirty) = (new double[6 * 30], new double[6 * 30]);
        LeadingEigenpairs.Decompose(matrix, 30, new double[6], clean, work);
        work.AsSpan().Fill(double.NaN);
        LeadingEigenpairs.Decompose(matrix, 30, new double[6], dirty, work);

        Assert.That(dirty, Is.EqualTo(clean));
    }

    [Test]
    public void Decompose_NotFinite_ReportsFailure([Values(double.NaN, double.PositiveInfinity)] double fault)
    {
        var matrix = Random(9, seed: 1);
        matrix[9 * 7 + 3] = fault;

        Assert.That(
            LeadingEigenpairs.Decompose(matrix, 9, new double[3], new double[27], new double[LeadingEigenpairs.WorkLength(9)]), Is.False);
    }

    private static (double[] Values, double[] Vectors) Check(double[] matrix, int order, int count)
    {
        var (values, vectors) = Decompose(matrix, order, count);
        var norm = Math.Max(double.Epsilon, matrix.Max(Math.Abs));
        double residual = 0, inner = 0;
        for (var i = 0; i < count; i++)
        {
            var vector = vectors.AsSpan(i * order, order);
            for (var row = 0; row < order; row++)
            {
                var image = Dot(matrix.AsSpan(row * order, order), vector);
                residual = Math.Max(residual, Math.Abs(image / norm - values[i] / norm * vector[row]));
            }

            for (var j = 0; j <= i; j++)
                inner = Math.Max(inner, Math.Abs(Dot(vectors.AsSpan(j * order, order), vector) - (i == j ? 1 : 0)));
        }

        var reference = AllEigenvalues(matrix, order, norm);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(values, Is.Ordered.Descending);
            Assert.That(values.Select(value => value / norm), Is.EqualTo(reference.Take(count)).Within(Tolerance * order), "eigenvalues");
            Assert.That(residual, Is.LessThan(Tolerance * Math.Max(10, order)), "residual");
            Assert.That(inner, Is.LessThan(Tolerance), "orthogonality");
        }

        return (values, vectors);
    }

    private static double[] AllEigenvalues(double[] matrix, int order, double norm)
    {
        var values = new double[order];
        SymmetricEigen.Decompose(matrix.Select(value => value / norm).ToArray(), order, values, new double[order * order]);
        return values;
    }

    private static (double[] Values, double[] Vectors) Decompose(double[] matrix, int order, int count)
    {
        var values = new double[count];
        var vectors = new double[count * order];
        Assert.That(LeadingEigenpairs.Decompose(matrix, order, values, vectors, new double[LeadingEigenpairs.WorkLength(order)]), Is.True);
        return (values, vectors);
    }

    /// <summary>Σ weight_i g_i g_iᵀ with random g.</summary>
    private static double[] Gram(double[] weights, int order, int count)
    {
        var random = new SplitMix64(12);
        var matrix = new double[order * order];
        for (var term = 0; term < count; term++)
        {
            var vector = Enumerable.Range(0, order).Select(_ => random.NextUniform() - 0.5).ToArray();
            for (var i = 0; i < order; i++)
                for (var j = 0; j < order; j++)
                    matrix[i * order + j] += weights[term] * vector[i] * vector[j];
        }

        return matrix;
    }

    /// <summary>A full matrix with these eigenvalues: H D H for two reflections H.</summary>
    private static double[] Reflected(double[] eigenvalues)
    {
        var order = eigenvalues.Length;
        var random = new SplitMix64(4);
        var matrix = new double[order * order];
        for (var i = 0; i < order; i++)
            matrix[i * (order + 1)] = eigenvalues[i];
        for (var reflection = 0; reflection < 2; reflection++)
        {
            var vector = Enumerable.Range(0, order).Select(_ => random.NextUniform() - 0.5).ToArray();
            var squares = vector.Sum(x => x * x);
            double H(int i, int j) => (i == j ? 1 : 0) - 2 * vector[i] * vector[j] / squares;
            matrix = Multiply(order, H, Multiply(order, (i, j) => matrix[i * order + j], H));
        }

        for (var i = 0; i < order; i++)
            for (var j = 0; j < i; j++)
                matrix[j * order + i] = matrix[i * order + j];
        return matrix;
    }

    private static double[] Multiply(int order, Func<int, int, double> left, double[] right) =>
        Multiply(order, left, (i, j) => right[i * order + j]);

    private static double[] Multiply(int order, Func<int, int, double> left, Func<int, int, double> right) =>
        [.. from i in Enumerable.Range(0, order)
            from j in Enumerable.Range(0, order)
            select Enumerable.Range(0, order).Sum(k => left(i, k) * right(k, j))];

    private static double[] Random(int order, ulong seed)
    {
        var random = new SplitMix64(seed);
        var matrix = new double[order * order];
        for (var i = 0; i < order; i++)
            for (var j = 0; j <= i; j++)
                matrix[i * order + j] = matrix[j * order + i] = random.NextUniform() - 0.5;
        return matrix;
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }
}
