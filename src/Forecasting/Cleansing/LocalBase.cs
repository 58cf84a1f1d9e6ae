using Forecasting.History;

namespace Forecasting.Cleansing;

/// <summary>What a bucket usually sells: the mean of the nearest buckets without an event, of the same weekday
/// where buckets are days.</summary>
/// <remarks>The mean and not the median, which of small counts is too low: gross outliers have been capped before.</remarks>
internal static class LocalBase
{
    private const int NeighboursOnEachSide = 4;
    private const int FewestNeighbours = 3;

    /// <summary>Units per bucket; NaN where too few neighbours are within reach.</summary>
    /// <param name="bucket">Length of a bucket.</param>
    /// <param name="quantities">Units per bucket; NaN = not observed.</param>
    /// <param name="isMarked">True where an event acts: no neighbour of anyone.</param>
    public static double[] Of(TimeBucket bucket, ReadOnlySpan<double> quantities, ReadOnlySpan<bool> isMarked)
    {
        // A quarter of a year back and ahead: beyond it, season and trend are not what they are here.
        var (step, reach) = bucket.Unit switch { BucketUnit.Day => (7, 13), BucketUnit.Week => (1, 13), _ => (1, 3) };
        var usual = new double[quantities.Length];
        for (var i = 0; i < usual.Length; i++)
        {
            double sum = 0;
            var neighbours = 0;
            foreach (var side in (ReadOnlySpan<int>)[-step, step])
            {
                var found = 0;
                for (var k = 1; k <= reach && found < NeighboursOnEachSide; k++)
                {
                    var j = i + k * side;
                    if (j < 0 || j >= usual.Length)
                        break;
                    if (isMarked[j] || double.IsNaN(quantities[j]))
                        continue;
                    sum += quantities[j];
                    found++;
                }

                neighbours += found;
            }

            usual[i] = neighbours >= FewestNeighbours ? sum / neighbours : double.NaN;
        }

        return usual;
    }
}
