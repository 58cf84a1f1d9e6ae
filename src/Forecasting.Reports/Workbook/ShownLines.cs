using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;

namespace Forecasting.Reports.Workbook;

/// <summary>The SKU-locations that the detail sheets show: all, or those with most at stake when there are more than a sheet should hold.</summary>
internal sealed class ShownLines
{
    private readonly Dictionary<SkuLocation, int> index;

    private ShownLines(ImmutableArray<PlanLine> lines, string note)
    {
        Lines = lines;
        Note = note;
        index = lines.Select((line, i) => (line.Key, i)).ToDictionary(p => p.Key, p => p.i);
    }

    /// <summary>The lines shown, ordered by key.</summary>
    public ImmutableArray<PlanLine> Lines { get; }

    /// <summary>A sentence about the others; empty when there are none.</summary>
    public string Note { get; }

    /// <summary>The lines of a report, at most <paramref name="limit"/>.</summary>
    public static ShownLines Of(PlanReport report, int limit)
    {
        if (report.Lines.Length <= limit)
            return new ShownLines(report.Lines, "");

        var most = report.Lines
            .OrderByDescending(l => l.Recommendation.MoneyAtRisk)
            .ThenByDescending(l => l.Recommendation.Explanation.Quantity)
            .ThenBy(l => l.Key)
            .Take(limit)
            .OrderBy(l => l.Key);
        return new ShownLines(
            [.. most],
            $"The {Wording.Count(limit)} SKU-locations with most money at risk, of {Wording.Count(report.Lines.Length)}; "
            + "all are in plan.csv and forecast.csv beside this workbook, and \"forecasting explain SKU\" shows any of them.");
    }

    /// <summary>Position of a SKU-location in <see cref="Lines"/>, from 0; null when it is not shown.</summary>
    public int? IndexOf(SkuLocation key) => index.TryGetValue(key, out var i) ? i : null;
}
