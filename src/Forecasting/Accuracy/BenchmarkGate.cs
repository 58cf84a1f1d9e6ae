using Forecasting.Statistics;

namespace Forecasting.Accuracy;

/// <summary>Keeps a model out that has been worse than a simple benchmark by more than chance explains.</summary>
/// <remarks>
/// <para>Loss differences from the same origins, as Diebold and Mariano, Comparing predictive accuracy, Journal of Business and Economic Statistics 13
/// (1995), 253–263; since horizons overlap, they count for as many as lie end to end, and Student's distribution stands for the normal one.</para>
/// <para>The origins are passed in order and the gate keeps its position until the evidence is clear: it shuts when the model is worse with 95 %
/// confidence, and opens again only once the model is ahead. So a week more of history seldom moves it, and nothing has to be remembered from run
/// to run: the same history always leads to the same position.</para>
/// </remarks>
internal static class BenchmarkGate
{
    private const double Confidence = 0.95;

    /// <summary>Horizons end to end before the gate may move: with fewer the deviation of the differences is anybody's guess.</summary>
    private const int FewestHorizons = 4;

    /// <summary>True where the model may be used.</summary>
    /// <param name="model">Its errors.</param>
    /// <param name="benchmark">Errors of the benchmark; origins that one of the two lacks are passed over.</param>
    public static bool Admits(Backtest model, Backtest benchmark)
    {
        var isOpen = true;
        double count = 0, sum = 0, squares = 0;
        var first = -1;
        var other = 0;
        for (var origin = 0; origin < model.Origins.Length; origin++)
        {
            while (other < benchmark.Origins.Length && benchmark.Origins[other] < model.Origins[origin])
                other++;
            if (other == benchmark.Origins.Length || benchmark.Origins[other] != model.Origins[origin])
                continue;

            var difference = model.LossFrom(origin) - benchmark.LossFrom(other);
            first = first < 0 ? model.Origins[origin] : first;
            count++;
            sum += difference;
            squares += difference * difference;
            var horizons = 1 + (double)(model.Origins[origin] - first) / model.Horizon;
            if (horizons < FewestHorizons || count < FewestHorizons)
                continue;
            var mean = sum / count;
            var variance = Math.Max(0, squares / count - mean * mean) * count / (count - 1);
            if (isOpen && mean > StudentDistribution.Quantile(Confidence, horizons - 1) * Math.Sqrt(variance / horizons))
                isOpen = false;
            else if (!isOpen && mean < 0)
                isOpen = true;
        }

        return isOpen;
    }
}
