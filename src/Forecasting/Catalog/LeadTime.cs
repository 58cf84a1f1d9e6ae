namespace Forecasting.Catalog;

/// <summary>Days from order to stock on the shelf.</summary>
/// <param name="MeanDays">Mean, days, ≥ 0.</param>
/// <param name="StandardDeviationDays">Standard deviation, days, ≥ 0; 0 = always the same.</param>
public readonly record struct LeadTime(double MeanDays, double StandardDeviationDays);
