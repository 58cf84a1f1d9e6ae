using System.Collections.Immutable;

namespace Forecasting.Inventory.LeadTimes;

/// <summary>Days after the order, or after the promise, on which orders come: a distribution of single days.</summary>
/// <remarks>
/// Orders still awaited count for the days that they have waited. That is the product-limit estimate: of those that waited until a day, the share that came on it. Where the longest is still awaited,
/// it is taken to come on its day. Kaplan, Meier, Journal of the American Statistical Association 53 (1958) 457–481; Efron, Fifth Berkeley Symposium 4 (1967) 831–853.
/// </remarks>
public sealed class ArrivalDistribution
{
    // Of sums of thirds; no order weighs less.
    private const double Rounding = 1e-9;

    // A plan rounds days up: fifths that add up to 9.000000000000002 are 9 days.
    private const int Decimals = 9;

    private readonly ImmutableArray<double> days;
    private readonly ImmutableArray<double> shares;

    private ArrivalDistribution(ImmutableArray<double> days, ImmutableArray<double> shares, double orders)
    {
        (this.days, this.shares, Orders) = (days, shares, orders);
        double mean = 0, squares = 0;
        for (var i = 0; i < days.Length; i++)
            mean += shares[i] * days[i];
        for (var i = 0; i < days.Length; i++)
            squares += shares[i] * (days[i] - mean) * (days[i] - mean);
        MeanDays = Math.Round(mean, Decimals);
        // As the usual n − 1: the mean is of the same orders.
        Variance = Math.Round(orders > 1 ? squares * orders / (orders - 1) : squares, Decimals);
    }

    private ArrivalDistribution(ImmutableArray<double> days, ImmutableArray<double> shares, double orders, double variance)
        : this(days, shares, orders) => Variance = Math.Round(variance, Decimals);

    /// <summary>Orders that have come, ≥ 0.</summary>
    public double Orders { get; }

    /// <summary>Mean, days.</summary>
    public double MeanDays { get; }

    /// <summary>Variance, days².</summary>
    public double Variance { get; }

    /// <summary>Standard deviation, days.</summary>
    public double DeviationDays => Math.Sqrt(Variance);

    /// <summary>The distribution of some observations.</summary>
    /// <param name="observations">In any order; at least one has come.</param>
    /// <exception cref="ArgumentException">None has come.</exception>
    internal static ArrivalDistribution Of(List<ArrivalObservation> observations)
    {
        var sorted = observations.ToArray();
        Array.Sort(sorted, static (a, b) =>
        {
            var byDay = a.Days.CompareTo(b.Days);
            var byKind = b.HasCome.CompareTo(a.HasCome);
            return byDay != 0 ? byDay : byKind != 0 ? byKind : a.Weight.CompareTo(b.Weight);
        });
        double waiting = 0, orders = 0;
        foreach (var o in sorted)
        {
            waiting += o.Weight;
            orders += o.HasCome ? o.Weight : 0;
        }

        if (!(orders > 0))
            throw new ArgumentException("At least one order must have come.", nameof(observations));
        var (days, shares) = (ImmutableArray.CreateBuilder<double>(), ImmutableArray.CreateBuilder<double>());
        var left = 1.0;
        for (var i = 0; i < sorted.Length;)
        {
            var day = sorted[i].Days;
            double came = 0, gone = 0;
            for (; i < sorted.Length && sorted[i].Days.Equals(day); i++)
            {
                came += sorted[i].HasCome ? sorted[i].Weight : 0;
                gone += sorted[i].Weight;
            }

            var share = i == sorted.Length ? left : came > 0 ? left * Math.Min(1, came / waiting) : 0;
            if (share > 0)
            {
                days.Add(day);
                shares.Add(share);
            }

            left -= share;
            waiting -= gone;
            if (left <= Rounding)
                break;
        }

        return new ArrivalDistribution(days.ToImmutable(), shares.ToImmutable(), orders);
    }

    /// <summary>Some of this and the rest of another: what is believed where this one rests on few orders.</summary>
    /// <param name="share">Share of this one, 0..1.</param>
    /// <param name="wider">The other.</param>
    /// <returns>The mixture; its <see cref="Orders"/> are those of this one.</returns>
    public ArrivalDistribution Mix(double share, ArrivalDistribution wider)
    {
        ArgumentNullException.ThrowIfNull(wider);
        if (share >= 1)
            return this;
        var (days2, shares2) = (ImmutableArray.CreateBuilder<double>(), ImmutableArray.CreateBuilder<double>());
        for (int i = 0, j = 0; i < days.Length || j < wider.days.Length;)
        {
            var day = j == wider.days.Length || (i < days.Length && days[i] <= wider.days[j]) ? days[i] : wider.days[j];
            double sum = 0;
            if (i < days.Length && days[i].Equals(day))
                sum += share * shares[i++];
            if (j < wider.days.Length && wider.days[j].Equals(day))
                sum += (1 - share) * wider.shares[j++];
            days2.Add(day);
            shares2.Add(sum);
        }

        var apart = MeanDays - wider.MeanDays;
        return new ArrivalDistribution(
            days2.ToImmutable(), shares2.ToImmutable(), Orders, share * Variance + (1 - share) * wider.Variance + share * (1 - share) * apart * apart);
    }

    /// <summary>Share that comes on a day or before, 0..1.</summary>
    /// <param name="day">Days.</param>
    public double ShareUntil(double day)
    {
        double sum = 0;
        for (var i = 0; i < days.Length && days[i] <= day; i++)
            sum += shares[i];
        return Math.Min(1, sum);
    }

    /// <summary>Smallest day by which at least a share has come.</summary>
    /// <param name="probability">0..1.</param>
    public double Quantile(double probability)
    {
        double sum = 0;
        for (var i = 0; i < days.Length; i++)
        {
            sum += shares[i];
            if (sum >= probability - Rounding)
                return days[i];
        }

        return days[^1];
    }

    /// <summary>Mean day of those that come on a day or after; null when none does.</summary>
    /// <param name="day">Days.</param>
    public double? MeanFrom(double day)
    {
        double sum = 0, share = 0;
        for (var i = days.Length - 1; i >= 0 && days[i] >= day; i--)
            (sum, share) = (sum + shares[i] * days[i], share + shares[i]);
        return share > Rounding ? sum / share : null;
    }
}
