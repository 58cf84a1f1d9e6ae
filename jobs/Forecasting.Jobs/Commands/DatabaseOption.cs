using System.CommandLine;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Commands;

/// <summary>Which database a command works on.</summary>
internal static class DatabaseOption
{
    /// <summary>Environment variable with the database of commands that name none.</summary>
    public const string Variable = "FORECASTING_DB";

    /// <summary>The file in the folder of the reports where nothing else is said.</summary>
    private const string FileName = "forecasting.duckdb";

    public static Option<string?> Create() => new("--db")
    {
        Description = "Database: a file, postgresql://USER@HOST:PORT/DATABASE or sqlserver://USER@HOST:PORT/DATABASE; a password is never a part "
            + $"of it (docs/operations.md). Default: what {Variable} says, else <out>/{FileName}.",
        HelpName = "FILE|ADDRESS",
    };

    /// <summary>The database meant.</summary>
    /// <param name="given">What <c>--db</c> says; null = nothing.</param>
    /// <param name="outFolder">Folder of the reports; null when it is not given.</param>
    /// <exception cref="SettingsException">Neither says where it is.</exception>
    public static string Resolve(string? given, string? outFolder)
    {
        var text = string.IsNullOrWhiteSpace(given) ? Environment.GetEnvironmentVariable(Variable) : given;
        if (!string.IsNullOrWhiteSpace(text))
            return IsServer(text) ? text : Path.GetFullPath(text);
        return outFolder is { } folder
            ? Path.Combine(folder, FileName)
            : throw new SettingsException("Say where the database is: --out with the folder of the reports, or --db with the database.");
    }

    /// <summary>The same for a command that only reads: there must be one.</summary>
    /// <exception cref="SettingsException">There is none.</exception>
    public static string Existing(string? given, string? outFolder)
    {
        var address = Resolve(given, outFolder);
        return IsServer(address) || File.Exists(address)
            ? address
            : throw new SettingsException($"There is no database {address}; run `forecasting run` first.");
    }

    /// <summary>The same for a command that can do without.</summary>
    /// <returns>Null when neither says where it is, or no run was made there yet.</returns>
    /// <exception cref="SettingsException">A file is named with <c>--db</c> that is not there.</exception>
    public static string? Optional(string? given, string? outFolder)
    {
        if (given is not null)
            return Existing(given, outFolder);
        var isNamed = outFolder is not null || !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable));
        return isNamed && Resolve(given, outFolder) is var address && (IsServer(address) || File.Exists(address)) ? address : null;
    }

    /// <summary>True when it is an address and no file.</summary>
    public static bool IsServer(string address) => address.Contains("://", StringComparison.Ordinal);
}
