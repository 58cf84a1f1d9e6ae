using System.Collections.Immutable;

namespace Forecasting.Planning.Comparison;

/// <summary>The plan that was published before this one, as far as a planner compares the two.</summary>
public sealed record PreviousPlan
{
    /// <summary>Its run.</summary>
    public required string RunId { get; init; }

    /// <summary>Its morning.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Number of its publication.</summary>
    public required long Sequence { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Its settings by name; empty where they are not on record.</summary>
    public required ImmutableSortedDictionary<string, string> Settings { get; init; }

    /// <summary>What it planned, ordered by key.</summary>
    public required ImmutableArray<PreviousLine> Lines { get; init; }
}
