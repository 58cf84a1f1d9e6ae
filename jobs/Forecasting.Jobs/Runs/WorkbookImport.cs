using System.Globalization;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Jobs.Settings;
using Forecasting.Reports.Decisions;
using Forecasting.Storage;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Plans;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>A planner's workbook on its way back: the sheet Overrides into the database.</summary>
internal static class WorkbookImport
{
    /// <summary>Characters of a name that every database keeps.</summary>
    private const int LongestName = 200;

    /// <summary>Reads the sheet and keeps what is new in it.</summary>
    /// <param name="path">The workbook; it is there.</param>
    /// <param name="by">Who brings it.</param>
    /// <param name="database">The database of the runs.</param>
    /// <param name="settings">How texts are read, and how long a server is waited for.</param>
    /// <param name="wait">How long to wait while a run is at work: what it plans with is not changed under it.</param>
    /// <param name="clock">Whose time is kept with each change.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="SettingsException">Nobody is named.</exception>
    /// <exception cref="InputException">It is no workbook of a run, or nothing was published yet.</exception>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public static ReturnedSummary Execute(
        string path,
        string by,
        string database,
        EffectiveSettings settings,
        TimeSpan wait,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        by = by.Trim();
        if (by.Length is 0 or > LongestName || by.Any(char.IsControl))
            throw new SettingsException("--by needs the name of who brings the workbook, at most 200 characters.");
        var written = ReturnedOverrides.Read(path, settings.Settings.Input);
        using var opened = ScopeLease.OpenDatabase(database, settings.Settings.Database, wait, clock, cancellation);
        using var lease = ScopeLease.Acquire(opened, wait, RunLeases.DefaultDuration, clock, cancellation);
        ReturnedSummary? summary = null;
        lease.Work(() =>
        {
            lease.Write(() => summary = Take(path, by, opened, written, opened.UtcNow(clock)));
            return true;
        });
        return summary!;
    }

    private static ReturnedSummary Take(
        string path, string by, ForecastingDatabase database, ReturnedOverrides written, DateTimeOffset now)
    {
        var newest = new RunLedger(database).Runs().Where(r => r.State == RunState.Published).MaxBy(r => r.Sequence)
            ?? throw new InputException($"{Path.GetFileName(path)}: no run was published from this database yet. Nothing of it was taken up.");
        var archive = new OverrideArchive(database);
        var from = new ReturnedFrom(written.RunId, newest.RunId, newest.AsOf, by, now, Known(database, newest.RunId));
        var taken = new OverrideReturn(archive.Read(), from, written.Rows);
        archive.Append(taken.Added);
        if (!taken.Added.IsEmpty)
        {
            new AuditLog(database).Append(new AuditAct(now, by, AuditActs.Override, written.RunId, string.Create(
                CultureInfo.InvariantCulture,
                $"{taken.Added.Length} changes of overrides with {Path.GetFileName(path)}: {string.Join(", ", taken.Added.Select(v => v.Reference))}")));
        }

        return new ReturnedSummary(
            Path.GetFileName(path), written.RunId, newest.RunId, [.. taken.Rows.Concat(written.Refused).OrderBy(r => r.Row)]);
    }

    // A run whose plan was cleaned away knows nothing any more; then the next run tells what it does not plan.
    private static Func<Sku, Location?, bool> Known(ForecastingDatabase database, string run)
    {
        var keys = new PlanArchive(database).ReadKeys(run);
        var products = keys.Select(k => k.Sku).ToHashSet();
        return keys.IsEmpty
            ? (_, _) => true
            : (sku, place) => place is { } location ? keys.Contains(new SkuLocation(sku, location)) : products.Contains(sku);
    }
}
