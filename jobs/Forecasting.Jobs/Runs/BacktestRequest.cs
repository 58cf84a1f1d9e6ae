using System.Collections.Immutable;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Runs;

/// <summary>A model of a backtest.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="Settings">Its settings.</param>
internal sealed record TriedModel(string Name, ForecastSettings Settings);

/// <summary>What a backtest is asked for.</summary>
/// <param name="Input">Long CSV.</param>
/// <param name="Output">Where the scores go.</param>
/// <param name="Horizon">Steps forecast from each origin.</param>
/// <param name="Frequency">Length of a step.</param>
/// <param name="Season">Steps in a season.</param>
/// <param name="Models">The models, the benchmark among them.</param>
/// <param name="Origins">Most origins of a series.</param>
/// <param name="Threads">Threads, ≥ 1; the result does not depend on them.</param>
internal sealed record BacktestRequest(
    string Input,
    string Output,
    int Horizon,
    SeriesFrequency Frequency,
    int Season,
    ImmutableArray<TriedModel> Models,
    int Origins,
    int Threads)
{
    /// <summary>What value added is measured against.</summary>
    public const string Benchmark = "seasonal_naive";

    /// <summary>Refuses what cannot be done.</summary>
    /// <exception cref="SettingsException">A number is out of range, or a model stands twice.</exception>
    public void Validate()
    {
        if (Horizon is < 1 or > 1000)
            throw new SettingsException($"--horizon is {Horizon}; it must be between 1 and 1000.");
        if (Season is < 1 or > 10_000)
            throw new SettingsException($"--season is {Season}; it must be between 1 and 10,000.");
        if (Origins is < 1 or > 100)
            throw new SettingsException($"--origins is {Origins}; it must be between 1 and 100.");
        if (Models.GroupBy(m => m.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new SettingsException($"--models names {twice.Key} twice.");
    }
}
