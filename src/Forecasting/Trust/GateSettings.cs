namespace Forecasting.Trust;

/// <summary>When the gate warns and when it blocks. Section <c>gate</c> of the settings.</summary>
public sealed record GateSettings
{
    /// <summary>Share of the rows read that may be set aside before publication is held, 0..1.</summary>
    /// <value>0.05: a plan that misses more than a twentieth of its input is not this firm's plan.</value>
    public double MaximumQuarantinedShare { get; init; } = 0.05;

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (!(MaximumQuarantinedShare is >= 0 and <= 1))
            yield return FormattableString.Invariant($"gate.maximumQuarantinedShare is {MaximumQuarantinedShare}; it must be between 0 and 1.");
    }
}
