using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Trust;

namespace Forecasting.Reports.Decisions;

/// <summary>The SKU-locations of one trust grade as a whole.</summary>
/// <param name="Grade">The grade.</param>
/// <param name="SkuLocations">Number of them, planned or not.</param>
/// <param name="Share">Of all SKU-locations, 0..1; NaN when there are none.</param>
/// <param name="OrderValueShare">Of the value of this run's orders, 0..1; NaN when nothing priced is ordered, or in more than one currency.</param>
public readonly record struct GradeTotal(TrustGrade Grade, int SkuLocations, double Share, double OrderValueShare)
{
    /// <summary>The four grades of a report, A first.</summary>
    public static ImmutableArray<GradeTotal> Of(PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var grades = report.Lines.Select(l => (l.Key, l.Trust.Grade)).Concat(report.Unplanned.Select(u => (u.Key, u.Trust.Grade))).ToList();
        var count = grades.CountBy(g => g.Grade).ToDictionary();

        var gradeOf = new Dictionary<SkuLocation, TrustGrade>();
        foreach (var (key, grade) in grades)
            gradeOf[key] = grade;
        var priced = report.Orders.Where(o => o.UnitPrice is not null).ToList();
        var isOneCurrency = priced.Select(o => o.Currency).Distinct(StringComparer.Ordinal).Count() == 1;
        var value = priced
            .GroupBy(o => gradeOf.GetValueOrDefault(new SkuLocation(o.Sku, o.ShipTo)))
            .ToDictionary(g => g.Key, g => g.Sum(o => o.Value));
        var total = value.Values.Sum();

        return
        [
            .. Enum.GetValues<TrustGrade>().Select(grade => new GradeTotal(
                grade, count.GetValueOrDefault(grade), grades.Count == 0 ? double.NaN : (double)count.GetValueOrDefault(grade) / grades.Count,
                isOneCurrency && total > 0 ? (double)(value.GetValueOrDefault(grade) / total) : double.NaN)),
        ];
    }
}
