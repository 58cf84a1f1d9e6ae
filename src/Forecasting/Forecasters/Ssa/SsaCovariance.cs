namespace Forecasting.Forecasters.Ssa;

/// <summary>From which matrix the components are taken.</summary>
public enum SsaCovariance
{
    /// <summary>X Xᵀ of the trajectory matrix: basic SSA (Broomhead and King 1986). Takes trends, growth and changing amplitudes as they
    /// are.</summary>
    Basic,

    /// <summary>One covariance per lag, averaged over the whole series: Toeplitz SSA (Vautard and Ghil 1989). Less noise where a
    /// short series is stationary; wrong where it has a trend.</summary>
    Toeplitz,
}
