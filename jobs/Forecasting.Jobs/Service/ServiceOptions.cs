using Forecasting.Jobs.Commands;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Service;

/// <summary>What the service works on, once options and settings have spoken.</summary>
/// <param name="Data">Data folder or blob container.</param>
/// <param name="Out">Folder of the reports.</param>
/// <param name="Database">The database.</param>
/// <param name="SettingsFile">Settings besides those of the data folder; null = none.</param>
/// <param name="Previews">Folder of plans that do not go out.</param>
/// <param name="Urls">Addresses it listens at.</param>
/// <param name="IsDevelopment">True when everybody on this machine may do everything.</param>
/// <param name="Settings">The settings at the start.</param>
internal sealed record ServiceOptions(
    string Data,
    string Out,
    string Database,
    string? SettingsFile,
    string Previews,
    IReadOnlyList<string> Urls,
    bool IsDevelopment,
    ProgramSettings Settings)
{
    /// <summary>The options, checked as a whole.</summary>
    /// <param name="data">What <c>--data</c> says; null = nothing, as with the others.</param>
    /// <param name="output">What <c>--out</c> says.</param>
    /// <param name="database">What <c>--db</c> says.</param>
    /// <param name="settingsFile">What <c>--settings</c> says.</param>
    /// <param name="urls">What <c>--urls</c> says.</param>
    /// <param name="isDevelopment">Whether <c>--development</c> is there.</param>
    /// <param name="values">What <c>--set</c> says.</param>
    /// <exception cref="SettingsException">Something is missing, the holidays cannot be read, or development would be open to other machines.</exception>
    public static ServiceOptions Of(
        string? data,
        string? output,
        string? database,
        string? settingsFile,
        string? urls,
        bool isDevelopment,
        IReadOnlyCollection<KeyValuePair<string, string>> values)
    {
        if (settingsFile is not null && !File.Exists(settingsFile))
            throw new SettingsException($"{settingsFile} is not there.");
        var settings = EffectiveSettings.Load(
            RunRequest.SettingsFiles(data is not null && Directory.Exists(data) ? data : null, settingsFile), CommonOptions.Environment(), values).Settings;
        var service = settings.Service with { Urls = urls ?? settings.Service.Urls };
        if (service.Validate() is [var fault, ..])
            throw new SettingsException(fault);
        var input = data ?? service.Data ?? throw new SettingsException("Say where the data are: --data, or the setting service.data.");
        var reports = Path.GetFullPath(
            output ?? service.Out ?? throw new SettingsException("Say where the reports go: --out, or the setting service.out."));
        var store = DatabaseOption.Resolve(database ?? service.Database, reports);
        var listens = service.Urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (isDevelopment && listens.FirstOrDefault(url => !IsLoopback(url)) is { } open)
        {
            throw new SettingsException(
                $"--development asks nobody who he is, and {open} can be reached from other machines. Listen at http://127.0.0.1:PORT, or leave --development out.");
        }

        var previews = Path.GetFullPath(service.Previews
            ?? Path.Combine(DatabaseOption.IsServer(store) ? reports : Path.GetDirectoryName(Path.GetFullPath(store))!, "previews"));
        return new ServiceOptions(input, reports, store, settingsFile, previews, listens, isDevelopment, settings with { Service = service }) { Closed = Timetable.ClosedDays.Of(settings.Timetable) };
    }

    /// <summary>True for an address that only this machine can reach. A name may lead anywhere: only <c>localhost</c> and loopback numbers count.</summary>
    public static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.IdnHost == "localhost" || (System.Net.IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var number) && System.Net.IPAddress.IsLoopback(number)));

    /// <summary>The days on which nobody works.</summary>
    public Timetable.ClosedDays Closed { get; init; } = Timetable.ClosedDays.None;

    /// <summary>The zone of the timetable.</summary>
    public NodaTime.DateTimeZone Zone => Timetable.FireTimes.Zone(Settings.Timetable.TimeZone ?? Settings.Calendar.TimeZone ?? "UTC")!;
}
