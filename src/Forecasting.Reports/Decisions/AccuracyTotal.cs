using Forecasting.Accuracy;
using Forecasting.Planning;

namespace Forecasting.Reports.Decisions;

/// <summary>Backtest scores of several SKU-locations as one line.</summary>
/// <param name="Group">Which SKU-locations: a model, a class, a pattern, or all.</param>
/// <param name="SkuLocations">Number in the group.</param>
/// <param name="Scored">Number of them with a backtest.</param>
/// <param name="Wape">Σ|actual − forecast| ÷ Σ|actual| over the group; NaN when nothing was sold.</param>
/// <param name="BiasShare">Σ(forecast − actual) ÷ Σ|actual|: positive = too much; NaN when nothing was sold.</param>
/// <param name="MedianMase">Median MASE of those that have one; NaN when none has.</param>
/// <param name="MedianRmsse">Median RMSSE of those that have one; NaN when none has.</param>
/// <param name="Coverage80">Mean share of actuals inside the 10 %..90 % interval; NaN when not scored.</param>
/// <param name="Fallbacks">Number where another model stood in for the first choice.</param>
/// <remarks>Each SKU-location weighs with its past origins. Its volume is read back from its own scores, mean |actual| = MAE ÷ WAPE; where the
/// forecasts were perfect (0 ÷ 0) it is the mean of the history.</remarks>
public sealed record AccuracyTotal(
    string Group, int SkuLocations, int Scored, double Wape, double BiasShare, double MedianMase, double MedianRmsse, double Coverage80, int Fallbacks)
{
    /// <summary>The scores of a group.</summary>
    public static AccuracyTotal Of(string group, IReadOnlyCollection<PlanLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var (error, bias, volume) = (0.0, 0.0, 0.0);
        var scores = new List<BacktestScore>(lines.Count);
        foreach (var line in lines)
        {
            if (line.Accuracy is not { } score || !double.IsFinite(score.MeanAbsoluteError))
                continue;
            scores.Add(score);
            error += score.MeanAbsoluteError * score.Origins;
            bias += score.Bias * score.Origins;
            volume += MeanActual(score, line) * score.Origins;
        }

        return new AccuracyTotal(
            group, lines.Count, scores.Count,
            volume > 0 ? error / volume : double.NaN,
            volume > 0 ? bias / volume : double.NaN,
            Median(scores.Select(s => s.Mase)),
            Median(scores.Select(s => s.Rmsse)),
            scores.Where(s => double.IsFinite(s.Coverage80)).Select(s => s.Coverage80).DefaultIfEmpty(double.NaN).Average(),
            lines.Count(l => l.IsFallback));
    }

    private static double MeanActual(BacktestScore score, PlanLine line) => score.Wape switch
    {
        double.NaN => 0,
        > 0 => score.MeanAbsoluteError / score.Wape,
        _ => line.History.Quantities.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Average(),
    };

    /// <summary>The middle of the finite values; NaN when there is none.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        var ascending = values.Where(double.IsFinite).Order().ToList();
        return ascending.Count == 0 ? double.NaN : (ascending[(ascending.Count - 1) / 2] + ascending[ascending.Count / 2]) / 2;
    }
}
