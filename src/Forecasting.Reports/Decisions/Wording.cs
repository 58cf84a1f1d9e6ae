using System.Globalization;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Segmentation;

namespace Forecasting.Reports.Decisions;

/// <summary>Numbers inside sentences: invariant, rounded as a person would say them.</summary>
internal static class Wording
{
    /// <summary><c>1,234.5</c></summary>
    public static string Units(decimal units) => units.ToString("#,##0.##", CultureInfo.InvariantCulture);

    /// <summary><c>1,234</c></summary>
    public static string Count(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary><c>14 days</c></summary>
    public static string Days(double days) =>
        days.ToString("#,##0.#", CultureInfo.InvariantCulture) + (Math.Abs(days - 1) < 0.05 ? " day" : " days");

    /// <summary><c>83 %</c>; <c>n/a</c> when unknown.</summary>
    public static string Percent(double share) =>
        double.IsFinite(share) ? (share * 100).ToString("#,##0.#", CultureInfo.InvariantCulture) + " %" : "n/a";

    /// <summary><c>2026-01-31</c></summary>
    public static string Day(DateOnly day) => CsvText.Date(day);

    /// <summary>A bucket over a column: its first day, and under it the name of the week or period where that says more.</summary>
    public static string Name(TimeBucket bucket, DateOnly start) =>
        bucket.Unit == BucketUnit.Day || (bucket.Unit == BucketUnit.Month && bucket.Retail is null) ? Day(start) : $"{Day(start)}\n{bucket.Label(start)}";

    /// <summary><c>EUR 12,340 · USD 800</c>; <c>n/a</c> when no value is known.</summary>
    public static string Money(IEnumerable<KeyValuePair<string, decimal>> valueByCurrency)
    {
        var amounts = valueByCurrency.Select(v => Money(v.Value, v.Key)).ToList();
        return amounts.Count == 0 ? "n/a" : string.Join(" · ", amounts);
    }

    /// <summary><c>EUR 12,340</c>; the amount alone when the currency is unknown.</summary>
    public static string Money(decimal value, string currency)
    {
        var amount = value.ToString(Math.Abs(value) < 100 ? "#,##0.00" : "#,##0", CultureInfo.InvariantCulture);
        return currency.Length == 0 || currency == ControlTotals.NoCurrency ? amount : $"{currency} {amount}";
    }

    /// <summary><c>1 line</c>, <c>2 lines</c></summary>
    public static string Plural(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>The words on an action cell.</summary>
    public static string Name(this DecisionKind kind) => kind switch
    {
        DecisionKind.Order => "Order",
        DecisionKind.OrderAndExpedite => "Order + expedite",
        DecisionKind.Expedite => "Expedite",
        DecisionKind.Postpone => "Postpone",
        DecisionKind.Cancel => "Cancel",
        DecisionKind.Reroute => "Re-route",
        DecisionKind.Transfer => "Transfer",
        _ => "Clear",
    };

    /// <summary>The words on an action cell.</summary>
    public static string Name(this OrderAction action) => action switch
    {
        OrderAction.Create => "create",
        OrderAction.Change => "change",
        _ => "cancel",
    };

    /// <summary>The words for a kind of demand.</summary>
    public static string Name(this DemandPattern pattern) => pattern switch
    {
        DemandPattern.NoDemand => "no demand",
        DemandPattern.Smooth => "smooth",
        DemandPattern.Erratic => "erratic",
        DemandPattern.Intermittent => "intermittent",
        _ => "lumpy",
    };
}
