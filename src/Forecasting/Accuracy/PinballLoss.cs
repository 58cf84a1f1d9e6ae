namespace Forecasting.Accuracy;

/// <summary>The loss that a quantile minimises.</summary>
/// <remarks>Gneiting and Raftery, "Strictly proper scoring rules, prediction, and estimation", Journal of the American Statistical Association
/// 102 (2007) 359–378, section 6.1.</remarks>
public static class PinballLoss
{
    /// <summary>The loss of one quantile.</summary>
    /// <param name="actual">What came, units.</param>
    /// <param name="quantile">What was forecast not to be exceeded, units.</param>
    /// <param name="probability">With which probability, strictly between 0 and 1.</param>
    /// <returns>p·(y − q) where y ≥ q, (1 − p)·(q − y) where not; units, ≥ 0.</returns>
    /// <example>Actual 10, quantile 8 at 0.9: 1.8. Actual 6: 0.2.</example>
    public static double Of(double actual, double quantile, double probability) =>
        actual >= quantile ? probability * (actual - quantile) : (1 - probability) * (quantile - actual);
}
