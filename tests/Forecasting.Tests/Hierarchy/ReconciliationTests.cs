using Forecasting.Hierarchy;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Hierarchy;

[TestFixture]
public sealed class ReconciliationTests
{
    private static readonly int[][] Crossed = [[0, 1, 2, 3, 4, 5], [0, 1, 2], [3, 4, 5], [0, 3], [1, 4], [2, 5]];

    [Test]
    public void TwoParts_ShareWhatIsMissingByTheirVariances()
    {
        // The sum says 13, its parts 10: variances 1, 4 and 1 give the parts 1/6 and 4/6 of the 3 that are missing, and the sum loses 1/6.
        double[] parts = [4, 6];
        new Reconciliation([[0, 1]], 0).Apply(parts, [13], [1, 2], [1]);
        Assert.That(parts[0], Is.EqualTo(4.5).Within(1e-9));
        Assert.That(parts[1], Is.EqualTo(8).Within(1e-9));
    }

    [TestCase(0.0)]
    [TestCase(0.1)]
    [TestCase(1.0)]
    public void CrossedGroups_AreThoseOfTheClosedForm(double correlation)
    {
        var random = new SplitMix64(7);
        double[] parts = [.. Enumerable.Range(0, 6).Select(_ => 10 * random.NextUniform())];
        double[] deviation = [.. Enumerable.Range(0, 6).Select(_ => 0.5 + 3 * random.NextUniform())];
        double[] sums = [.. Crossed.Select(_ => 20 * random.NextUniform())];
        double[] variance = [.. Crossed.Select(_ => 0.1 + 5 * random.NextUniform())];
        var expected = ClosedForm(parts, sums, deviation, variance, correlation);
        new Reconciliation(Crossed, correlation).Apply(parts, sums, deviation, variance);
        Assert.That(parts, Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void CertainSums_AreMetByTheirParts()
    {
        double[] parts = [1, 2, 3, 4, 5, 6];
        double[] sums = [30, 10, 20, 8, 10, 12];
        var reconciliation = new Reconciliation(Crossed, 0.1);
        reconciliation.Apply(parts, sums, [1, 1, 2, 1, 3, 1], [.. Enumerable.Repeat(1e-9, 6)]);
        var met = new double[6];
        reconciliation.AddUp(parts, met);
        Assert.That(met, Is.EqualTo(sums).Within(1e-6));
    }

    [Test]
    public void PartsThatAreCertain_AndSumsThatAreNot_ChangeNothing()
    {
        double[] parts = [1, 2, 3, 4, 5, 6];
        var reconciliation = new Reconciliation(Crossed, 0.1);
        reconciliation.Apply(parts, [99, 9, 9, 9, 9, 9], new double[6], [1, 1, 1, 1, 1, 1]);
        Assert.That(parts, Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6 }));
        reconciliation.Apply(parts, [99, 9, 9, 9, 9, 9], [1, 1, 1, 1, 1, 1], [.. Enumerable.Repeat(1e15, 6)]);
        Assert.That(parts, Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6 }).Within(1e-9));
    }

    [Test]
    public void SumsThatAgree_ChangeNothing()
    {
        double[] parts = [1, 2, 3, 4, 5, 6];
        var reconciliation = new Reconciliation(Crossed, 0.1);
        var sums = new double[6];
        reconciliation.AddUp(parts, sums);
        reconciliation.Apply(parts, sums, [1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 1]);
        Assert.That(parts, Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void ManyParts_OfVeryDifferentSizes_AreSolved()
    {
        var random = new SplitMix64(3);
        const int Count = 2000;
        int[][] groups =
        [
            [.. Enumerable.Range(0, Count)],
            .. Enumerable.Range(0, 40).Select(g => Enumerable.Range(0, Count).Where(i => i % 40 == g).ToArray()),
            .. Enumerable.Range(0, 50).Select(g => Enumerable.Range(0, Count).Where(i => i / 40 == g).ToArray()),
        ];
        double[] deviation = [.. Enumerable.Range(0, Count).Select(_ => Math.Pow(10, 4 * random.NextUniform() - 2))];
        double[] truth = [.. deviation.Select(d => 5 * d)];
        double[] parts = [.. truth.Select((t, i) => t + deviation[i] * (random.NextUniform() - 0.5))];
        var reconciliation = new Reconciliation(groups, 0.1);
        var sums = new double[groups.Length];
        reconciliation.AddUp(truth, sums);
        reconciliation.Apply(parts, sums, deviation, [.. sums.Select(s => 1e-6 * s)]);
        var met = new double[groups.Length];
        reconciliation.AddUp(parts, met);
        for (var g = 0; g < groups.Length; g++)
            Assert.That(met[g], Is.EqualTo(sums[g]).Within(0.001 * sums[g]));
    }

    /// <summary>y + D·Aᵀ·(A·D·Aᵀ + Σ)⁻¹·(z − A·y) with plain matrices.</summary>
    private static double[] ClosedForm(double[] parts, double[] sums, double[] deviation, double[] variance, double correlation)
    {
        var (n, k) = (parts.Length, sums.Length);
        double D(int i, int j) => deviation[i] * deviation[j] * (i == j ? 1 : correlation);
        bool In(int g, int i) => Crossed[g].Contains(i);
        var system = new double[k, k + 1];
        for (var g = 0; g < k; g++)
        {
            for (var h = 0; h < k; h++)
            {
                for (var i = 0; i < n; i++)
                {
                    for (var j = 0; j < n; j++)
                        system[g, h] += In(g, i) && In(h, j) ? D(i, j) : 0;
                }
            }

            system[g, g] += variance[g];
            system[g, k] = sums[g] - Crossed[g].Sum(i => parts[i]);
        }

        for (var pivot = 0; pivot < k; pivot++)
        {
            for (var row = 0; row < k; row++)
            {
                if (row == pivot)
                    continue;
                var factor = system[row, pivot] / system[pivot, pivot];
                for (var column = pivot; column <= k; column++)
                    system[row, column] -= factor * system[pivot, column];
            }
        }

        var result = (double[])parts.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var g = 0; g < k; g++)
            {
                for (var j = 0; j < n; j++)
                    result[i] += In(g, j) ? D(i, j) * system[g, k] / system[g, g] : 0;
            }
        }

        return result;
    }
}
