namespace Forecasting.Forecasters.Ssa;

/// <summary>The rank that forecast best from the past origins of a series.</summary>
internal static class RankChoice
{
    /// <summary>Chooses by the mean over origins of the root mean squared error over the horizon.</summary>
    /// <param name="task">History, origins, horizon.</param>
    /// <param name="ranks">Ranks tried.</param>
    /// <param name="forecasts">Origins × ranks × horizon.</param>
    /// <param name="tolerance">A smaller rank wins when its error is within this share of the smallest.</param>
    /// <returns>1..<paramref name="ranks"/>; without a past origin the smallest rank that could follow a trend.</returns>
    public static int Choose(ForecastTask task, int ranks, ReadOnlySpan<double> forecasts, double tolerance)
    {
        Span<double> losses = ranks <= 256 ? stackalloc double[ranks] : new double[ranks];
        losses.Clear();
        var scored = 0;
        for (var origin = 0; origin < task.Origins.Length - 1; origin++)
        {
            var seen = task.Origins[origin];
            var actuals = task.History.AsSpan().Slice(seen, Math.Min(task.Horizon, task.History.Length - seen));
            if (!actuals.ContainsAnyExcept(double.NaN))
                continue;
            scored++;
            for (var rank = 0; rank < ranks; rank++)
                losses[rank] += RootMeanSquare(actuals, forecasts.Slice((origin * ranks + rank) * task.Horizon, task.Horizon));
        }

        if (scored == 0)
            return Math.Min(2, ranks);

        var best = double.PositiveInfinity;
        foreach (var loss in losses)
            best = Math.Min(best, loss);
        var chosen = 0;
        while (losses[chosen] > best * (1 + tolerance))
            chosen++;
        return chosen + 1;
    }

    private static double RootMeanSquare(ReadOnlySpan<double> actuals, ReadOnlySpan<double> forecast)
    {
        var sum = 0.0;
        var count = 0;
        for (var h = 0; h < actuals.Length; h++)
        {
            if (double.IsNaN(actuals[h]))
                continue;
            sum += (forecast[h] - actuals[h]) * (forecast[h] - actuals[h]);
            count++;
        }

        return Math.Sqrt(sum / count);
    }
}
