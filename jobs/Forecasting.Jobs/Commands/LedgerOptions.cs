using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Storage;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary>Where the ledger is, for the commands that look into it or change it.</summary>
internal sealed class LedgerOptions
{
    // A service has a DuckDB file open only for a moment at a time.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>Folder of the reports.</summary>
    public Option<DirectoryInfo?> Out { get; } = new("--out")
    {
        Description = "Folder of the reports, whose forecasting.duckdb is used.",
        HelpName = "DIR",
    };

    /// <summary>The database.</summary>
    public Option<string?> Database { get; } = DatabaseOption.Create();

    /// <summary>Who acts.</summary>
    public static Option<string> By() => new("--by") { Description = "Who decides: a name, kept in the audit log.", Required = true, HelpName = "NAME" };

    /// <summary>Opens the database that is meant; there must be one.</summary>
    public ForecastingDatabase Open(ParseResult parse) =>
        OpenInAMoment(DatabaseOption.Existing(parse.GetValue(Database), parse.GetValue(Out)?.FullName));

    /// <summary>The same, made when there is none.</summary>
    public ForecastingDatabase OpenOrMake(ParseResult parse) =>
        OpenInAMoment(DatabaseOption.Resolve(parse.GetValue(Database), parse.GetValue(Out)?.FullName));

    /// <summary>Who works on what. A database that is a file is this process's alone.</summary>
    public static RunLeases Leases(ForecastingDatabase database, TimeProvider clock) =>
        new(database, () => database.UtcNow(clock), RunLeases.ThisProcess, isAlone: !database.IsServer);

    private static ForecastingDatabase OpenInAMoment(string address) =>
        ScopeLease.OpenDatabase(address, new DatabaseSettings(), Moment, TimeProvider.System, CancellationToken.None);
}
