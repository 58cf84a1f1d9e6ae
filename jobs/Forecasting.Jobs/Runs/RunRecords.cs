using Forecasting.History;
using Forecasting.Jobs.Settings;
using Forecasting.Storage;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>What is kept about a run besides its plan: its settings, whose numbers are in it, what the feed of open orders shows.</summary>
internal static class RunRecords
{
    /// <summary>Writes it down: part of the transaction that begins the run, or a run that is killed in between goes on without it.</summary>
    /// <param name="database">Where.</param>
    /// <param name="run">The run.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="imported">Its files.</param>
    /// <param name="overrides">What came back with workbooks.</param>
    /// <param name="by">Who asked for it.</param>
    /// <param name="now">Now.</param>
    public static void Note(
        ForecastingDatabase database,
        LedgerRun run,
        EffectiveSettings settings,
        ImportedData imported,
        OverrideHistory overrides,
        string by,
        DateTimeOffset now)
    {
        if (imported.Reports.Any(r => r.Feed == Feed.OpenOrders.FileName() && !r.IsRejected))
            new ReorderLedger(database).RecordOpenOrders(run.AsOf, imported.OpenOrders);
        new SettingsRecord(database).Note(run.RunId, settings.Hash, settings.PlanValues, by, now);
        var audit = new AuditLog(database);

        // Whoever wrote a number and whoever brought it: neither may let the run out alone.
        var authors = imported.Overrides.Select(o => o.Author).Concat(overrides.Newest
            .Where(v => v.Override is { IsWithdrawn: false } o && o.Days.Last >= run.AsOf && !(o.Expires <= run.AsOf))
            .SelectMany(v => new[] { v.Override.Author, v.GivenBy }.Distinct(StringComparer.Ordinal)));
        foreach (var group in authors.GroupBy(a => a, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            audit.Append(new AuditAct(now, group.Key, AuditActs.Override, run.RunId, Text($"{group.Count()} overrides")));
        foreach (var group in imported.Vetoes.GroupBy(v => v.Author, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            audit.Append(new AuditAct(now, group.Key, AuditActs.Veto, run.RunId, Text($"{group.Count()} vetoes")));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
