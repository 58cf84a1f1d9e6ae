namespace Forecasting.Statistics;

/// <summary>The non-decreasing sequence nearest to a given one.</summary>
public static class MonotoneRegression
{
    /// <summary>Least squares under y[0] ≤ y[1] ≤ …, by pooling adjacent violators.</summary>
    /// <param name="values">Values; replaced by the fit.</param>
    /// <param name="weights">Weights, ≥ 0, as many as values.</param>
    /// <remarks>Ayer et al. (1955), Annals of Mathematical Statistics 26, 641–647.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void FitAscending(Span<double> values, ReadOnlySpan<double> weights)
    {
        if (values.Length != weights.Length)
            throw new ArgumentException($"has {weights.Length} entries for {values.Length} values.", nameof(weights));

        var starts = new int[values.Length];
        var pooled = new double[values.Length];
        var blocks = 0;
        for (var i = 0; i < values.Length; i++)
        {
            starts[blocks] = i;
            pooled[blocks] = weights[i];
            values[blocks] = values[i];
            blocks++;
            while (blocks > 1 && values[blocks - 2] > values[blocks - 1])
            {
                var weight = pooled[blocks - 2] + pooled[blocks - 1];
                values[blocks - 2] = weight > 0
                    ? (values[blocks - 2] * pooled[blocks - 2] + values[blocks - 1] * pooled[blocks - 1]) / weight
                    : 0.5 * (values[blocks - 2] + values[blocks - 1]);
                pooled[blocks - 2] = weight;
                blocks--;
            }
        }

        // Block means sit in front; spread them out from the back so that none is overwritten before it is read.
        var end = values.Length;
        for (var block = blocks - 1; block >= 0; block--)
        {
            values[starts[block]..end].Fill(values[block]);
            end = starts[block];
        }
    }
}
