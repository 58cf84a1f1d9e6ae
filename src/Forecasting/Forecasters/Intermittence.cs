namespace Forecasting.Forecasters;

/// <summary>Whether demand comes so seldom that its level, not its course, is what can be forecast.</summary>
internal static class Intermittence
{
    /// <summary>Buckets from one sale to the next above which demand is intermittent: Syntetos, Boylan and Croston (2005), JORS 56, 495–503.</summary>
    public const double CutOff = 1.32;

    /// <summary>Average number of observed buckets per bucket with demand (ADI); infinite without demand.</summary>
    public static double AverageInterval(ReadOnlySpan<double> history)
    {
        double observed = 0, sales = 0;
        foreach (var value in history)
        {
            if (double.IsNaN(value))
                continue;
            observed++;
            sales += value != 0 ? 1 : 0;
        }

        return observed / sales;
    }
}
