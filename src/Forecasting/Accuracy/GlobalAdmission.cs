using System.Collections.Immutable;
using Forecasting.Segmentation;

namespace Forecasting.Accuracy;

/// <summary>Lets a model learnt from all series take part where it has beaten the local ones out of time, and nowhere else.</summary>
/// <remarks>
/// <para>For each kind of demand: the weight with the smallest squared error of (1 − w) · local + w · global is learnt on one half of the
/// series and tried on the other, and the other way round (Bates and Granger, Operational Research Quarterly 20 (1969), 451–468). Each
/// series gives one pair of losses (<see cref="Backtest.Loss"/>), as its own errors overlap. The model is admitted when the mean log ratio
/// of the pairs is an improvement beyond its standard error, and when there is one in the earlier and in the later half of the origins,
/// since all series share the same weather.</para>
/// <para>The weight is shrunk by 1 − 1 ÷ t², t the mean over its standard error (James and Stein, 1961): what is hardly proven counts
/// hardly. A threshold of certainty in its place would refuse more than it saves: between weights of 0 and of a little lies little.</para>
/// </remarks>
public static class GlobalAdmission
{
    /// <summary>Series of a kind, at least, for their mean to be told from chance.</summary>
    private const int FewestSeries = 10;

    /// <summary>A log ratio beyond this counts as this: a series forecast almost perfectly does not decide for the others.</summary>
    private const double LargestRatio = 1;

    /// <summary>Decides for each kind of demand that there is.</summary>
    /// <param name="words">What is to be admitted, for the reasons: <c>the global model</c>.</param>
    /// <param name="trials">Series in any order.</param>
    /// <returns>One decision a kind, in the order of the kinds.</returns>
    /// <exception cref="ArgumentException">The two backtests of a series differ in horizon.</exception>
    public static ImmutableArray<AdmissionDecision> Decide(string words, IEnumerable<GlobalTrial> trials) =>
    [
        .. trials.GroupBy(t => t.Pattern)
            .OrderBy(kind => kind.Key)
            .Select(kind => DecideKind(words, kind.Key, [.. kind.OrderBy(t => t.Key, StringComparer.Ordinal).Select(PairedErrors.Of).OfType<PairedErrors>()])),
    ];

    private static AdmissionDecision DecideKind(string words, DemandPattern pattern, PairedErrors[] pairs)
    {
        if (pairs.Length < FewestSeries)
        {
            return Refused(pattern, pairs.Length, double.NaN,
                FormattableString.Invariant($"Only {pairs.Length} series were forecast both ways; at least {FewestSeries} are needed to judge {words}."));
        }

        double[] weights = [BestWeight(pairs.Where((_, i) => i % 2 == 1)), BestWeight(pairs.Where((_, i) => i % 2 == 0))];
        var gains = new double[pairs.Length];
        double early = 0, late = 0;
        for (var i = 0; i < pairs.Length; i++)
        {
            var half = pairs[i].Origins / 2;
            gains[i] = Gain(pairs[i], 0, pairs[i].Origins, weights[i % 2]);
            early += half == 0 ? gains[i] : Gain(pairs[i], 0, half, weights[i % 2]);
            late += Gain(pairs[i], half, pairs[i].Origins, weights[i % 2]);
        }

        var mean = gains.Sum() / gains.Length;
        var ratio = Math.Exp(-mean);
        var deviation = Math.Sqrt(gains.Sum(g => (g - mean) * (g - mean)) / (gains.Length - 1));
        var test = deviation > 0 ? mean * Math.Sqrt(gains.Length) / deviation : mean > 0 ? double.PositiveInfinity : 0;
        if (!(test > 1))
            return Refused(pattern, pairs.Length, ratio, $"With {words}, forecasts of the past were not better than chance would make them.");
        if (!(early > 0 && late > 0))
            return Refused(pattern, pairs.Length, ratio, $"With {words}, forecasts were better in one half of the past only.");

        var weight = BestWeight(pairs) * (1 - 1 / (test * test));
        return new AdmissionDecision(pattern, pairs.Length, weight, ratio, string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"With {words}, forecasts of the past of {pairs.Length} series were better by {100 * (1 - ratio):0.0} %."));
    }

    private static AdmissionDecision Refused(DemandPattern pattern, int series, double ratio, string why) => new(pattern, series, 0, ratio, why);

    /// <summary>The weight, 0..1, with the smallest sum over series of squared errors, each series in units of its own.</summary>
    private static double BestWeight(IEnumerable<PairedErrors> pairs)
    {
        double product = 0, square = 0;
        foreach (var pair in pairs)
        {
            double own = 0, cross = 0, apart = 0;
            for (var i = 0; i < pair.Local.Length; i++)
            {
                var difference = pair.Local[i] - pair.Global[i];
                if (double.IsNaN(difference))
                    continue;
                own += pair.Local[i] * pair.Local[i];
                cross += pair.Local[i] * difference;
                apart += difference * difference;
            }

            var unit = Math.Max(own, apart);
            if (!(unit > 0))
                continue;
            product += cross / unit;
            square += apart / unit;
        }

        return square > 0 ? Math.Clamp(product / square, 0, 1) : 0;
    }

    /// <summary>Logarithm of loss without ÷ loss with the global model, over some of the origins: positive = it helps.</summary>
    private static double Gain(PairedErrors pair, int from, int to, double weight)
    {
        var without = pair.Loss(from, to, 0);
        var with = pair.Loss(from, to, weight);
        if (without == with || double.IsNaN(without) || double.IsNaN(with))
            return 0;
        return Math.Clamp(Math.Log(without / with), -LargestRatio, LargestRatio);
    }
}
