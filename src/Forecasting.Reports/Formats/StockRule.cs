using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Planning;

namespace Forecasting.Reports.Formats;

/// <summary>The levels at which an ERP system may order one product at one place by itself.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Minimum">Units at or below which to order, ≥ 0.</param>
/// <param name="Maximum">Units that an order restores, ≥ <paramref name="Minimum"/>.</param>
/// <param name="Multiple">Units of a whole pack, &gt; 0.</param>
public sealed record StockRule(SkuLocation Key, decimal Minimum, decimal Maximum, decimal Multiple)
{
    /// <summary>The rules of a plan, ordered by key.</summary>
    /// <param name="lines">What was planned.</param>
    public static IEnumerable<StockRule> Of(IEnumerable<PlanLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines
            .OrderBy(l => l.Key)
            .Select(l =>
            {
                var why = l.Recommendation.Explanation;
                var minimum = Math.Max(0, why.ExpectedDemand + why.SafetyStock);
                return new StockRule(l.Key, minimum, minimum + Math.Max(0, why.LotAllowance), l.Terms.PackSize);
            });
    }
}

/// <summary>A format of stock rules.</summary>
public sealed record StockRuleFormat : PartnerFormat
{
    /// <summary>The fields of a row, in the order of the format.</summary>
    public required ImmutableArray<FormatField<StockRule>> Fields { get; init; }

    /// <summary>Writes rows that <see cref="Check"/> has found no fault with, in their order. The stream stays open.</summary>
    public required Action<Stream, Interchange, IEnumerable<StockRule>> Write { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<FormatField> RowFields => Fields;

    /// <summary>All values that do not fit, in the order of the rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="interchange">What stands around them.</param>
    public IEnumerable<FormatFault> Check(IEnumerable<StockRule> rows, Interchange interchange) =>
        rows.SelectMany(row => Misfits(row, Fields, row.Key, interchange));
}
