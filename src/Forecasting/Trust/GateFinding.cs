namespace Forecasting.Trust;

/// <summary>What a finding of the gate does to a run.</summary>
public enum GateLevel
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>The plan is published, and the first sheet says so.</summary>
    Warning,

    /// <summary>Nothing is published before the data is mended or the check is set to warn.</summary>
    Block,
}

/// <summary>One finding of the gate about a whole feed, before anything is planned.</summary>
/// <param name="Feed">Which table: <c>sales</c>, <c>stock</c>, …</param>
/// <param name="Check">Short stable name of the check: <c>freshness</c>, <c>volume</c>, <c>distribution</c>, <c>conservation</c>, …</param>
/// <param name="Level">What it does to the run.</param>
/// <param name="Text">A full sentence: what was found, what was expected, what to do.</param>
public sealed record GateFinding(string Feed, string Check, GateLevel Level, string Text);
