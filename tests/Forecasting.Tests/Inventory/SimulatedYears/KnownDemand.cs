using Forecasting.Statistics;

namespace Forecasting.Tests.Inventory.SimulatedYears;

/// <summary>Weekly demand whose distribution is known, so that only the levels can be wrong and never the forecast.</summary>
internal abstract record KnownDemand
{
    /// <summary>Rounded normal around a level that stays.</summary>
    public sealed record Smooth(double Mean, double Variation) : KnownDemand;

    /// <summary>The same around a yearly wave.</summary>
    public sealed record Seasonal(double Mean, double Variation, double Amplitude, double Phase) : KnownDemand;

    /// <summary>A share of weeks with a sale, and exponential sizes of at least one unit.</summary>
    public sealed record Lumpy(double Share, double MeanSize) : KnownDemand;

    /// <summary>Units of week <paramref name="week"/> for two uniform draws.</summary>
    public double Units(int week, double first, double second) => this switch
    {
        Smooth d => Math.Max(0, Math.Round(d.Mean * (1 + d.Variation * NormalDistribution.Quantile(first)))),
        Seasonal d => Math.Max(0, Math.Round(ExpectedUnits(week) * (1 + d.Variation * NormalDistribution.Quantile(first)))),
        Lumpy d => first < d.Share ? 1 + Math.Round(-(d.MeanSize - 1) * Math.Log(second)) : 0,
        _ => throw new InvalidOperationException("The family of demands is closed."),
    };

    /// <summary>Expected units of a week.</summary>
    public double ExpectedUnits(int week) => this switch
    {
        Smooth d => d.Mean,
        Seasonal d => d.Mean * (1 + d.Amplitude * Math.Sin(2 * Math.PI * (week / 52.0 + d.Phase))),
        Lumpy d => d.Share * d.MeanSize,
        _ => throw new InvalidOperationException("The family of demands is closed."),
    };

    /// <summary>True when every week has the same distribution.</summary>
    public bool IsStationary => this is not Seasonal;
}
