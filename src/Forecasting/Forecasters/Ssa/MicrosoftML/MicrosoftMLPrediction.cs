using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>A forecast as <c>ForecastBySsa</c> gives it; entry 0 is the first bucket after what the model has seen.</summary>
/// <param name="Forecast">Expected units per bucket: neither clipped at 0 nor rounded.</param>
/// <param name="Lower">Forecast − z·deviation, z = Φ⁻¹(½ + c/2) at confidence level c; may be negative.</param>
/// <param name="Upper">Forecast + z·deviation.</param>
/// <param name="Deviation">Standard deviation that the model claims for each bucket, units.</param>
/// <remarks>All four are as long as the horizon asked for, and finite.</remarks>
public sealed record MicrosoftMLPrediction(
    ImmutableArray<double> Forecast, ImmutableArray<double> Lower, ImmutableArray<double> Upper, ImmutableArray<double> Deviation);
