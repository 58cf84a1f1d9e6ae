using System.Collections.Immutable;

namespace Forecasting.Storage.Archive;

/// <summary>Where the raw archive is. Results do not depend on it.</summary>
public sealed record ArchiveSettings
{
    /// <summary>Folder of the raw archive; null = <c>archive</c> beside the embedded database, or in the folder of the reports.</summary>
    public string? Folder { get; init; }

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate() =>
        Folder is not null && string.IsNullOrWhiteSpace(Folder) ? ["archive.folder is empty; name a folder or leave it out."] : [];
}
