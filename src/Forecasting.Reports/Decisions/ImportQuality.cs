using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Trust;
using static Forecasting.Reports.Decisions.Wording;

namespace Forecasting.Reports.Decisions;

/// <summary>How far the input can be trusted.</summary>
public enum TrustLevel
{
    /// <summary>Nothing to say.</summary>
    Good,

    /// <summary>Look at it before acting.</summary>
    Warning,

    /// <summary>Do not act before it is understood.</summary>
    Serious,
}

/// <summary>One thing that the reader must know first.</summary>
/// <param name="Level">How serious.</param>
/// <param name="Text">A full sentence.</param>
public readonly record struct Finding(TrustLevel Level, string Text);

/// <summary>What the import reports say about the input as a whole.</summary>
/// <param name="RowsRead">Data rows found.</param>
/// <param name="RowsQuarantined">Rows set aside.</param>
/// <param name="Findings">What the reader must know first, most serious first.</param>
public sealed record ImportQuality(long RowsRead, long RowsQuarantined, ImmutableArray<Finding> Findings)
{
    /// <summary>Share of rows set aside above which the first sheet warns.</summary>
    public const double WarningShare = 0.005;

    /// <summary>Share of rows set aside above which the first sheet warns strongly.</summary>
    public const double SeriousShare = 0.05;

    /// <summary>Share of rows set aside, 0..1; 0 when no row was read.</summary>
    public double QuarantinedShare => RowsRead == 0 ? 0 : (double)RowsQuarantined / RowsRead;

    /// <summary>The quality of a report's input, and the report's own warnings after it.</summary>
    public static ImportQuality Of(PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var quality = new ImportQuality(report.Imports.Sum(i => i.RowsRead), report.Imports.Sum(i => i.RowsQuarantined), []);
        var findings = new List<Finding>();
        foreach (var import in report.Imports)
        {
            if (!import.IsConserved)
                Add("conservation", TrustLevel.Serious, $"{import.File}: rows read do not equal rows loaded, set aside and repeated. Do not act on this plan.");
            if (import.IsRejected)
                Add("refused", TrustLevel.Serious, $"{import.File} was refused whole: {import.RejectedReason}");
        }

        findings.AddRange(report.Gate.Where(g => g.Level > GateLevel.Note)
            .Select(g => new Finding(g.Level == GateLevel.Block ? TrustLevel.Serious : TrustLevel.Warning, g.Text)));
        if (quality.QuarantinedShare > WarningShare)
        {
            Add(
                "quarantine", quality.QuarantinedShare > SeriousShare ? TrustLevel.Serious : TrustLevel.Warning,
                $"{Count(quality.RowsQuarantined)} of {Count(quality.RowsRead)} rows read were set aside ({Percent(quality.QuarantinedShare)}): "
                + "see Data quality and quarantine.csv.");
        }

        if (report.Unplanned.Count(u => u.IsFailure) is > 0 and var failed)
            Add("failures", TrustLevel.Warning, $"{Plural(failed, "SKU-location", "SKU-locations")} could not be planned because of an error: see Data quality.");
        var held = report.Unplanned.Where(u => u.Trust.Grade == TrustGrade.D).ToList();
        if (held.Count > 0)
            findings.Add(new(TrustLevel.Warning, $"{Plural(held.Count, "SKU-location has", "SKU-locations have")} data of grade D: {Held(held)} (Data quality)."));

        findings.AddRange(report.Warnings.Select(w => new Finding(TrustLevel.Warning, w)));
        return quality with { Findings = [.. findings.DistinctBy(f => f.Text, StringComparer.Ordinal).OrderByDescending(f => f.Level)] };

        static string Held(List<UnplannedLine> held) => held.Count(u => u.LastGood is not null) switch
        {
            0 => "nothing is planned from it, and there is no earlier plan to stand instead",
            var standing when standing == held.Count => "nothing is planned from it, the last good plan stands",
            var standing => $"nothing is planned from it, the last good plan of {Count(standing)} stands, and {Count(held.Count - standing)} never had one",
        };

        // What the gate has judged by a check of this name is not said again in other words.
        void Add(string check, TrustLevel level, string text)
        {
            if (report.Gate.All(g => g.Check != check))
                findings.Add(new(level, text));
        }
    }
}
