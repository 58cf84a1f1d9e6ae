namespace Forecasting.Forecasters.Ssa;

/// <summary>Which covariance matrix suits a history.</summary>
/// <remarks>Lumpy demand without a season is close to stationary noise around a level: its Toeplitz matrix has only as many free entries as the window
/// has buckets, so that components and ranks are less a matter of chance. A trend has no place in it. Intermittent is what Syntetos, Boylan and Croston,
/// Journal of the Operational Research Society 56 (2005) 495–503, call so: 1.32 buckets or more from one sale to the next.</remarks>
internal static class CovarianceChoice
{
    private const double IntermittentInterval = 1.32;

    /// <summary>The matrix to decompose.</summary>
    /// <param name="seen">Demand up to an origin, NaN = not observed.</param>
    /// <param name="hasSeason">True where a season shows.</param>
    public static SsaCovariance For(ReadOnlySpan<double> seen, bool hasSeason)
    {
        if (hasSeason)
            return SsaCovariance.Basic;
        var (sales, observed) = (0, 0);
        foreach (var value in seen)
        {
            if (value < 0)
                return SsaCovariance.Basic;
            sales += value > 0 ? 1 : 0;
            observed += double.IsNaN(value) ? 0 : 1;
        }

        return observed >= IntermittentInterval * sales ? SsaCovariance.Toeplitz : SsaCovariance.Basic;
    }
}
