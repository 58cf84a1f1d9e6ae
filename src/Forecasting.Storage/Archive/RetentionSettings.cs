using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Storage.Archive;

/// <summary>How long runs keep their details and input files. Results do not depend on it.</summary>
public sealed record RetentionSettings
{
    /// <summary>Days, ≥ 1, counted from the start of a run; null = everything is kept.</summary>
    public int? Days { get; init; }

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate() => Days is < 1
        ? [string.Create(CultureInfo.InvariantCulture, $"retention.days is {Days}; it must be 1 or more, or left out to keep everything.")]
        : [];
}
