using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Planning;

namespace Forecasting.Trust;

/// <summary>Is what is about to go out an order that this firm would give? The last look before publication, at the orders alone.</summary>
/// <remarks>
/// A cycle counts whole, whatever number of publications it took: a rerun that corrects two lines is not a small week. What is usual is the
/// median of the last cycles, or of the last orders of the SKU-location; limits widen where the past itself varies
/// (<see cref="UsualOrder"/>). Values are past and present quantities at today's cost, so that a new price list holds nothing.
/// </remarks>
public static class PublicationCheck
{
    /// <summary>Cycles from which on the past tells what a cycle usually orders.</summary>
    /// <remarks>With 4 the median has one on either side of its middle pair.</remarks>
    public const int EnoughCycles = 4;

    /// <summary>Orders of a SKU-location from which on they alone tell what is usual; before, its demand speaks too.</summary>
    /// <remarks>The orders of one product vary more than those of a firm.</remarks>
    public const int EnoughOrders = 8;

    /// <summary>Orders of a SKU-location that are looked at: a year of weeks, so that a season comes round.</summary>
    private const int OrdersSeen = 52;

    /// <summary>Why these orders need a second person; empty when they are ordinary.</summary>
    /// <param name="orders">The lines to publish.</param>
    /// <param name="plan">What was planned.</param>
    /// <param name="published">Every line that went out before.</param>
    /// <param name="cycle">First day of the plan cycle.</param>
    /// <param name="terms">Master data, for what a unit is worth.</param>
    /// <param name="settings">The limits, and the rates of currencies.</param>
    /// <returns>The whole publication first, then by product and place.</returns>
    public static ImmutableArray<PublicationHold> Find(
        IReadOnlyCollection<OrderLine> orders,
        IReadOnlyCollection<PlanLine> plan,
        IReadOnlyCollection<PublishedLine> published,
        DateOnly cycle,
        SupplyTermsResolution terms,
        PlanSettings settings)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(settings);
        var unitValue = new UnitValue(terms, settings.Gate);
        var past = PublishedLine.Latest(published).Where(l => l.Cycle < cycle && l.Quantity > 0).ToArray();
        return
        [
            .. Totals(orders, past, published, cycle, key => unitValue.Of(terms.ColumnsOf(key)), settings.Publish),
            .. Lines(orders, plan, past, settings.Publish).OrderBy(h => h.Key).ThenBy(h => h.Rule, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<PublicationHold> Totals(
        IEnumerable<OrderLine> orders,
        PublishedLine[] past,
        IEnumerable<PublishedLine> published,
        DateOnly cycle,
        Func<SkuLocation, decimal> value,
        PublicationSettings settings)
    {
        var ordered = PublishedLine.Latest(published.Where(l => l.Cycle == cycle)).ToDictionary(l => (l.Key, l.Source), l => l.Quantity);
        foreach (var line in orders)
            ordered[(KeyOf(line), line.Type == OrderType.Purchase ? line.SupplierId : line.ShipFrom)] = line.Quantity;
        var cycles = past.GroupBy(l => l.Cycle).OrderByDescending(g => g.Key).Take(settings.Cycles).ToArray();
        if (cycles.Length < EnoughCycles)
            yield break;

        var units = UsualOrder.Of([.. cycles.Select(c => (double)c.Sum(l => l.Quantity))], 0, settings.TotalFactor);
        var nowUnits = (double)ordered.Values.Sum();
        if (nowUnits > units.Limit)
        {
            yield return new PublicationHold("total units", null, string.Create(CultureInfo.InvariantCulture,
                $"The orders of the cycle of {cycle:yyyy-MM-dd} add up to {nowUnits:#,0.###} units, {nowUnits / units.Usual:0.#} times the "
                + $"usual {units.Usual:#,0.###} of the last {units.Times} cycles; more than {units.Limit:#,0.###} need a second person."));
        }

        var worth = UsualOrder.Of(
            [.. cycles.Select(c => (double)c.Sum(l => l.Quantity * value(l.Key))).Where(v => v > 0)], 0, settings.TotalFactor);
        var nowWorth = (double)ordered.Sum(o => o.Value * value(o.Key.Key));
        if (worth.Times >= EnoughCycles && nowWorth > worth.Limit)
        {
            yield return new PublicationHold("total value", null, string.Create(CultureInfo.InvariantCulture,
                $"The orders of the cycle of {cycle:yyyy-MM-dd} are worth {nowWorth:#,0.##}, {nowWorth / worth.Usual:0.#} times the "
                + $"usual {worth.Usual:#,0.##} of the last {worth.Times} cycles at today's costs; more than {worth.Limit:#,0.##} needs a second person."));
        }
    }

    private static IEnumerable<PublicationHold> Lines(
        IEnumerable<OrderLine> orders, IEnumerable<PlanLine> plan, PublishedLine[] past, PublicationSettings settings)
    {
        var planned = plan.ToDictionary(l => l.Key);
        var before = past.GroupBy(l => l.Key).ToDictionary(
            g => g.Key,
            g => g.GroupBy(l => l.Cycle).OrderByDescending(c => c.Key).Take(OrdersSeen).Select(c => (double)c.Sum(l => l.Quantity)).ToArray());
        foreach (var line in orders)
        {
            var key = KeyOf(line);
            if (line.Quantity < 0)
            {
                yield return new PublicationHold("negative", key, FormattableString.Invariant(
                    $"SKU {key}: {line.Quantity:#,0.###} units are ordered; an order is never below zero."));
            }

            if (!planned.TryGetValue(key, out var decided))
                continue;
            var pack = decided.Terms.PackSize;
            if (line.Quantity % pack != 0)
            {
                yield return new PublicationHold("pack", key, FormattableString.Invariant(
                    $"SKU {key}: {line.Quantity:#,0.###} units are ordered, which are no whole packs of {pack:#,0.###}."));
            }

            if (Jump(line, decided, before.GetValueOrDefault(key, []), settings) is { } why)
                yield return new PublicationHold("sku", key, why);
        }
    }

    private static string? Jump(OrderLine line, PlanLine decided, double[] past, PublicationSettings settings)
    {
        var isKnown = past.Length >= EnoughOrders;
        var usual = UsualOrder.Of(past, isKnown ? (double)decided.Terms.PackSize : Expected(decided), settings.SkuFactor);
        if ((double)line.Quantity <= usual.Limit)
            return null;
        var (quantity, times) = (line.Quantity, (double)line.Quantity / usual.Usual);
        return isKnown
            ? string.Create(CultureInfo.InvariantCulture,
                $"SKU {decided.Key}: {quantity:#,0.###} units are ordered, {times:0.#} times the usual {usual.Usual:#,0.###} of its "
                + $"last {usual.Times} orders; more than {usual.Limit:#,0.###} need a second person.")
            : string.Create(CultureInfo.InvariantCulture,
                $"SKU {decided.Key}: {quantity:#,0.###} units are ordered, {times:0.#} times the {usual.Usual:#,0.###} that demand and pack "
                + $"explain (it was ordered {usual.Times} times before); more than {usual.Limit:#,0.###} need a second person.");
    }

    // What an order of something never ordered may be: demand until the next delivery with a deviation, or what the supplier sells at least. Demand that only an
    // override expects explains nothing: a zero too many is just what is looked for.
    private static double Expected(PlanLine line)
    {
        var (statistical, mean) = (line.Baseline.Statistical.Sum(), line.Forecast.Mean.Sum());
        var share = line.Overrides.IsEmpty || !(mean > 0) ? 1 : Math.Clamp(statistical / mean, 0, 1);
        return Math.Max(
            share * (double)(line.Recommendation.Explanation.ExpectedDemand + line.Recommendation.DemandDeviation), (double)Math.Max(line.Terms.Moq, line.Terms.PackSize));
    }

    private static SkuLocation KeyOf(OrderLine line) => new(line.Sku, line.ShipTo);
}
