using System.Globalization;

namespace Forecasting.Sensing;

/// <summary>Spikes and collapses of demand since a plan.</summary>
internal static class DemandSignals
{
    /// <summary>The signals of one SKU-location; none or one.</summary>
    /// <param name="watched">What came.</param>
    /// <param name="place">Its stock; null where the plan has no forecast of what leaves the place.</param>
    /// <param name="input">What is known.</param>
    /// <param name="threshold">From which evidence on it is a signal.</param>
    /// <param name="count">How many are watched.</param>
    public static Signal? Find(WatchedDemand watched, WatchedPlace? place, SensingInput input, double threshold, int count)
    {
        if (watched.Days.IsEmpty)
            return null;
        if (watched.Evidence(DemandEvidence.More, threshold) is { Alarm: >= 0 } more)
            return Spike(watched, more, place, input, count);
        if (place is { Position: { IsKnown: true, OnHand: <= 0 } })
            return null;
        return watched.Evidence(DemandEvidence.Less, threshold) is { Alarm: >= 0 } less ? Collapse(watched, less, place, input, count) : null;
    }

    private static Signal Spike(WatchedDemand watched, DemandEvidence evidence, WatchedPlace? place, SensingInput input, int count)
    {
        var multiple = watched.Changed(evidence.Onset);
        var units = place switch
        {
            null => 0,
            { Position.IsKnown: false } => Math.Max(0, multiple - 1) * place.Until(place.Window.Delivery),
            _ => Math.Max(0, place.ShortUntil(place.Window.Delivery, multiple, input.Unmet) - place.ShortUntil(place.Window.Delivery, 1, input.Unmet)),
        };
        var outlook = place is null ? "" : units >= 0.5
            ? Text($" If it goes on, {units:0} units will be missing before {place.Window.Delivery:yyyy-MM-dd}, when an order placed now would come.")
            : Text($" The stock lasts until {place.Window.Delivery:yyyy-MM-dd}, when an order placed now would come.");
        return Signal(
            SignalKind.Spike, watched, evidence, input, Words(watched, evidence, input, count) + outlook,
            units >= 0.5
                ? "Preview the order with what came, and order or send goods now. If it was one large order that will not come again, note it as a veto."
                : "See whether it goes on; the next plan learns from it. If it was one large order that will not come again, note it as a veto.",
            units, place?.Shortage, place?.Terms.Currency);
    }

    private static Signal Collapse(WatchedDemand watched, DemandEvidence evidence, WatchedPlace? place, SensingInput input, int count)
    {
        var multiple = watched.Changed(evidence.Onset);
        var units = place is null ? 0 : Math.Max(0, 1 - multiple) * place.Until(place.Window.NextDelivery);
        if (place is { Position.IsKnown: true })
            units = Math.Min(units, Math.Max(0, place.Available + (double)place.Position.OnOrder));
        var orders = place is null ? [] : place.Position.Arrivals.Take(3).Select(a => Text($"{a.OrderId} ({a.Quantity:0.###} units, {a.Day:yyyy-MM-dd})")).ToList();
        return Signal(
            SignalKind.Collapse, watched, evidence, input, Words(watched, evidence, input, count),
            "See whether it is on the shelf, listed and priced as it should be."
            + (orders.Count > 0 ? $" If demand is gone, put off what is on its way: {string.Join(", ", orders)}." : ""),
            units, place?.Holding, place?.Terms.Currency);
    }

    private static Signal Signal(
        SignalKind kind, WatchedDemand watched, DemandEvidence evidence, SensingInput input, string words, string advice, double units, decimal? value, string? currency) =>
        new(kind, watched.Key.ToString(), input.Plan.RunId, watched.Days[evidence.Onset].Day, words, advice)
        {
            Concerns = [watched.Key],
            UnitsAtRisk = units,
            MoneyAtRisk = Money(units, value),
            Currency = currency ?? "",
        };

    /// <summary>Units in money; null where a unit has no known value.</summary>
    public static decimal? Money(double units, decimal? value) => value is { } each ? decimal.Round((decimal)Math.Min(units, 1e15) * each, 2) : null;

    private static string Words(WatchedDemand watched, DemandEvidence evidence, SensingInput input, int count)
    {
        var (sold, expected, days) = (0.0, 0.0, watched.Days.Length - evidence.Onset);
        for (var d = evidence.Onset; d < watched.Days.Length; d++)
            (sold, expected) = (sold + watched.Days[d].Sold, expected + watched.Days[d].Expected);
        var when = days == 1 ? Text($"on {watched.Days[^1].Day:yyyy-MM-dd}") : Text($"on {days} days since {watched.Days[evidence.Onset].Day:yyyy-MM-dd}");
        return Text($"{sold:0.#} sold {when}; the plan of {input.Plan.AsOf:yyyy-MM-dd} expects {expected:0.#}.")
            + Text($" By chance, all {count:#,0} that are watched together show this at most {Times(input.Settings.FalseAlarmsPerWeek)} a week.");
    }

    private static string Times(double times) => times == 1 ? "once" : Text($"{times:0.##} times");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
