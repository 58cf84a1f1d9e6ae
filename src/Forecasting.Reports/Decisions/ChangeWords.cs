using Forecasting.Planning.Comparison;
using static Forecasting.Reports.Decisions.Wording;

namespace Forecasting.Reports.Decisions;

/// <summary>What changed since the plan before, in words.</summary>
internal static class ChangeWords
{
    /// <summary>Causes that a sentence names for each currency.</summary>
    private const int MostCauses = 3;

    /// <summary>Currencies that a sentence speaks of.</summary>
    private const int MostCurrencies = 2;

    /// <summary>A cause as a heading.</summary>
    public static string Name(this ChangeCause cause) => cause switch
    {
        ChangeCause.Came => "New in the plan",
        ChangeCause.Left => "No longer in the plan",
        ChangeCause.NewSales => "New sales and season",
        ChangeCause.CorrectedHistory => "Corrected history",
        ChangeCause.OtherModel => "Another model",
        ChangeCause.PlannersOverride => "Planner's override",
        ChangeCause.LeadTime => "Lead time",
        ChangeCause.Calendar => "Calendar of orders",
        ChangeCause.ServiceTarget => "Service target",
        ChangeCause.DemandUncertainty => "Uncertainty of demand",
        ChangeCause.Stock => "Stock and orders under way",
        ChangeCause.Due => "Due now or no longer",
        _ => "Order rules",
    };

    /// <summary>All of it in one paragraph.</summary>
    /// <param name="changes">What changed.</param>
    /// <param name="sheet">Where the rest stands.</param>
    public static string Summary(PlanChanges changes, string sheet)
    {
        var values = changes.Values.OrderByDescending(v => Math.Max(v.Now, v.Before)).Take(MostCurrencies).OrderBy(v => v.Currency, StringComparer.Ordinal).Select(Of).ToList();
        var bought = values.Count == 0
            ? changes.Lines.IsEmpty ? "the recommended orders are the same" : $"{Plural(changes.Lines.Length, "order", "orders")} changed"
            : "recommended purchases " + string.Join("; ", values);
        string[] others =
        [
            changes.Came == 0 ? "" : $"{Plural(changes.Came, "SKU-location is", "SKU-locations are")} new",
            changes.Left == 0 ? "" : $"{Count(changes.Left)} no longer planned",
            changes.Settings.IsEmpty ? "" : Plural(changes.Settings.Length, "setting changed", "settings changed"),
        ];
        var rest = string.Join(", ", others.Where(o => o.Length > 0));
        return $"Since the plan of {Day(changes.Previous.AsOf)}: {bought}.{(rest.Length > 0 ? $" {char.ToUpperInvariant(rest[0])}{rest[1..]}." : "")} See {sheet}.";
    }

    private static string Of(ChangedValue value)
    {
        var causes = string.Join(", ", value.Largest.Take(MostCauses).Select(c => $"{Lower(c.Cause.Name())} {Signed(c.Value)}"));
        var amounts = $"{Money(value.Before, value.Currency)} → {Money(value.Now, "")}";
        return causes.Length == 0 ? amounts : $"{amounts} ({Signed(value.Difference)}: {causes})";
    }

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private static string Signed(decimal value) => (value < 0 ? "−" : "+") + Money(Math.Abs(value), "");
}
