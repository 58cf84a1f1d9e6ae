using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Storage;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>What a run is asked to do.</summary>
/// <param name="Data">Where the input is: a folder, or the address of a blob container or prefix.</param>
/// <param name="OutFolder">Where the reports go.</param>
/// <param name="AsOf">Morning of the plan; null = the morning after the last sales.</param>
/// <param name="Database">Database: a file, or the address of one on a server.</param>
/// <param name="SettingsFile">Settings besides those of the data folder; null = none.</param>
/// <param name="Threads">Threads, ≥ 1.</param>
internal sealed record RunRequest(string Data, string OutFolder, DateOnly? AsOf, string Database, string? SettingsFile, int Threads)
{
    /// <summary>Who asks; kept in the audit log, and may not approve what is held.</summary>
    public string By { get; init; } = Environment.UserName;

    /// <summary>Settings by name, stronger than all others.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Values { get; init; } = [];

    /// <summary>The part whose orders go out, see <see cref="Narrowing.ToText"/>; empty = all.</summary>
    public string Part { get; init; } = "";

    /// <summary>How long to wait while another run is at work.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the right to run lasts without renewal.</summary>
    public TimeSpan LeaseDuration { get; init; } = RunLeases.DefaultDuration;

    /// <summary>Who computes the forecasts of a run, given its database and its id; null = this process.</summary>
    public Func<ForecastingDatabase, string, ILocalForecasts>? Share { get; init; }

    /// <summary>Settings files, the weakest first.</summary>
    public static IEnumerable<string> SettingsFiles(string? dataFolder, string? settingsFile)
    {
        if (dataFolder is not null)
            yield return Path.Combine(dataFolder, "settings.json");
        if (settingsFile is not null)
            yield return settingsFile;
    }
}

/// <summary>What came of a run.</summary>
/// <param name="ExitCode">For the caller of the program.</param>
/// <param name="Summary">For people, on stdout: where the workbook is and what is most urgent.</param>
/// <param name="Warnings">For people, on stderr.</param>
internal sealed record RunResult(int ExitCode, string Summary, IReadOnlyList<string> Warnings)
{
    /// <summary>Folder of its files.</summary>
    public required string Folder { get; init; }
}
