using System.Collections.Immutable;
using Forecasting.Forecasters;

namespace Forecasting.Planning;

/// <summary>What is expected of a SKU-location, before anybody asks what to order.</summary>
/// <param name="Fitted">The model's forecast, its spread and score.</param>
/// <param name="Forecast">The same within its days on sale, with events and overrides.</param>
/// <param name="WithoutOverrides">The means that it would have without overrides.</param>
/// <param name="Notes">What was done to it, and why. Full sentences.</param>
/// <param name="Overrides">What planners' overrides did to it.</param>
internal sealed record FittedDemand(
    SeriesForecast Fitted,
    DemandForecast Forecast,
    ImmutableArray<double> WithoutOverrides,
    ImmutableArray<string> Notes,
    ImmutableArray<AppliedOverride> Overrides);
