using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Reports.Formats;
using Forecasting.Reports.Publishing;
using Forecasting.Storage;
using Forecasting.Storage.Files;

namespace Forecasting.Jobs.Commands;

/// <summary>Runs a command and turns whatever happens into one clear message and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> InvokeAsync(Command root, string[] arguments)
    {
        var parse = root.Parse(arguments);
        if (parse.Errors.Count > 0)
        {
            foreach (var error in parse.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"See: forecasting {string.Join(' ', CommandNames(parse))} --help".Replace("  ", " ", StringComparison.Ordinal));
            return ExitCode.Usage;
        }

        try
        {
            return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception fault) when (Explain(fault) is { } told)
        {
            await Console.Error.WriteLineAsync("forecasting: " + told.Message);
            return told.ExitCode;
        }
    }

    /// <summary>What to say of a fault that an operator can do something about; null for a defect of the program.</summary>
    internal static (string Message, int ExitCode)? Explain(Exception fault) => fault switch
    {
        SettingsException or FormatRefusedException => (fault.Message, ExitCode.Usage),
        InputException or DatabaseException or PublicationConflictException or RunHeldException => (fault.Message, ExitCode.Unavailable),
        IOException or UnauthorizedAccessException => (fault.Message, ExitCode.Unavailable),
        OperationCanceledException => ("Cancelled. Nothing was published; run the same command again to start over.", ExitCode.Cancelled),
        _ => null,
    };

    private static IEnumerable<string> CommandNames(ParseResult parse)
    {
        for (var command = parse.CommandResult; command.Parent is System.CommandLine.Parsing.CommandResult parent; command = parent)
            yield return command.Command.Name;
    }
}
