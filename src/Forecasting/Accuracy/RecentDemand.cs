using System.Collections.Immutable;

namespace Forecasting.Accuracy;

/// <summary>How demand was distributed lately, beside the errors of the forecast.</summary>
internal static class RecentDemand
{
    /// <summary>Observed buckets that count as lately. On public sets of days, weeks and months any number from 24 to 84 was better than the whole history.</summary>
    private const int Buckets = 56;

    /// <summary>The spread with the last demand in it, weighing as much as there are buckets without a sale.</summary>
    /// <param name="spread">Learnt from errors.</param>
    /// <param name="history">Demand, NaN = not observed; at least one bucket observed.</param>
    public static ErrorSpread Beside(ErrorSpread spread, ReadOnlySpan<double> history)
    {
        var empty = EmptyShare(history);
        if (empty == 0)
            return spread;
        var recent = ImmutableArray.CreateBuilder<double>(Buckets);
        for (var t = history.Length - 1; t >= 0 && recent.Count < Buckets; t--)
        {
            if (!double.IsNaN(history[t]))
                recent.Add(history[t]);
        }

        recent.Sort();
        return spread with { Recent = recent.ToImmutable(), RecentWeight = empty };
    }

    /// <summary>Share of the observed buckets without a sale, 0..1.</summary>
    /// <param name="history">Demand, NaN = not observed; at least one bucket observed.</param>
    public static double EmptyShare(ReadOnlySpan<double> history)
    {
        double observed = 0, empty = 0;
        foreach (var demand in history)
        {
            observed += double.IsNaN(demand) ? 0 : 1;
            empty += demand == 0 ? 1 : 0;
        }

        return empty / observed;
    }
}
