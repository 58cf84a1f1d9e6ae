using Forecasting.Catalog;

namespace Forecasting.Cleansing;

/// <summary>A planner's word against a correction: one row of <c>vetoes</c>, or of the sheet Corrections of a returned workbook. It lasts until withdrawn.</summary>
/// <param name="Sku">The product.</param>
/// <param name="Location">Only this place; null = every place.</param>
/// <param name="Days">Buckets that begin on these days are left as they were, both ends included.</param>
/// <param name="Rule">Name of the rule whose corrections are vetoed; empty = every rule.</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who.</param>
/// <param name="IsWithdrawn">True when the row takes an earlier veto of the same product, place, days and rule back.</param>
public sealed record CorrectionVeto(Sku Sku, Location? Location, DateRange Days, string Rule, string Reason, string Author, bool IsWithdrawn);
