namespace Forecasting.Trust;

/// <summary>The newest plan of a SKU-location that was made from data of a grade better than D: what stands while the data
/// cannot be trusted.</summary>
/// <param name="RunId">The run that made it.</param>
/// <param name="AsOf">Morning of that plan.</param>
/// <param name="Quantity">Units it recommended to order.</param>
/// <param name="OrderDate">Day of that order.</param>
/// <param name="MeanPerBucket">Mean demand per bucket it expected, units.</param>
public sealed record LastGoodPlan(string RunId, DateOnly AsOf, decimal Quantity, DateOnly OrderDate, double MeanPerBucket);
