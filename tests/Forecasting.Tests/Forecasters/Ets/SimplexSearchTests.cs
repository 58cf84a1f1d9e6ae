using Forecasting.Forecasters.Ets;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ets;

public sealed class SimplexSearchTests
{
    [Test]
    public void Minimise_Bowl_FindsItsBottom()
    {
        double[] point = [0.9, 0.9];

        var lowest = SimplexSearch.Minimise(Bowl, point, Bowl(point), 0.2, 200, 0, 1);

        Assert.That(point, Is.EqualTo(new[] { 0.3, 0.6 }).Within(0.01));
        Assert.That(lowest, Is.EqualTo(Bowl(point)).And.LessThan(0.01));
    }

    [Test]
    public void Minimise_BottomOutsideTheBox_EndsAtTheEdge()
    {
        double[] point = [0.9, 0.9];

        SimplexSearch.Minimise(Bowl, point, Bowl(point), 0.1, 200, 0.5, 1);

        // Along the edge x = 0.5 the slope 4 (y − 0.6) + (x − 0.3) is 0 at 0.55.
        Assert.That(point, Is.EqualTo(new[] { 0.5, 0.55 }).Within(0.01));
    }

    [Test]
    public void Minimise_InfiniteEverywhereElse_StaysWhereItWas()
    {
        double[] point = [0.5];

        var lowest = SimplexSearch.Minimise(x => x[0] == 0.5 ? 3 : double.PositiveInfinity, point, 3, 0.2, 50, 0, 1);

        Assert.That((point[0], lowest), Is.EqualTo((0.5, 3)));
    }

    [TestCase(1)]
    [TestCase(10)]
    [TestCase(40)]
    public void Minimise_FewEvaluations_EndsWithTheStepThatHasBegun(int evaluations)
    {
        double[] point = [0.9, 0.9];
        var calls = 0;

        var lowest = SimplexSearch.Minimise(Count, point, Bowl(point), 0.2, evaluations, 0, 1);

        // The first simplex has two corners to try, the last step at most a contraction and a shrinkage.
        Assert.That(calls, Is.InRange(2, evaluations + 4));
        Assert.That(lowest, Is.LessThanOrEqualTo(Bowl([0.9, 0.9])));

        double Count(ReadOnlySpan<double> x)
        {
            calls++;
            return Bowl(x);
        }
    }

    private static double Bowl(ReadOnlySpan<double> x) =>
        100 * ((x[0] - 0.3) * (x[0] - 0.3) + 2 * (x[1] - 0.6) * (x[1] - 0.6) + (x[0] - 0.3) * (x[1] - 0.6));
}
