using Forecasting.Jobs.Settings;
using Forecasting.Reports.Decisions;
using Forecasting.Storage;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>The first stage of a run, alone: a data folder into the database.</summary>
internal static class FolderImport
{
    /// <summary>Reads the folder. What a planner vetoes in it is remembered.</summary>
    /// <param name="data">A folder, or the address of a blob container or prefix.</param>
    /// <param name="database">Where it goes.</param>
    /// <param name="settingsFile">Settings besides those of the folder; null = none.</param>
    /// <param name="wait">How long to wait while a run is at work: what it reads is not changed under it.</param>
    /// <param name="clock">Whose time passes.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    /// <exception cref="SettingsException">The settings cannot be worked with.</exception>
    /// <exception cref="InputException">There is no folder, or nothing in it can be taken as sales.</exception>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the feed being read left nothing behind.</exception>
    public static ImportSummary Execute(
        string data,
        string database,
        string? settingsFile,
        TimeSpan wait,
        TimeProvider clock,
        RunProgress progress,
        CancellationToken cancellation)
    {
        progress.Report("read", 0, 1);
        using var source = RunInput.Open(data, settingsFile, cancellation);
        using var opened = ScopeLease.OpenDatabase(database, source.Settings.Settings.Database, wait, clock, cancellation);
        using var lease = ScopeLease.Acquire(opened, wait, RunLeases.DefaultDuration, clock, cancellation);
        var newest = NewestLoad.Id(opened);
        var imported = lease.Work(() => source.Import(opened, progress, lease.Stop));
        new VetoArchive(opened).Remember(imported.Vetoes);
        return new ImportSummary(
            imported.Reports, imported.Quarantine, imported.Changes, imported.Ignored, NewestLoad.Id(opened) > newest);
    }
}
