using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Cleansing;

/// <summary>A planner's word against a correction: one row of <c>vetoes</c>, or of the sheet Corrections of a returned workbook. It
/// lasts until withdrawn.</summary>
/// <param name="Sku">The product.</param>
/// <param name="Location">Only this place; null = every place.</param>
/// <param name="Days">Buckets that begin on these days are left as they were, both ends included.</param>
/// <param name="Rule">Name of the rule whose corrections are vetoed; empty = every rule.</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who.</param>
/// <param name="IsWithdrawn">True when the row takes an earlier veto of the same product, place, days and rule back.</param>
public sealed record CorrectionVeto(
    Sku Sku, Location? Location, DateRange Days, string Rule, string Reason, string Author, bool IsWithdrawn)
{
    /// <summary>The vetoes that hold for a SKU-location: those given and not withdrawn since.</summary>
    /// <param name="given">In the order in which they were given.</param>
    /// <param name="key">Product and place.</param>
    public static ImmutableArray<CorrectionVeto> StandingFor(ImmutableArray<CorrectionVeto> given, SkuLocation key)
    {
        var standing = ImmutableArray.CreateBuilder<CorrectionVeto>();
        foreach (var veto in given)
        {
            if (veto.Sku != key.Sku || (veto.Location is { } place && place != key.Location))
                continue;
            standing.RemoveAll(veto.IsAbout);
            if (!veto.IsWithdrawn)
                standing.Add(veto);
        }

        return standing.ToImmutable();
    }

    /// <summary>True when it speaks against a correction of its SKU-location.</summary>
    public bool Forbids(Correction correction) =>
        Days.Contains(correction.BucketStart) && (Rule.Length == 0 || Rule.Equals(correction.Rule, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why and who, for people: <c>One-off deal is real demand (purchasing)</c>.</summary>
    public string InWords() => Author.Length == 0 ? Reason : Reason.Length == 0 ? Author : $"{Reason} ({Author})";

    private bool IsAbout(CorrectionVeto other) =>
        other.Location == Location && other.Days == Days && other.Rule.Equals(Rule, StringComparison.OrdinalIgnoreCase);
}
