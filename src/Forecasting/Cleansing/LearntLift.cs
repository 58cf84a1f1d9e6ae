namespace Forecasting.Cleansing;

/// <summary>What one effect does to the demand of one SKU-location.</summary>
/// <param name="Effect">Which.</param>
/// <param name="Multiple">Demand of a bucket in which it acts whole, as a multiple of usual demand, 0.1..10.</param>
/// <param name="LogVariance">Variance of its natural logarithm: how far the multiple may be from the truth.</param>
/// <param name="Buckets">Buckets it was learnt from.</param>
public sealed record LearntLift(EventEffect Effect, double Multiple, double LogVariance, int Buckets);
