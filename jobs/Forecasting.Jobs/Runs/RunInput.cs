using Forecasting.Jobs.Commands;
using Forecasting.Jobs.Settings;
using Forecasting.Storage;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Privacy;
using Forecasting.Storage.Sources;

namespace Forecasting.Jobs.Runs;

/// <summary>What a run reads: the files of a folder, of a blob prefix or of queries, and the settings that stand with them. Copies
/// are gone when disposed.</summary>
internal sealed class RunInput : IDisposable
{
    private readonly SourceCache cache;

    private RunInput(SourceCache cache, EffectiveSettings settings, DataFolder folder) =>
        (this.cache, Settings, Folder) = (cache, settings, folder);

    /// <summary>The settings of the run.</summary>
    public EffectiveSettings Settings { get; }

    /// <summary>The files.</summary>
    public DataFolder Folder { get; }

    /// <summary>Finds and hashes the files.</summary>
    /// <param name="data">A folder, or the address of a blob container or prefix.</param>
    /// <param name="settingsFile">Settings besides those of the data; null = none.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <param name="values">Settings by name, stronger than all others; null = none.</param>
    /// <exception cref="SettingsException">The settings cannot be worked with.</exception>
    /// <exception cref="InputException">The place cannot be reached, or nothing in it can be taken as sales.</exception>
    public static RunInput Open(
        string data, string? settingsFile, CancellationToken cancellation, IEnumerable<KeyValuePair<string, string>>? values = null)
    {
        var cache = new SourceCache();
        try
        {
            var source = InputSource.Of(data);
            var path = source.Materialise(cache, Environment.GetEnvironmentVariable, cancellation);
            var settings = EffectiveSettings.Load(RunRequest.SettingsFiles(path, settingsFile), CommonOptions.Environment(), values ?? []);
            var queried = FeedQueries.Materialise(settings.Settings.Input, cache, Environment.GetEnvironmentVariable, cancellation);
            return new RunInput(cache, settings, DataFolder.Scan(path, settings.Settings.Input, queried, source.Name));
        }
        catch
        {
            cache.Dispose();
            throw;
        }
    }

    /// <summary>Brings the files into the database.</summary>
    /// <exception cref="SettingsException">The key of order numbers can neither be read nor made.</exception>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the feed being read left nothing behind.</exception>
    public ImportedData Import(ForecastingDatabase database, RunProgress progress, CancellationToken cancellation)
    {
        // The key is asked for, and made, only when there is an order number.
        OrderPseudonym? pseudonym = null;
        UInt128 PseudonymOf(string order) =>
            (pseudonym ??= new OrderPseudonym(PseudonymKey.Load(Environment.GetEnvironmentVariable))).Of(order);
        try
        {
            var imported = new HistoryImport(database, PseudonymOf) { TimeZone = Settings.Settings.Calendar.TimeZone }
                .Import(Folder, Settings.Settings.Input, (_, share) => progress.Report("read", share, 1), cancellation);
            progress.Imported?.Invoke(imported.Reports);
            return imported;
        }
        catch (PseudonymKeyException fault)
        {
            throw new SettingsException(fault.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();
}
