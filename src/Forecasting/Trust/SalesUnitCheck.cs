using System.Globalization;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Statistics;

namespace Forecasting.Trust;

/// <summary>Are the newest sales counted in another unit than those before? Judged for each product over all its places,
/// and at each place.</summary>
internal static class SalesUnitCheck
{
    private const int RecentDays = 91;
    private const int LeastRows = 8;
    private const double TimesSecond = 3;
    private const double LeastAvailable = 0.5;

    public static IEnumerable<(SkuLocation Key, TrustReason Reason)> Find(DataEvidence evidence)
    {
        var products = evidence.Series.Where(s => s.Length > 0).GroupBy(s => s.Key.Sku).OrderBy(g => g.Key)
            .Select(g => (Places: g.ToList(), Sizes: Total(g.ToList()))).ToList();
        var common = CommonChange(products.Select(p => p.Sizes));
        var jumps = new (SkuLocation Key, TrustReason Reason)[products.Count][];
        Parallel.For(0, products.Count, i => jumps[i] = [.. OfProduct(products[i].Places, products[i].Sizes, evidence, common)]);
        return jumps.SelectMany(j => j).Concat(evidence.Series.SelectMany(s => SingleRow(s.Key, evidence)));
    }

    private static IEnumerable<(SkuLocation Key, TrustReason Reason)> OfProduct(
        List<DemandSeries> places, double[] total, DataEvidence evidence, Func<int, double> common)
    {
        var factors = UnitFactor.For(evidence.Terms.ColumnsOf(places[0].Key).PackSize ?? 1);
        var large = factors.RemoveAll(f => f.Value < SizeJump.SmallFactor);
        var step = StepName(places[0].Bucket);
        var season = Season(places[0].Bucket);
        var everywhere = SizeJump.Find(total, factors, season, common);
        var together = places.Count > 1 ? FormattableString.Invariant($" at its {places.Count} places together") : "";
        foreach (var place in places)
        {
            var here = places.Count == 1 ? everywhere : SizeJump.Find(Steps(place), large, season, common);
            if (here is not null && here.Evidence >= (everywhere?.Evidence ?? 0))
                yield return (place.Key, Reason(here, step, places.Count > 1 ? $" at {place.Key.Location}" : ""));
            else if (everywhere is not null)
                yield return (place.Key, Reason(everywhere, step, together));
        }
    }

    private static TrustReason Reason(SizeJump jump, string step, string where)
    {
        var ratio = jump.Recent / jump.Usual;
        var (times, factor) = jump.Factor > 1
            ? (FormattableString.Invariant($"{ratio:0.#} times"), FormattableString.Invariant($"× {jump.Factor:0.##}"))
            : (FormattableString.Invariant($"1/{1 / ratio:0.#} of"), FormattableString.Invariant($"÷ {1 / jump.Factor:0.##}"));
        var when = jump.Steps == 1 ? $"the last {step}" : FormattableString.Invariant($"the last {jump.Steps} {step}s");

        // Demand does double now and then: what may be trade is planned with a doubt, what cannot be is not planned.
        var grade = jump.IsCertain ? TrustGrade.D : TrustGrade.C;
        return new TrustReason(grade, GateChecks.Unit, string.Create(CultureInfo.InvariantCulture,
            $"Sales of {when}{where} are {times} what they were ({jump.Recent:0.##} against {jump.Usual:0.##} a {step}): {jump.Meaning} "
            + $"({factor}) may be mixed up. Check the unit of the sales feed."));
    }

    private static IEnumerable<(SkuLocation Key, TrustReason Reason)> SingleRow(SkuLocation key, DataEvidence evidence)
    {
        if (!evidence.Rows.TryGetValue(key, out var rows) || rows.Count < LeastRows || !(rows.Median > 0) || !(rows.Second > 0)
            || rows.LargestDay.DayNumber < evidence.AsOf.DayNumber - RecentDays
            || rows.Largest < Math.Max(TimesSecond, rows.Second / rows.Median) * rows.Second)
            yield break;
        var ratio = rows.Largest / rows.Median;
        foreach (var factor in UnitFactor.For(evidence.Terms.ColumnsOf(key).PackSize ?? 1))
        {
            // Nothing is sold in less than a piece: ten times one is ten.
            var least = factor.Value * Math.Max(0.4 * rows.Median, Math.Min(1, rows.Median));
            if (factor.Value < 10 || rows.Largest < least || rows.Largest > 1.25 * factor.Value * rows.Second)
                continue;
            yield return (key, new TrustReason(TrustGrade.C, "unit row", string.Create(CultureInfo.InvariantCulture,
                $"One sales row of {rows.LargestDay:yyyy-MM-dd} has {rows.Largest:0.##} units, {ratio:0.#} times the usual row of "
                + $"{rows.Median:0.##}; the next largest has {rows.Second:0.##}. Check its unit: {factor.Meaning} may be mixed up.")));
            yield break;
        }
    }

    // What happens to all products at once is the season or the day of the week, not their unit.
    private static Func<int, double> CommonChange(IEnumerable<double[]> products)
    {
        var windows = SizeJump.WindowsTried.ToArray();
        var changes = windows.ToDictionary(w => w, _ => new List<double>());
        foreach (var sizes in products)
        {
            foreach (var window in windows)
            {
                if (SizeJump.LogChange(sizes, window) is { } change)
                    changes[window].Add(change);
            }
        }

        const int Enough = 20;
        var medians = changes.ToDictionary(c => c.Key, c => c.Value.Count >= Enough ? Robust.Median(c.Value) : 0);
        return window => medians[window];
    }

    // A place counts from its own first step on; a step counts when every place that was open then was observed.
    private static double[] Total(List<DemandSeries> places)
    {
        if (places.Count == 1)
            return Steps(places[0]);
        var steps = places.ConvertAll(Steps);
        var length = steps.Min(s => s.Length);
        if (length < steps.Max(s => s.Length) / 2)
            length = steps.Max(s => s.Length);
        var total = new double[length];
        foreach (var place in steps.Where(s => s.Length >= length))
        {
            for (var i = 0; i < length; i++)
                total[i] += place[^(length - i)];
        }

        return total;
    }

    /// <summary>Units per week or month, counted back from the end: days say too little one by one. Promotions, empty shelves and what was not observed are NaN.</summary>
    private static double[] Steps(DemandSeries series)
    {
        var span = series.Bucket.Unit == BucketUnit.Day ? 7 : 1;
        var steps = new double[series.Length / span];
        var offset = series.Length - span * steps.Length;
        for (var i = 0; i < steps.Length; i++)
        {
            var (sum, seen) = (0.0, 0);
            for (var b = offset + i * span; b < offset + (i + 1) * span; b++)
            {
                if (double.IsNaN(series.Quantities[b]) || (!series.Promotions.IsDefaultOrEmpty && series.Promotions[b])
                    || (!series.Availability.IsDefaultOrEmpty && series.Availability[b] < LeastAvailable))
                    continue;
                sum += series.Quantities[b];
                seen++;
            }

            // A week seen in part is scaled to a whole one, and whole numbers stay whole: the decimals would be ours.
            var scaled = sum * span / Math.Max(1, seen);
            steps[i] = 2 * seen <= span ? double.NaN : sum == Math.Floor(sum) ? Math.Round(scaled) : scaled;
        }

        return steps;
    }

    private static string StepName(TimeBucket bucket) => bucket.Unit == BucketUnit.Month ? "month" : "week";

    private static int Season(TimeBucket bucket) => bucket.Unit == BucketUnit.Month ? 12 : 52;
}
