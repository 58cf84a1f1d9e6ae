using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Planning.Comparison;
using Forecasting.Segmentation;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Trust;

namespace Forecasting.Jobs.Runs;

/// <summary>A file of a run without its place on a machine, and what its import alone could know.</summary>
/// <param name="File">Its name.</param>
/// <param name="Feed">Which table it was read as; a workbook may be several.</param>
/// <param name="Sha256">Hash of its bytes; empty when it could not be read.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Fault">Why it could not be read; empty when it could.</param>
/// <param name="Note">What to know about the choice of this file.</param>
/// <param name="Superseded">Rows of it that a newer file corrects.</param>
/// <param name="Notes">What its import told a data owner, which may speak of earlier imports.</param>
internal sealed record ContextFile(
    string File, Feed Feed, string Sha256, long Bytes, string Fault, string Note, long Superseded, ImmutableArray<string> Notes);

/// <summary>The classes that a SKU-location had in the plan before.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Segment">Its classes.</param>
internal sealed record PreviousSegment(SkuLocation Key, Segment Segment);

/// <summary>The last good plan of a SKU-location.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Plan">The plan.</param>
internal sealed record LastGood(SkuLocation Key, LastGoodPlan Plan);

/// <summary>Everything that a run knew besides its files and settings: which run it is, and what it read from the database. With files,
/// settings and this, the same program plans the same.</summary>
internal sealed record RunContext
{
    /// <summary>Which run.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>True when somebody asked for the morning of the plan.</summary>
    public required bool IsAsOfGiven { get; init; }

    /// <summary>The part whose orders go out, see <see cref="Narrowing.ToText"/>; empty = all.</summary>
    public string Part { get; init; } = "";

    /// <summary>Number of its publication.</summary>
    public required long Sequence { get; init; }

    /// <summary>The numbers that its files for partners could have, by series; empty for a run older than such numbers.</summary>
    public ImmutableArray<NumberSeries> PartnerNumbers { get; init; } = [];

    /// <summary>Files for partners that were out, and what was answered.</summary>
    public ImmutableArray<PartnerFileStatus> PartnerFiles { get; init; } = [];

    /// <summary>True when a plan had been published before.</summary>
    public required bool HasPublishedBefore { get; init; }

    /// <summary>Its files, by name and feed.</summary>
    public required ImmutableArray<ContextFile> Files { get; init; }

    /// <summary>Names of files that belong to no feed.</summary>
    public required ImmutableArray<string> Ignored { get; init; }

    /// <summary>What earlier imports had learnt of how feeds are written, before the import of this run.</summary>
    public required ImmutableArray<RememberedProfile> Profiles { get; init; }

    /// <summary>Days of history that were not what an earlier import said.</summary>
    public required ImmutableArray<HistoryChange> Changes { get; init; }

    /// <summary>How many there were.</summary>
    public required long ChangeCount { get; init; }

    /// <summary>Planners' vetoes that stood.</summary>
    public required ImmutableArray<CorrectionVeto> Vetoes { get; init; }

    /// <summary>Overrides that came back with workbooks, with all their versions; without those that were over long ago.</summary>
    public ImmutableArray<OverrideVersion> Overrides { get; init; } = [];

    /// <summary>Buckets that have come and whose forecast planners had changed.</summary>
    public ImmutableArray<OverriddenBucket> Overridden { get; init; } = [];

    /// <summary>Lines that were out and may matter: those of the plan's cycle, and the newest of earlier cycles that is not due yet.</summary>
    public required ImmutableArray<PublishedLine> Published { get; init; }

    /// <summary>Classes of the plan before, ordered by key.</summary>
    public required ImmutableArray<PreviousSegment> PreviousSegments { get; init; }

    /// <summary>The plan that was published before; null when there was none.</summary>
    public PreviousPlan? Previous { get; init; }

    /// <summary>What earlier plans promised and what came; null when no forecast had come due.</summary>
    public PastAccuracy? Past { get; init; }

    /// <summary>The last good plans, ordered by key; empty when every SKU-location could be planned.</summary>
    public ImmutableArray<LastGood> LastGoodPlans { get; init; } = [];

    /// <summary>Of all lines that ever went out, those that a plan may need: a ledger of years has very many.</summary>
    /// <param name="published">Every line.</param>
    /// <param name="morning">Morning of the plan.</param>
    public static ImmutableArray<PublishedLine> Relevant(IReadOnlyCollection<PublishedLine> published, PlanMorning morning)
    {
        var expected = PublishedLine.Latest(published)
            .Where(l => l.Cycle != morning.Cycle && l.Quantity > 0 && l.RequestedDelivery >= morning.AsOf)
            .Select(l => l.LineId)
            .ToHashSet(StringComparer.Ordinal);
        return [.. published.Where(l => l.Cycle == morning.Cycle || expected.Contains(l.LineId))];
    }

    /// <summary>The files as an import saw them.</summary>
    public static ImmutableArray<ContextFile> FilesOf(DataFolder folder, ImportedData imported)
    {
        var reports = imported.Reports.ToDictionary(r => (r.File, r.Feed));
        return
        [
            .. folder.Files.Select(f =>
            {
                var report = reports[(f.File, f.Feed.FileName())];
                return new ContextFile(f.File, f.Feed, f.Sha256, f.Bytes, f.Fault, f.Note, report.RowsSuperseded, report.Notes);
            }),
        ];
    }

    /// <summary>An import of the same files, with what only the database of the run could tell it.</summary>
    /// <param name="imported">The import; of the run itself, or of a replay.</param>
    public ImportedData Complete(ImportedData imported)
    {
        var notes = Files.ToDictionary(f => (f.File, f.Feed.FileName()), f => f.Notes);
        return imported with
        {
            Reports = [.. imported.Reports.Select(r => r with { Notes = notes[(r.File, r.Feed)] })],
            Ignored = Ignored,
            Changes = Changes,
            ChangeCount = ChangeCount,
        };
    }
}
