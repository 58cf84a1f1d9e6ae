using System.Collections.Immutable;
using Forecasting.Forecasters;

namespace Forecasting.Learning;

/// <summary><see cref="GlobalModel"/> with its defaults, for whoever asks for a model of all series.</summary>
public sealed class LightGbmForecaster : IGlobalForecaster
{
    /// <inheritdoc/>
    public string Name => GlobalModel.Name;

    /// <inheritdoc/>
    public string Words => "the global model";

    /// <inheritdoc/>
    public ImmutableArray<Outcome<RollingForecast>> Forecast(IReadOnlyList<GlobalSeries> series, int threads, CancellationToken cancellation) =>
        GlobalModel.Forecast(series, new GlobalSettings { Threads = Math.Clamp(threads, 1, GlobalSettings.MostThreads) }, cancellation);
}
