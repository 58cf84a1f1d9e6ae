using System.Collections.Immutable;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Publishing;

/// <summary>One file to publish.</summary>
/// <param name="Name">File name, without folder; not hidden (no leading dot).</param>
/// <param name="Rows">Data rows, for the manifest; null where the file has none.</param>
/// <param name="Write">Writes the bytes. Called once for each attempt; must leave the stream open.</param>
public sealed record Artefact(string Name, long? Rows, Action<Stream> Write)
{
    /// <summary>True when the same run always gives the same bytes. Only <c>run.json</c>, which holds timings, does not.</summary>
    public bool IsReproducible { get; init; } = true;

    /// <summary>Whom the file is for, where it is for one partner; null = for all.</summary>
    public ManifestPartner? Partner { get; init; }

    /// <summary>Ids of the order lines in a partner's file, ordered; empty for other files.</summary>
    public ImmutableArray<string> LineIds { get; init; } = [];
}
