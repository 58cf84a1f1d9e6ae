using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Storage.Demand;

/// <summary>One series, from the buckets that have a record to all buckets in between.</summary>
internal sealed class SeriesBuilder
{
    private readonly SkuLocation key;
    private readonly TimeBucket bucket;
    private readonly DateOnly start;
    private readonly double[] quantities;
    private readonly bool[] promotions;
    private readonly double[] availability;
    private readonly int[] parts;
    private readonly double[] largestRows;
    private bool hasPromotion;
    private bool hasAvailability;

    /// <summary>A series of zeros.</summary>
    /// <param name="position">Place of the key in the order of keys.</param>
    /// <param name="key">Whose demand.</param>
    /// <param name="bucket">Length of a step.</param>
    /// <param name="start">First day of the first bucket.</param>
    /// <param name="end">First day of the bucket after the last complete one.</param>
    public SeriesBuilder(int position, SkuLocation key, TimeBucket bucket, DateOnly start, DateOnly end)
    {
        Position = position;
        this.key = key;
        this.bucket = bucket;
        this.start = start < end ? start : end;
        var length = bucket.Between(this.start, end);
        quantities = new double[length];
        promotions = new bool[length];
        availability = new double[length];
        parts = new int[length];
        largestRows = new double[length];
        Array.Fill(availability, double.NaN);
    }

    /// <summary>Place of the key in the order of keys.</summary>
    public int Position { get; }

    /// <summary>Takes one bucket's record, or that of a part of it (<see cref="TimeBucket.Part"/>); one outside the
    /// series is left out.</summary>
    /// <param name="bucketStart">First day of the bucket, or of the part.</param>
    /// <param name="quantity">Units of the rows that were loaded; null = none was.</param>
    /// <param name="isUnknown">True when a further row tells of a sale, and not how much: the bucket is not observed.</param>
    /// <param name="isPromotion">True when a promotion is on record.</param>
    /// <param name="inStock">Share of the bucket in stock; null = unknown.</param>
    /// <param name="largestRow">Units of the largest row that was loaded; null = none was. Below 0 counts as 0.</param>
    public void Add(DateOnly bucketStart, decimal? quantity, bool isUnknown, bool isPromotion, double? inStock, decimal? largestRow)
    {
        var i = bucket.Between(start, bucketStart);
        if (i < 0 || i >= quantities.Length)
            return;
        quantities[i] += isUnknown ? double.NaN : (double)(quantity ?? 0);
        promotions[i] |= isPromotion;
        largestRows[i] = Math.Max(largestRows[i], (double)(largestRow ?? 0));
        if (inStock is { } share)
        {
            // Mean over the parts of the bucket that have a record: all are of one length.
            availability[i] = parts[i] == 0 ? share : availability[i] + (share - availability[i]) / (parts[i] + 1);
            parts[i]++;
        }

        hasPromotion |= isPromotion;
        hasAvailability |= inStock is not null;
    }

    /// <summary>The series.</summary>
    public DemandSeries Build() =>
        new(key, bucket, start, [.. quantities], hasPromotion ? [.. promotions] : [], hasAvailability ? [.. availability] : [])
        {
            LargestRows = [.. largestRows],
        };
}
