namespace Forecasting.Storage.Runs;

/// <summary>What became of a publication number.</summary>
public enum NumberState
{
    /// <summary>A run has it, and nothing is out under it.</summary>
    Reserved,

    /// <summary>Files are out under it.</summary>
    Published,

    /// <summary>Given up: nothing is out under it, and nothing ever will be.</summary>
    Void,
}

/// <summary>One publication number: it belongs to one run for ever, so that a gap in what goes out is explained.</summary>
/// <param name="Sequence">The number, from 1.</param>
/// <param name="RunId">The run that it was reserved for.</param>
/// <param name="Scope">What that run plans.</param>
/// <param name="Cycle">First day of the plan cycle of its lines.</param>
/// <param name="BasedOn">Newest publication that its plan knew; 0 = none.</param>
/// <param name="Supersedes">Publication of the same scope and cycle that it replaces; null = none.</param>
/// <param name="LinesHash">SHA-256 of its lines; empty when they were planned before numbers were reserved.</param>
/// <param name="State">What became of it.</param>
/// <param name="ChangedAt">When it became that, UTC.</param>
/// <param name="Reason">Why it is void; otherwise empty.</param>
public sealed record PublicationNumber(
    long Sequence,
    string RunId,
    string Scope,
    DateOnly Cycle,
    long BasedOn,
    long? Supersedes,
    string LinesHash,
    NumberState State,
    DateTimeOffset ChangedAt,
    string Reason);
