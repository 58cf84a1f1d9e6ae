using System.Runtime.InteropServices;

namespace Forecasting.Inventory.LeadTimes;

/// <summary>The days within which a sender delivers, beyond which a single order is taken for an accident.</summary>
/// <param name="Least">Fewest days.</param>
/// <param name="Most">Most days.</param>
/// <remarks>
/// One order lost at customs for half a year must not rule the plan; what happens to more than one order in twenty is the sender's way, and stays. Values beyond count as the limit (Winsor):
/// Tukey, Annals of Mathematical Statistics 33 (1962) 1–67.
/// </remarks>
internal readonly record struct UsualDays(double Least, double Most)
{
    /// <summary>Share of orders that may be accidents; of few orders, one.</summary>
    public const double AccidentShare = 0.05;

    private const double Rounding = 1e-9;

    /// <summary>The limits of those that have come.</summary>
    /// <param name="observations">In any order; at least one has come.</param>
    /// <param name="allowance">Days beyond the median that are usual whatever the others took, by the median; ≥ 0.</param>
    public static UsualDays Of(IEnumerable<ArrivalObservation> observations, Func<double, double> allowance)
    {
        var come = observations.Where(o => o.HasCome).ToList();
        come.Sort(static (a, b) => a.Days.CompareTo(b.Days) is var byDay and not 0 ? byDay : a.Weight.CompareTo(b.Weight));
        var orders = CollectionsMarshal.AsSpan(come);
        var total = come.Sum(o => o.Weight);
        var accidents = Math.Max(1, AccidentShare * total) + Rounding;
        var median = Median(orders, total);
        var most = median + allowance(median);
        var least = median - allowance(median);
        double beyond = 0;
        for (var i = orders.Length - 1; i >= 0 && beyond <= accidents; i--)
        {
            beyond += orders[i].Weight;
            if (beyond > accidents)
                most = Math.Max(most, orders[i].Days);
        }

        beyond = 0;
        for (var i = 0; i < orders.Length && beyond <= accidents; i++)
        {
            beyond += orders[i].Weight;
            if (beyond > accidents)
                least = Math.Min(least, orders[i].Days);
        }

        return new UsualDays(least, most);
    }

    /// <summary>The observation within the limits; null where it is left out: what is awaited for longer is an entry that nobody closed rather than a delivery.</summary>
    public ArrivalObservation? Within(ArrivalObservation observation) =>
        observation.HasCome ? observation with { Days = Math.Clamp(observation.Days, Least, Most) }
        : observation.Days < Most ? observation
        : null;

    private static double Median(ReadOnlySpan<ArrivalObservation> sorted, double total)
    {
        double sum = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            sum += sorted[i].Weight;
            if (sum > total / 2 + Rounding)
                return sorted[i].Days;
            if (sum >= total / 2 - Rounding && i + 1 < sorted.Length)
                return (sorted[i].Days + sorted[i + 1].Days) / 2;
        }

        return sorted[^1].Days;
    }
}
