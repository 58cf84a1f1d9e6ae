using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Import;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Service;

/// <summary>The plan that was saved last.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="AsOf">Its morning.</param>
public sealed record NewestPlan(string RunId, DateOnly AsOf);

/// <summary>An order of a plan, as a person decides about it.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="ItemName">Name of the product; empty when unknown.</param>
/// <param name="From">Supplier, or the place that sends; empty when unknown.</param>
/// <param name="Quantity">Units.</param>
/// <param name="OrderDate">Day on which to order.</param>
/// <param name="RequestedDelivery">Day on which it should be on the shelf.</param>
/// <param name="MoneyAtRisk">Money lost if nothing is ordered, in the currency of the data.</param>
/// <param name="RunsOutOn">Day on which stock runs out without it; null = not within the protection interval.</param>
/// <param name="StockoutProbability">Probability of that, 0..1.</param>
public sealed record TopOrder(
    SkuLocation Key,
    string ItemName,
    string From,
    decimal Quantity,
    DateOnly OrderDate,
    DateOnly RequestedDelivery,
    decimal MoneyAtRisk,
    DateOnly? RunsOutOn,
    double StockoutProbability);

/// <summary>What became of one file when its feed was read last.</summary>
/// <param name="Feed">Feed.</param>
/// <param name="File">File.</param>
/// <param name="RowsRead">Rows in it.</param>
/// <param name="RowsLoaded">Rows that count.</param>
/// <param name="RowsQuarantined">Rows set aside.</param>
/// <param name="RejectedReason">Why all of it was refused; empty when it was not.</param>
public sealed record FeedFile(string Feed, string File, long RowsRead, long RowsLoaded, long RowsQuarantined, string RejectedReason);

/// <summary>What the service shows besides the ledger: few rows, quickly.</summary>
/// <param name="database">The database.</param>
public sealed class ServiceViews(ForecastingDatabase database)
{
    /// <summary>The plan that was saved last; null when there is none.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public NewestPlan? NewestPlan() => database.Query<PlanRow>("Plans/ReadNewest").SingleOrDefault() is { } row ? new NewestPlan(row.RunId, row.AsOf) : null;

    /// <summary>Length of the buckets of the plan that was saved last; null when there is none.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public TimeBucket? NewestBucket() => database.Query<PlanRow>("Plans/ReadNewest").SingleOrDefault() is { } row ? TimeBucket.Parse(row.Bucket, row.Cycle) : null;

    /// <summary>The orders of a plan with most at risk, at most a hundred.</summary>
    /// <param name="runId">Its run.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<TopOrder> TopOrders(string runId) =>
        [.. database.Query<TopRow>("Plans/ReadTop", new { run_id = runId }).Select(r => r.ToOrder())];

    /// <summary>What became of each file when its feed was read last, by feed and name.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<FeedFile> Feeds() =>
    [
        .. database.Query<FeedRow>("Import/ReadFeeds")
            .Select(r => new FeedFile(r.Feed, r.File, r.RowsRead, r.RowsLoaded, r.RowsQuarantined, r.RejectedReason))
            .OrderBy(f => f.Feed, StringComparer.Ordinal).ThenBy(f => f.File, StringComparer.Ordinal),
    ];

    /// <summary>Newest loads of the big tables; 0 where there is none.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public HistoryKey NewestLoads()
    {
        var loads = database.Query<LoadRow>("Import/ReadNewestLoads").ToDictionary(r => r.Feed, r => r.LoadId);
        return new HistoryKey(loads.GetValueOrDefault("sales"), loads.GetValueOrDefault("stock"), loads.GetValueOrDefault("availability"));
    }

    /// <summary>How many lines went out with each run; a run without is not there.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyDictionary<string, int> PublishedLines() =>
        database.Query<LinesRow>("Runs/CountPublishedLines").ToDictionary(r => r.RunId, r => (int)r.Lines);

    /// <summary>What was refused to callers since a moment, the oldest first.</summary>
    /// <param name="since">The moment.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<AuditAct> RefusedAccess(DateTimeOffset since) =>
    [
        .. database.Query<ActRow>("Audit/ReadSince", new { act = AuditActs.RefusedAccess, since = StoredTime.Of(since) })
            .Select(r => new AuditAct(StoredTime.Utc(r.HappenedAt), r.Actor, AuditActs.RefusedAccess, r.Subject, r.Detail)),
    ];

    private sealed record LoadRow
    {
        public string Feed { get; init; } = "";

        public long LoadId { get; init; }
    }

    private sealed record LinesRow
    {
        public string RunId { get; init; } = "";

        public long Lines { get; init; }
    }

    private sealed record ActRow
    {
        public DateTime HappenedAt { get; init; }

        public string Actor { get; init; } = "";

        public string Subject { get; init; } = "";

        public string Detail { get; init; } = "";
    }

    private sealed record PlanRow
    {
        public string RunId { get; init; } = "";

        public DateOnly AsOf { get; init; }

        public DateOnly Cycle { get; init; }

        public string Bucket { get; init; } = "";
    }

    private sealed record TopRow
    {
        public string Location { get; init; } = "";

        public string Sku { get; init; } = "";

        public string ItemName { get; init; } = "";

        public string Supplier { get; init; } = "";

        public string SourceLocation { get; init; } = "";

        public decimal Quantity { get; init; }

        public DateOnly OrderDate { get; init; }

        public DateOnly RequestedDelivery { get; init; }

        public decimal MoneyAtRisk { get; init; }

        public DateOnly? ExpectedStockoutDate { get; init; }

        public double StockoutProbability { get; init; }

        public TopOrder ToOrder() => new(
            new SkuLocation(new Sku(Sku), new Location(Location)),
            ItemName,
            SourceLocation.Length > 0 ? SourceLocation : Supplier,
            Quantity,
            OrderDate,
            RequestedDelivery,
            MoneyAtRisk,
            ExpectedStockoutDate,
            StockoutProbability);
    }

    private sealed record FeedRow
    {
        public string Feed { get; init; } = "";

        public string File { get; init; } = "";

        public long RowsRead { get; init; }

        public long RowsLoaded { get; init; }

        public long RowsQuarantined { get; init; }

        public string RejectedReason { get; init; } = "";
    }
}
