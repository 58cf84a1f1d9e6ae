using System.Collections.Immutable;
using Forecasting.History;

namespace Forecasting.Reports.Decisions;

/// <summary>The findings of one rule in one feed.</summary>
/// <param name="First">The first of them, as an example.</param>
/// <param name="Findings">How many.</param>
/// <param name="Rows">In how many rows.</param>
public sealed record RuleTotal(QuarantinedRow First, int Findings, int Rows)
{
    /// <summary>Findings by feed and rule, the most frequent first.</summary>
    public static ImmutableArray<RuleTotal> Of(ImmutableArray<QuarantinedRow> quarantine) =>
    [
        .. quarantine
            .GroupBy(q => (q.Feed, q.Rule))
            .Select(g => new RuleTotal(g.First(), g.Count(), g.Select(q => (q.File, q.Line)).Distinct().Count()))
            .OrderByDescending(r => r.Findings)
            .ThenBy(r => r.First.Feed, StringComparer.Ordinal)
            .ThenBy(r => r.First.Rule, StringComparer.Ordinal),
    ];
}
