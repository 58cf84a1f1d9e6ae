using System.Collections.Immutable;
using Forecasting.History;

namespace Forecasting.Reports.Decisions;

/// <summary>What became of a workbook that came back.</summary>
/// <param name="File">Its name.</param>
/// <param name="RunId">The run that wrote it.</param>
/// <param name="NewestRunId">The run published last.</param>
/// <param name="Rows">Every row of its sheet Overrides, in their order.</param>
public sealed record ReturnedSummary(string File, string RunId, string NewestRunId, ImmutableArray<ReturnedRow> Rows)
{
    /// <summary>How many rows came to that.</summary>
    public int Count(ReturnedOutcome outcome) => Rows.Count(r => r.Outcome == outcome);
}
