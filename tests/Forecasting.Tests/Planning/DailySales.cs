using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Tests.Planning;

/// <summary>Sales of several places, day by day: 0 to 4, each as likely, two on average.</summary>
internal static class DailySales
{
    public static int[][] Of(int places, int days, ulong seed)
    {
        var random = new SplitMix64(seed);
        var sales = new int[places][];
        for (var i = 0; i < places; i++)
        {
            sales[i] = new int[days];
            for (var d = 0; d < days; d++)
                sales[i][d] = random.NextBelow(5);
        }

        return sales;
    }

    public static ImmutableArray<double> Weekly(int[] daily, int weeks) =>
        [.. Enumerable.Range(0, weeks).Select(w => (double)daily.AsSpan(7 * w, 7).ToArray().Sum())];
}
