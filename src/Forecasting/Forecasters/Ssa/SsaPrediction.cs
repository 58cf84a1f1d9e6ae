using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>What an <see cref="SsaModel"/> says of the buckets after its last one.</summary>
/// <param name="Mean">Forecast, units per bucket; neither bounded nor clipped at zero.</param>
/// <param name="Lower">Lower end of a central interval, units; negative where the arithmetic says so.</param>
/// <param name="Upper">Its upper end, units.</param>
/// <param name="Deviation">Standard deviation of the forecast error, units; never falls with the horizon.</param>
/// <remarks>Normal errors around one fit: what <see cref="SsaModel"/> knows from the series it was fitted to. Calibrated quantiles come
/// from forecasts at past origins (<see cref="SeriesForecast"/>).</remarks>
public sealed record SsaPrediction(
    ImmutableArray<double> Mean, ImmutableArray<double> Lower, ImmutableArray<double> Upper, ImmutableArray<double> Deviation);
