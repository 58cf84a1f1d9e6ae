using Forecasting.Jobs.Runs;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Runs;

public sealed class OrderedWorkTests
{
    [TestCase(1)]
    [TestCase(3)]
    public void Run_ResultsInAnyOrder_AreTakenInThatOfTheSource(int threads)
    {
        var taken = new List<(int, int)>();

        OrderedWork.Run(Enumerable.Range(0, 500), threads, i => Slow(i) * 2, (i, twice) => taken.Add((i, twice)), CancellationToken.None);

        Assert.That(taken, Is.EqualTo(Enumerable.Range(0, 500).Select(i => (i, 2 * i))));
    }

    [Test]
    public void Run_LongSource_HoldsFewItems()
    {
        var (read, most) = (0, 0);
        var taken = 0;

        OrderedWork.Run(Source(), 2, i => i, (_, _) => taken++, CancellationToken.None);

        Assert.That(taken, Is.EqualTo(10_000));
        Assert.That(most, Is.LessThanOrEqualTo(65));

        IEnumerable<int> Source()
        {
            for (; read < 10_000; read++)
            {
                most = Math.Max(most, read - taken);
                yield return read;
            }
        }
    }

    [Test]
    public void Run_WorkThatFails_FailsWithItsOwnException() =>
        Assert.That(
            () => OrderedWork.Run(Enumerable.Range(0, 9), 2, i => i == 5 ? throw new InvalidOperationException("five") : i, (_, _) => { }, CancellationToken.None),
            Throws.InvalidOperationException.With.Message.EqualTo("five"));

    [Test]
    public void Run_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();

        Assert.That(
            () => OrderedWork.Run(Enumerable.Range(0, int.MaxValue), 2, i => i, (i, _) => { if (i == 100) source.Cancel(); }, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static int Slow(int item)
    {
        if (item % 7 == 0)
            Thread.Sleep(1);
        return item;
    }
}
