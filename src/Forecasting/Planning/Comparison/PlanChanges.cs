using System.Collections.Immutable;

namespace Forecasting.Planning.Comparison;

/// <summary>What is different from the plan that was published before, and why.</summary>
/// <param name="Previous">The plan before.</param>
/// <param name="Lines">SKU-locations whose order is another, most money first, then most units; those that nobody orders in either plan are not among them.</param>
/// <param name="Values">The recommended purchases by currency, ordered by code.</param>
/// <param name="Settings">Settings that are others.</param>
public sealed record PlanChanges(
    PreviousPlan Previous, ImmutableArray<LineChange> Lines, ImmutableArray<ChangedValue> Values, ImmutableArray<SettingChange> Settings)
{
    /// <summary>SKU-locations that the plan before had not.</summary>
    public required int Came { get; init; }

    /// <summary>SKU-locations that this plan has not any more; what they were worth is not known.</summary>
    public required int Left { get; init; }

    /// <summary>The changes of a report; null when it knows of no plan before.</summary>
    /// <param name="report">The report.</param>
    public static PlanChanges? Of(PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Previous is not { } previous)
            return null;
        var corrected = report.Changes.Select(c => c.Key).ToHashSet();
        var before = previous.Lines.ToDictionary(l => l.Key);
        var changes = report.Lines.Select(line => before.Remove(line.Key, out var was)
            ? LineChange.Of(was, line, corrected.Contains(line.Key))
            : LineChange.Came(line)).ToList();
        var came = previous.Lines.Length - before.Count;
        return new PlanChanges(
            previous,
            [
                .. changes.Concat(before.Values.Select(LineChange.Left))
                    .Where(c => c.Difference != 0)
                    .OrderByDescending(Money).ThenByDescending(c => Math.Abs(c.Difference)).ThenBy(c => c.Key),
            ],
            ValuesOf(changes),
            SettingChange.Between(previous, report))
        {
            Came = report.Lines.Length - came,
            Left = before.Count,
        };
    }

    private static decimal Money(LineChange change) => Math.Abs(change.Difference) * (change.Line?.Terms.UnitCost ?? 0);

    // Purchases only: a transfer moves on what was bought. An order that is nil in both plans has not changed, whatever its terms did.
    private static ImmutableArray<ChangedValue> ValuesOf(IEnumerable<LineChange> changes) =>
    [
        .. changes
            .Where(c => c is { Line: { Terms: { UnitCost: not null, SourceLocation: null } } } && (c.Before != 0 || c.Now != 0))
            .GroupBy(c => c.Line!.Terms.Currency, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ChangedValue(
                g.Key,
                g.Sum(c => c.Before * c.Line!.Terms.UnitCost!.Value),
                g.Sum(c => c.Now * c.Line!.Terms.UnitCost!.Value),
                [.. Enum.GetValues<ChangeCause>().Select(cause => g.Sum(c => c[cause] * c.Line!.Terms.UnitCost!.Value))])),
    ];
}
