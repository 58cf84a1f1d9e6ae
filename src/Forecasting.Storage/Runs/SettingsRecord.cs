using Forecasting.Planning;

namespace Forecasting.Storage.Runs;

/// <summary>The settings that runs were made with, so that a change is on record: which, from what, to what.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class SettingsRecord(ForecastingDatabase database)
{
    /// <summary>Keeps the settings of a run that was begun, and writes to the audit log what differs from the run before.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="settingsHash">Hash of its settings.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="by">Who asked for the run.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public void Note(string runId, string settingsHash, IReadOnlyCollection<SettingValue> settings, string by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(settings);
        database.InTransaction(() =>
        {
            if (database.Scalar<long>("Settings/CountSettings", new { settings_hash = settingsHash }) == 0)
            {
                foreach (var setting in settings)
                {
                    database.Execute("Settings/InsertSetting", new { settings_hash = settingsHash, setting_name = setting.Name, setting_value = setting.Value });
                }
            }

            var before = database.Query<string>("Settings/PreviousHash", new { run_id = runId }).SingleOrDefault();
            if (before is not null && before != settingsHash)
                new AuditLog(database).Append(new AuditAct(at, by, AuditActs.Settings, runId, Changes(before, settings)));
        });
    }

    private string Changes(string before, IReadOnlyCollection<SettingValue> settings)
    {
        var was = database.Query<SettingRow>("Settings/ReadSettings", new { settings_hash = before })
            .ToDictionary(r => r.Name, r => r.Value, StringComparer.Ordinal);
        if (was.Count == 0)
            return "not those of the run before, which are not on record";
        var now = settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal);
        return string.Join("; ", was.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Where(name => was.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Select(name => $"{name}: {was.GetValueOrDefault(name, "none")} → {now.GetValueOrDefault(name, "none")}"));
    }

    private sealed record SettingRow
    {
        public string Name { get; init; } = "";

        public string Value { get; init; } = "";
    }
}
