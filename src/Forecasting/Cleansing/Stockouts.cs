using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using static System.FormattableString;

namespace Forecasting.Cleansing;

/// <summary>Sales of a bucket in which customers could not always buy are what was left, not what was wanted:
/// demand is estimated.</summary>
internal static class Stockouts
{
    /// <summary>Replaces what was sold in part of a bucket by the demand of the whole bucket; a bucket wholly out
    /// of stock is not observed.</summary>
    public static void Uncensor(
        DemandSeries raw,
        Span<double> quantities,
        ICollection<Correction> record,
        ImmutableArray<DateRange> closures,
        double outlierDeviations)
    {
        var openDays = closures.IsEmpty ? [] : OpenDays(raw, closures);
        if (raw.Availability.IsDefaultOrEmpty && openDays.Length == 0)
            return;
        if (!IsCredible(raw.Availability, quantities))
        {
            LeaveOutUnsold(raw, quantities, record);
            return;
        }

        var exposure = new double[raw.Length];
        for (var i = 0; i < exposure.Length; i++)
            exposure[i] = InStock(raw, i) * (openDays.Length == 0 ? 1 : (double)openDays[i] / Days(raw, i));
        if (Array.TrueForAll(exposure, e => e >= 1))
            return;
        var usual = Usual(raw, quantities, exposure, outlierDeviations);
        var demand = CensoredDemand.Of(quantities, exposure, raw.Promotions, raw.Bucket.SeasonLength, usual);
        for (var i = 0; i < exposure.Length; i++)
        {
            if (double.IsNaN(quantities[i]) || exposure[i] >= 1)
                continue;
            var isUnknown = exposure[i] <= 0 && quantities[i] <= 0;
            CleansingRules.Set(
                raw, quantities, record, i,
                isUnknown ? double.NaN : demand.Estimates[i],
                InStock(raw, i) < 1 ? "stockout" : "closed",
                Why(raw, i, quantities[i], openDays.Length == 0 ? Days(raw, i) : openDays[i], demand, isUnknown),
                isUnknown ? 0 : demand.Deviations[i]);
        }
    }

    // A stock record that calls nearly everything a stockout describes goods that are not kept, or a wrong record.
    private static bool IsCredible(ImmutableArray<double> availability, ReadOnlySpan<double> quantities)
    {
        if (availability.IsDefaultOrEmpty)
            return true;
        var observed = 0;
        double inStock = 0;
        for (var i = 0; i < quantities.Length; i++)
        {
            if (double.IsNaN(quantities[i]))
                continue;
            observed++;
            inStock += double.IsNaN(availability[i]) ? 1 : availability[i];
        }

        return inStock >= Math.Min(8, observed) && inStock >= 0.2 * observed;
    }

    private static void LeaveOutUnsold(DemandSeries raw, Span<double> quantities, ICollection<Correction> record)
    {
        for (var i = 0; i < quantities.Length; i++)
        {
            if (quantities[i] <= 0 && raw.Availability[i] < 0.5)
            {
                CleansingRules.Set(raw, quantities, record, i, double.NaN, "stockout",
                    "Out of stock, as nearly always on record: no sale is no evidence, and what was sold is kept as it is.");
            }
        }
    }

    private static string Why(DemandSeries raw, int index, double sold, int openDays, CensoredDemand demand, bool isUnknown)
    {
        var days = Days(raw, index);
        var inStock = InStock(raw, index);
        if (isUnknown)
        {
            return days == 1
                ? "Out of stock all day: what was wanted is not known."
                : Invariant($"In stock 0 of {days} days: what was wanted is not known.");
        }

        var open = openDays < days ? Invariant($"open {openDays} of {days} days") : "";
        var stocked = inStock >= 1 ? ""
            : days == 1 ? Invariant($"in stock for {100 * inStock:0} % of the day")
            : Invariant($"in stock {inStock * days:0.#} of {days} days");
        var both = stocked.Length > 0 && open.Length > 0 ? stocked + ", " + open : stocked + open;
        var estimate = Invariant($"{demand.Estimates[index]:0.0} ± {demand.Deviations[index]:0.0} estimated");
        return Invariant($"{char.ToUpperInvariant(both[0])}{both[1..]}; {sold:0.##} sold; {estimate}.");
    }

    // Neighbours do not learn from what the next rule but one would cap.
    private static double[] Usual(DemandSeries raw, ReadOnlySpan<double> quantities, double[] exposure, double outlierDeviations)
    {
        var whole = new double[quantities.Length];
        var usual = new double[quantities.Length];
        for (var i = 0; i < whole.Length; i++)
            whole[i] = exposure[i] >= 1 ? quantities[i] : double.NaN;
        Array.Fill(usual, double.PositiveInfinity);
        foreach (var outlier in Outliers.Of(raw, whole, outlierDeviations))
            usual[outlier.Index] = outlier.Cap;
        return usual;
    }

    private static double InStock(DemandSeries raw, int index) =>
        raw.Availability.IsDefaultOrEmpty || double.IsNaN(raw.Availability[index]) ? 1 : Math.Clamp(raw.Availability[index], 0, 1);

    private static int[] OpenDays(DemandSeries raw, ImmutableArray<DateRange> closures)
    {
        var open = new int[raw.Length];
        for (var i = 0; i < open.Length; i++)
            open[i] = Days(raw, i) - CleansingRules.DaysShut(raw, i, closures);
        return open;
    }

    private static int Days(DemandSeries raw, int index) =>
        raw.Bucket.Add(raw.Start, index + 1).DayNumber - raw.Bucket.Add(raw.Start, index).DayNumber;
}
