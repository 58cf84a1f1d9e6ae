using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Import;

/// <summary>The loads in the database: each with the reports and findings of its files.</summary>
internal sealed class FeedLoads(ForecastingDatabase database)
{
    private const int Scale = NumberText.Scale;

    private static readonly ImmutableArray<string> DeleteOldRows =
    [
        "DeleteOldSales", "DeleteOldUnknownSales", "DeleteOldStock", "DeleteOldAvailability", "DeleteOldSkuLocations", "DeleteOldReports",
        "DeleteOldFindings", "DeleteOldSupersededSales", "DeleteOldChanges",
    ];

    /// <summary>The load of that key; null when there is none.</summary>
    public long? Find(string loadKey) => database.Scalar<long?>("Import/FindLoad", new { load_key = loadKey });

    /// <summary>What became of the files of a load.</summary>
    public FeedOutcome Read(long loadId) => new(
        [.. database.Query<ReportRow>("Import/ReadLoadReports", new { load_id = loadId }).Select(r => r.ToReport())],
        [.. database.Query<QuarantinedRow>("Import/ReadLoadFindings", new { load_id = loadId })])
    {
        Changes = [.. database.Query<ChangeRow>("Import/ReadLoadChanges", new { load_id = loadId }).Select(c => c.ToChange())],
        ChangeCount = database.Scalar<long>("Import/ReadChangeCount", new { load_id = loadId }),
    };

    /// <summary>The newest load of a feed; null when there is none.</summary>
    public long? Newest(Feed feed) => database.Scalar<long?>("Import/PreviousLoad", new { feed = feed.FileName() });

    /// <summary>Records a load, inside the open transaction, and forgets loads of its feed older than the one before.</summary>
    public void Write(long loadId, Feed feed, string loadKey, FeedOutcome outcome)
    {
        database.Execute(
            "Import/RecordLoad", new { load_id = loadId, feed = feed.FileName(), load_key = loadKey, change_count = outcome.ChangeCount });
        database.Append("history", "load_report", outcome.Reports, (row, r) => row
            .AppendValue((long?)loadId).AppendValue(r.File).AppendValue(r.Feed).AppendValue(r.Sha256).AppendValue((long?)r.Bytes)
            .AppendValue(r.Profile).AppendValue((long?)r.RowsRead).AppendValue((long?)r.RowsLoaded).AppendValue((long?)r.RowsQuarantined)
            .AppendValue((long?)r.RowsDuplicate)
            .AppendValue(r.RejectedReason).AppendValue(r.Notes).AppendValue((long?)r.RowsSuperseded)
            .AppendDecimal(r.QuantityRead, Scale).AppendDecimal(r.QuantityLoaded, Scale)
            .AppendDecimal(r.QuantityQuarantined, Scale).AppendDecimal(r.QuantityDuplicate, Scale));
        database.Append("history", "load_finding", outcome.Findings.Select((f, i) => (f, i)), (row, x) => row
            .AppendValue((long?)loadId).AppendInteger(x.i).AppendValue(x.f.File).AppendValue(x.f.Feed).AppendValue((long?)x.f.Line)
            .AppendValue(x.f.Column).AppendValue(x.f.Value).AppendValue(x.f.Rule).AppendValue(x.f.Message).AppendValue(x.f.OriginalLine));
        database.Append("history", "load_change", outcome.Changes.Select((c, i) => (c, i)), (row, x) => row
            .AppendValue((long?)loadId).AppendInteger(x.i).AppendValue(x.c.Key.Location.Code).AppendValue(x.c.Key.Sku.Code)
            .AppendDate(x.c.Day).AppendDecimal(x.c.Was, Scale).AppendDecimal(x.c.Now, Scale).AppendValue(x.c.Source).AppendValue(x.c.File));
        if (database.Execute("Import/DeleteOldLoads", new { feed = feed.FileName() }) == 0)
            return;
        foreach (var statement in DeleteOldRows)
            database.Execute($"Import/{statement}");
    }

    /// <summary>A report as the database keeps it.</summary>
    private sealed record ReportRow
    {
        public string File { get; init; } = "";

        public string Feed { get; init; } = "";

        public string Sha256 { get; init; } = "";

        public long Bytes { get; init; }

        public string Profile { get; init; } = "";

        public long RowsRead { get; init; }

        public long RowsLoaded { get; init; }

        public long RowsQuarantined { get; init; }

        public long RowsDuplicate { get; init; }

        public string RejectedReason { get; init; } = "";

        public List<string> Notes { get; init; } = [];

        public long RowsSuperseded { get; init; }

        public decimal QuantityRead { get; init; }

        public decimal QuantityLoaded { get; init; }

        public decimal QuantityQuarantined { get; init; }

        public decimal QuantityDuplicate { get; init; }

        public ImportReport ToReport() =>
            new(File, Feed, Sha256, Bytes, Profile, RowsRead, RowsLoaded, RowsQuarantined, RowsDuplicate, RejectedReason, [.. Notes])
            {
                RowsSuperseded = RowsSuperseded,
                QuantityRead = QuantityRead,
                QuantityLoaded = QuantityLoaded,
                QuantityQuarantined = QuantityQuarantined,
                QuantityDuplicate = QuantityDuplicate,
            };
    }

    /// <summary>A change as the database keeps it.</summary>
    private sealed record ChangeRow
    {
        public string Location { get; init; } = "";

        public string Sku { get; init; } = "";

        public DateOnly Day { get; init; }

        public decimal? Was { get; init; }

        public decimal? Now { get; init; }

        public string Source { get; init; } = "";

        public string File { get; init; } = "";

        public HistoryChange ToChange() => new(new SkuLocation(new Sku(Sku), new Location(Location)), Day, Was, Now, Source, File);
    }
}
