using System.Collections.Immutable;
using Forecasting.History;

namespace Forecasting.Reports.Decisions;

/// <summary>What an import found, without a plan: everything that its text, its JSON and its quarantine file say.</summary>
/// <param name="Files">What became of every file, ordered by name.</param>
/// <param name="Quarantine">Every fault found.</param>
/// <param name="Changes">Days of history that are not what an earlier file or import said.</param>
/// <param name="Ignored">Names of files that belong to no table.</param>
/// <param name="IsNew">False when sales, stock and availability are, byte for byte, what the database holds already.</param>
public sealed record ImportSummary(
    ImmutableArray<ImportReport> Files, ImmutableArray<QuarantinedRow> Quarantine, ImmutableArray<HistoryChange> Changes,
    ImmutableArray<string> Ignored, bool IsNew)
{
    /// <summary>Units that the changes add to history; negative when they take away.</summary>
    public decimal NetChange => Changes.Sum(DifferenceOf);

    /// <summary>The changes, the largest first.</summary>
    public IEnumerable<HistoryChange> LargestChanges =>
        Changes.OrderByDescending(c => Math.Abs(DifferenceOf(c))).ThenBy(c => c.Key).ThenBy(c => c.Day);

    /// <summary>Units more or less than before; a day without a row counts as 0.</summary>
    public static decimal DifferenceOf(HistoryChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return (change.Now ?? 0) - (change.Was ?? 0);
    }
}
