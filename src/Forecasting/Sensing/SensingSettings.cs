using System.Globalization;

namespace Forecasting.Sensing;

/// <summary>When demand that comes between two plans is worth a planner's eyes.</summary>
public sealed record SensingSettings
{
    /// <summary>False alarms of spikes and collapses a week that the whole assortment may give, &gt; 0.</summary>
    /// <value>1: a planner believes a list of which nearly all is true.</value>
    public double FalseAlarmsPerWeek { get; init; } = 1;

    /// <summary>Probability of running out before the next delivery from which on it is a signal, above 0 and below 1.</summary>
    /// <value>0.5: rather out than not.</value>
    public double StockoutProbability { get; init; } = 0.5;

    /// <summary>How late an order must be to be a signal, as a quantile of how late its sender usually is, 0.5..0.999.</summary>
    /// <value>0.9: later than nine of ten.</value>
    public double LateQuantile { get; init; } = 0.9;

    /// <summary>True when the service previews the orders of the SKUs concerned after each look, once a day.</summary>
    /// <value>False: a preview takes as long as a run.</value>
    public bool Reforecast { get; init; }

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public IEnumerable<string> Validate()
    {
        if (!(FalseAlarmsPerWeek > 0 && double.IsFinite(FalseAlarmsPerWeek)))
            yield return Fault("falseAlarmsPerWeek", FalseAlarmsPerWeek, "be above 0");
        if (!(StockoutProbability is > 0 and < 1))
            yield return Fault("stockoutProbability", StockoutProbability, "be above 0 and below 1");
        if (!(LateQuantile is >= 0.5 and <= 0.999))
            yield return Fault("lateQuantile", LateQuantile, "be from 0.5 to 0.999");
    }

    private static string Fault(string name, double value, string range) =>
        string.Create(CultureInfo.InvariantCulture, $"sensing.{name} is {value}; it must {range}.");
}
