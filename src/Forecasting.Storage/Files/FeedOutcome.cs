using System.Collections.Immutable;
using Forecasting.History;

namespace Forecasting.Storage.Files;

/// <summary>What became of the files of one feed.</summary>
/// <param name="Reports">One for each file, ordered by name.</param>
/// <param name="Findings">What is wrong, ordered by file and line; at most so many for a file as the settings say.</param>
internal sealed record FeedOutcome(ImmutableArray<ImportReport> Reports, ImmutableArray<QuarantinedRow> Findings)
{
    /// <summary>Days of history that are not what was said before; the largest, when there are very many.</summary>
    public ImmutableArray<HistoryChange> Changes { get; init; } = [];

    /// <summary>How many such days there are.</summary>
    public long ChangeCount { get; init; }

    /// <summary>How the feed is written; null when it was not read again.</summary>
    public FeedProfile? Profile { get; init; }
}
