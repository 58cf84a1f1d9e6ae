using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Planning;

namespace Forecasting.Reports.Formats;

/// <summary>What a supplier may expect of one product at one place: its demand, bucket by bucket.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="SupplierId">Who supplies it there.</param>
/// <param name="SupplierSku">The supplier's code; empty when unknown.</param>
/// <param name="Gtin">GTIN; empty when unknown.</param>
/// <param name="Unit">Unit of measure.</param>
/// <param name="Bucket">Length of a bucket.</param>
/// <param name="Quantities">First day and expected units (≥ 0, three decimals) of each bucket, in order.</param>
/// <remarks>Expected demand, not orders: what a supplier sees is not bent by lot sizes and stock.</remarks>
public sealed record ForecastRow(
    SkuLocation Key,
    string SupplierId,
    string SupplierSku,
    string Gtin,
    string Unit,
    BucketUnit Bucket,
    ImmutableArray<(DateOnly Start, decimal Quantity)> Quantities)
{
    // A thousandth of a unit is below any forecast's worth, and every format carries it.
    private const int Decimals = 3;

    /// <summary>The rows of a plan: what is bought from a supplier, ordered by supplier, place and product.</summary>
    /// <param name="lines">What was planned.</param>
    public static IEnumerable<ForecastRow> Of(IEnumerable<PlanLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines
            .Where(l => l.Terms.Supplier.Length > 0 && l.Terms.SourceLocation is null)
            .Select(l => new ForecastRow(
                l.Key,
                l.Terms.Supplier,
                l.Item.SupplierSku,
                l.Item.Gtin,
                l.Item.Unit,
                l.History.Raw.Bucket.Unit,
                [
                    .. l.Forecast.Mean.Select((mean, i) => (
                        l.History.Raw.Bucket.Add(l.History.Raw.End, i), Math.Round((decimal)Math.Max(0, mean), Decimals, MidpointRounding.ToEven))),
                ]))
            .OrderBy(r => r.SupplierId, StringComparer.Ordinal)
            .ThenBy(r => r.Key.Location)
            .ThenBy(r => r.Key.Sku);
    }
}

/// <summary>A format of forecasts.</summary>
public sealed record ForecastFormat : PartnerFormat
{
    /// <summary>The fields of a row, in the order of the format.</summary>
    public required ImmutableArray<FormatField<ForecastRow>> Fields { get; init; }

    /// <summary>Writes rows that <see cref="Check"/> has found no fault with, in their order. The stream stays open.</summary>
    public required Action<Stream, Interchange, IEnumerable<ForecastRow>> Write { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<FormatField> RowFields => Fields;

    /// <summary>All values that do not fit, in the order of the rows.</summary>
    /// <param name="rows">The rows, ordered by supplier and place.</param>
    /// <param name="interchange">What stands around them.</param>
    public IEnumerable<FormatFault> Check(IEnumerable<ForecastRow> rows, Interchange interchange) =>
        rows.SelectMany(row => Misfits(row, Fields, row.Key, interchange));

    /// <summary>The rows of each supplier and place.</summary>
    internal static IEnumerable<ImmutableArray<ForecastRow>> Messages(IEnumerable<ForecastRow> rows)
    {
        var message = ImmutableArray.CreateBuilder<ForecastRow>();
        foreach (var row in rows)
        {
            if (message.Count > 0 && (message[0].SupplierId != row.SupplierId || message[0].Key.Location != row.Key.Location))
                yield return message.DrainToImmutable();
            message.Add(row);
        }

        if (message.Count > 0)
            yield return message.DrainToImmutable();
    }
}
