using System.Collections.Immutable;

namespace Forecasting.Storage.Archive;

/// <summary>What to keep.</summary>
/// <param name="Runs">The newest so many publications; null = any number.</param>
/// <param name="Since">Runs begun then or later, UTC; null = whenever they began.</param>
public sealed record RetentionRule(int? Runs, DateTimeOffset? Since);

/// <summary>A run whose details go.</summary>
/// <param name="RunId">The run.</param>
/// <param name="AsOf">Morning of its plan; null when it has no plan.</param>
/// <param name="StartedAt">When it began, UTC; null when the ledger does not know it.</param>
/// <param name="Files">Files of the archive that go with it.</param>
/// <param name="PackedBytes">What they take on disk.</param>
public sealed record ExpiredRun(string RunId, DateOnly? AsOf, DateTimeOffset? StartedAt, int Files, long PackedBytes);

/// <summary>Takes the details of old runs out of the database, and what they were made from out of the archive.</summary>
/// <param name="database">The database.</param>
/// <param name="archive">Its archive.</param>
/// <remarks>
/// The ledger stays as it is: that a run was published, and every line that went out, is known for ever. So is what later runs read: the
/// newest plan of each kind of bucket with its classes, the newest plan line of every SKU-location, which is its last good plan, and what a
/// published run promised for buckets that are not scored yet.
/// </remarks>
public sealed class RunRetention(ForecastingDatabase database, RawArchive archive)
{
    /// <summary>Tables whose rows of a run all go, by the name of their statement; lines, forecasts and the plan are a matter of what is newest.</summary>
    private static readonly ImmutableArray<string> Details = ["Unplanned", "Corrections", "Scores", "Segments", "Trust", "Learnt"];

    private readonly RunInputs inputs = new(database, archive);

    /// <summary>The runs that may go, the oldest first.</summary>
    /// <param name="rule">What to keep; a run goes when no part of the rule keeps it.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableArray<ExpiredRun> Expired(RetentionRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return [.. Rows(rule).Where(r => r.HasDetails == 1).Select(Describe)];
    }

    /// <summary>Lets them go. Whoever is killed meanwhile may do it again.</summary>
    /// <param name="rule">What to keep.</param>
    /// <returns>The runs that went, the oldest first.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    /// <exception cref="IOException">The archive cannot be written.</exception>
    public ImmutableArray<ExpiredRun> Clean(RetentionRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var expired = ImmutableArray.CreateBuilder<ExpiredRun>();
        foreach (var row in Rows(rule))
        {
            if (row.HasDetails == 1)
                expired.Add(Describe(row));
            database.InTransaction(() => DeleteDetails(row));
            inputs.Forget(row.RunId);
        }

        database.InTransaction(DeleteSettledPromises);
        return expired.ToImmutable();
    }

    /// <summary>Oldest plans first: each keeps only the lines that no newer one has, and the newer may go next.</summary>
    private List<RunRow> Rows(RetentionRule rule)
    {
        var rows = database.Query<RunRow>("Retention/ReadRuns");
        var kept = new HashSet<string>(StringComparer.Ordinal);
        if (rule.Runs is { } count)
        {
            var published = rows.Where(r => r.Sequence is not null).OrderByDescending(r => r.Sequence).Take(count).ToList();
            kept.UnionWith(published.Select(r => r.RunId));

            // Begun after the newest publication: it may be under way.
            kept.UnionWith(rows.Where(r => r.Sequence is null && published.All(p => p.StartedAt < r.StartedAt)).Select(r => r.RunId));
        }

        if (rule.Since is { } since)
            kept.UnionWith(rows.Where(r => r.StartedAt >= since.UtcDateTime).Select(r => r.RunId));

        // The classes that the next plan starts from are those of the newest plan of its kind of bucket.
        kept.UnionWith(rows.Where(r => r.AsOf is not null)
            .GroupBy(r => r.Bucket, StringComparer.Ordinal)
            .Select(bucket => bucket.OrderBy(r => r.AsOf).ThenBy(r => r.SavedNo).Last().RunId));
        return
        [
            .. rows.Where(r => !kept.Contains(r.RunId))
                .OrderBy(r => r.AsOf)
                .ThenBy(r => r.SavedNo)
                .ThenBy(r => r.RunId, StringComparer.Ordinal),
        ];
    }

    private ExpiredRun Describe(RunRow row)
    {
        var files = inputs.OnlyOf(row.RunId, inputs.Of(row.RunId)).ToList();
        return new ExpiredRun(
            row.RunId,
            row.AsOf,
            row.StartedAt is { } began ? new DateTimeOffset(DateTime.SpecifyKind(began, DateTimeKind.Utc)) : null,
            files.Count,
            files.Sum(archive.PackedBytes));
    }

    private void DeleteDetails(RunRow row)
    {
        var run = new { run_id = row.RunId };
        foreach (var table in Details)
            database.Execute($"Plans/Delete{table}", run);
        if (row.State == "Published")
            database.Execute("Retention/DeleteOlderLines", new { run_id = row.RunId, as_of = row.AsOf, saved_no = row.SavedNo });
        else
            database.Execute("Plans/DeleteLines", run);
        database.Execute("Retention/DeleteForecastsWithoutLine", run);
        if (database.Scalar<long>("Retention/CountLines", run) == 0)
            database.Execute("Plans/DeletePlan", run);
    }

    // Of all runs: nobody reads a promise again that is scored or never will be.
    private void DeleteSettledPromises()
    {
        foreach (var settled in (string[])["Superseded", "Scored", "Unpublished"])
            database.Execute($"Retention/Delete{settled}Baselines", new { });
    }

    private sealed record RunRow
    {
        public string RunId { get; init; } = "";

        public string? State { get; init; }

        public long? Sequence { get; init; }

        public DateTime? StartedAt { get; init; }

        public DateOnly? AsOf { get; init; }

        public long? SavedNo { get; init; }

        public string? Bucket { get; init; }

        public int HasDetails { get; init; }
    }
}
