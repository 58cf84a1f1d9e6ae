using System.Collections.Immutable;

namespace Forecasting.Trust;

/// <summary>The gate before planning: whole feeds against what they usually are. Facts in, findings out, the gravest first.</summary>
public static class Gate
{
    private const string Sales = "sales";

    /// <summary>What the checks find.</summary>
    /// <param name="facts">What is known about the feeds.</param>
    /// <param name="settings">What the firm wants of each check.</param>
    public static ImmutableArray<GateFinding> Inspect(FeedFacts facts, GateSettings settings)
    {
        var findings = new List<GateFinding>(ImportCheck.Find(facts.Imports, settings, facts.HasPublishedBefore));
        foreach (var rhythm in facts.Rhythms)
        {
            // A first run on an unknown export has no promise to hold it to, and other feeds than sales only make a plan better.
            var mayBlock = facts.HasPublishedBefore && rhythm.Feed == Sales;
            findings.AddRange(FutureCheck.Find(rhythm, facts.AsOf));
            findings.AddRange(FreshnessCheck.Find(rhythm, facts.AsOf, mayBlock));
            findings.AddRange(VolumeCheck.Find(
                rhythm, facts.Places.GetValueOrDefault(rhythm.Feed)
                    ?? ImmutableDictionary<Catalog.Location, IReadOnlyDictionary<DateOnly, long>>.Empty, mayBlock));
            if (rhythm.Feed == Sales)
                findings.AddRange(QuantityShape.Find(rhythm, facts.SalesSizes));
        }

        findings.AddRange(facts.UnknownCodes.SelectMany(codes => codes.Find()));
        if (facts.NegativeStock > 0)
        {
            findings.Add(new GateFinding("stock", GateChecks.Negative, GateLevel.Warning,
                FormattableString.Invariant($"{facts.NegativeStock} stock counts are below zero; they are planned as zero.")));
        }

        findings.AddRange(MasterDataCheck.Find(facts.Items, facts.Suppliers, settings));
        return Ordered(findings, settings);
    }

    /// <summary>Findings at the level that the firm wants, the gravest first; those of checks that are off are left out.</summary>
    public static ImmutableArray<GateFinding> Ordered(IEnumerable<GateFinding> findings, GateSettings settings) =>
    [
        .. findings.Select(f => Decide(f, settings)).OfType<GateFinding>()
            .OrderByDescending(f => f.Level)
            .ThenBy(f => f.Feed, StringComparer.Ordinal)
            .ThenBy(f => f.Check, StringComparer.Ordinal)
            .ThenBy(f => f.Text, StringComparer.Ordinal),
    ];

    /// <summary>Why nothing is published: every finding that blocks with the setting that would let it pass, then the
    /// others. Null when none blocks.</summary>
    /// <param name="findings">The findings, the gravest first.</param>
    public static string? Refusal(ImmutableArray<GateFinding> findings)
    {
        if (!findings.Any(f => f.Level == GateLevel.Block))
            return null;
        return "The gate holds this run. Nothing was published.\n" + string.Join('\n', findings.Select(f => f.Level switch
        {
            GateLevel.Block => $"blocks: {f.Text}{WayThrough(f)}",
            GateLevel.Warning => $"warns: {f.Text}",
            _ => $"notes: {f.Text}",
        }));
    }

    private static string WayThrough(GateFinding finding) => finding.Check switch
    {
        GateChecks.Conservation => "",
        GateChecks.Quarantine => " To publish all the same, set gate.maximumQuarantinedShare higher.",
        _ => $" To publish all the same, set gate.levels.{GateChecks.SettingName(finding.Feed)}.{finding.Check} to warn.",
    };

    private static GateFinding? Decide(GateFinding finding, GateSettings settings) => finding.Check == GateChecks.Conservation
        ? finding
        : settings.ActionFor(finding.Feed, finding.Check) switch
        {
            GateAction.Off => null,
            GateAction.Warn => finding with { Level = finding.Level == GateLevel.Block ? GateLevel.Warning : finding.Level },
            GateAction.Block => finding with { Level = finding.Level == GateLevel.Note ? GateLevel.Note : GateLevel.Block },
            _ => finding,
        };
}
