using Forecasting.Statistics;

namespace Forecasting.Tests.Replay;

/// <summary>Units sold by chance: the same for the same product and week.</summary>
internal static class PoissonSales
{
    /// <summary>A Poisson number (Knuth, The Art of Computer Programming 2, 3.4.1).</summary>
    public static double Of(int product, int week, double mean)
    {
        var random = new SplitMix64((ulong)(product * 1000 + week + 1));
        var (limit, left, count) = (Math.Exp(-mean), random.NextUniform(), 0);
        while (left > limit)
        {
            left *= random.NextUniform();
            count++;
        }

        return count;
    }
}
