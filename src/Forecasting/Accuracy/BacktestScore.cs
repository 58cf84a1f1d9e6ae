namespace Forecasting.Accuracy;

/// <summary>How good a model's forecasts from past origins were, at one SKU-location.</summary>
/// <param name="Model">The model.</param>
/// <param name="Origins">Number of past origins scored.</param>
/// <param name="Wape">Σ|actual − forecast| ÷ Σ|actual|; NaN when nothing was sold.</param>
/// <param name="Bias">Mean of forecast − actual, units per bucket: positive = too much.</param>
/// <param name="Mase">Mean absolute error ÷ that of the seasonal naive in the training data; NaN when that is 0.</param>
/// <param name="Rmsse">Root of mean squared error ÷ mean squared one-step naive error from the first demand on; NaN when that is 0.</param>
/// <param name="Coverage80">Share of actuals inside the 10 %..90 % interval; NaN when not scored.</param>
/// <param name="MeanAbsoluteError">Mean |actual − forecast|, units per bucket.</param>
public sealed record BacktestScore(
    string Model, int Origins, double Wape, double Bias, double Mase, double Rmsse, double Coverage80, double MeanAbsoluteError);
