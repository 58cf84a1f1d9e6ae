using Forecasting.Statistics;

namespace Forecasting.Trust;

/// <summary>What was ordered before, as far as it tells whether an order is out of the ordinary.</summary>
/// <param name="Usual">The usual order, units or value.</param>
/// <param name="Limit">The largest that needs no second person.</param>
/// <param name="Times">Orders of the past that were looked at.</param>
/// <remarks>
/// The limit is a multiple of the median, and higher where the past itself varies more: three robust deviations of the logarithms above the
/// median, because orders differ by factors, or half as much again as the second largest, for a large order every few weeks moves neither
/// median nor robust deviation. What happened once widens nothing: it may have been a disaster that somebody approved.
/// </remarks>
internal readonly record struct UsualOrder(double Usual, double Limit, int Times)
{
    /// <summary>Deviations of the logarithms that are still ordinary: where orders vary like a lognormal, one in 700 goes beyond.</summary>
    private const double Deviations = 3;

    /// <summary>How far beyond the second largest of the past is still ordinary.</summary>
    private const double Headroom = 1.5;

    /// <summary>The median of the past, and its limit.</summary>
    /// <param name="past">Orders of the past, each above 0.</param>
    /// <param name="least">What counts as usual at least, ≥ 0.</param>
    /// <param name="factor">How many times the usual is still ordinary where the past varies little, above 1.</param>
    public static UsualOrder Of(IReadOnlyList<double> past, double least, double factor)
    {
        if (past.Count < 2)
            return Steady(past.Count == 1 ? Math.Max(least, past[0]) : least);
        var median = Robust.Median(past);
        var logarithms = past.Select(order => Math.Log(order)).ToList();
        var spread = Robust.Deviation(logarithms, Robust.Median(logarithms));
        var steady = Steady(Math.Max(least, median));
        return steady with
        {
            Limit = Math.Max(steady.Limit, Math.Max(median * Math.Exp(Deviations * spread), Headroom * past.OrderDescending().ElementAt(1))),
        };

        UsualOrder Steady(double usual) => new(usual, factor * usual, past.Count);
    }
}
