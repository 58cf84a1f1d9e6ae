using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Trust;

namespace Forecasting.Reports.Decisions;

/// <summary>How far the data of one SKU-location can be trusted, planned or not.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="ItemName">Name of the product; empty when unknown.</param>
/// <param name="Trust">The grade and its reasons.</param>
/// <param name="MoneyAtRisk">Of its plan, in <paramref name="Currency"/>; null when it has none or no value is known.</param>
/// <param name="Currency">ISO 4217 code; empty when unknown.</param>
/// <param name="LastGood">The plan that stands instead of one made now; null when there is none or none is needed.</param>
public sealed record TrustedLine(
    SkuLocation Key, string ItemName, DataTrust Trust, decimal? MoneyAtRisk, string Currency, LastGoodPlan? LastGood)
{
    /// <summary>Everything that lowers the grade, the gravest first, for people; never empty.</summary>
    public string Reasons => Trust.Reasons.IsEmpty ? "Nothing is known against its data." : string.Join(" · ", Trust.Reasons.Select(r => r.Text));
}

/// <summary>Every SKU-location by trust: what to mend first comes first.</summary>
public static class TrustRanking
{
    /// <summary>All SKU-locations of a report, planned or not.</summary>
    /// <returns>D before C before B before A; within a grade by money at risk, then by the units of the last good plan, then by key. Amounts in
    /// different currencies are compared as numbers.</returns>
    public static ImmutableArray<TrustedLine> Rank(PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var planned = report.Lines.Select(l => new TrustedLine(
            l.Key, l.Item.Name, l.Trust, DecisionRanking.ShortageAtRisk(l), l.Terms.Currency, null));
        var unplanned = report.Unplanned.Select(u => new TrustedLine(u.Key, u.ItemName, u.Trust, null, "", u.LastGood));
        return
        [
            .. planned.Concat(unplanned)
                .OrderByDescending(l => l.Trust.Grade)
                .ThenByDescending(l => l.MoneyAtRisk ?? 0)
                .ThenByDescending(l => l.LastGood?.Quantity ?? 0)
                .ThenBy(l => l.Key),
        ];
    }
}
