using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.History;

/// <summary>What was paid for one SKU-location, bucket by bucket.</summary>
/// <param name="Key">Whose prices.</param>
/// <param name="Bucket">Length of a step.</param>
/// <param name="Start">First day of the first bucket.</param>
/// <param name="Paid">Mean price of a unit in each bucket, oldest first: revenue ÷ units of sales at a known price, returns left out; NaN where
/// there was none.</param>
public sealed record PriceHistory(SkuLocation Key, TimeBucket Bucket, DateOnly Start, ImmutableArray<double> Paid)
{
    /// <summary>Buckets with a known price.</summary>
    public int Known => Paid.Count(price => price > 0);

    /// <summary>Ratio of the highest to the lowest price, ≥ 1; 1 where none is known.</summary>
    public double Spread
    {
        get
        {
            var (lowest, highest) = (double.PositiveInfinity, 0.0);
            foreach (var price in Paid)
            {
                if (price > 0)
                    (lowest, highest) = (Math.Min(lowest, price), Math.Max(highest, price));
            }

            return highest > 0 ? highest / lowest : 1;
        }
    }
}
