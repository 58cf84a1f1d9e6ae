using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
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
        catch (SettingsException fault)
        {
            return await Fail(fault.Message, ExitCode.Usage);
        }
        catch (Exception fault) when (fault is InputException or DatabaseException or PublicationConflictException or RunHeldException)
        {
            return await Fail(fault.Message, ExitCode.Unavailable);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return await Fail(fault.Message, ExitCode.Unavailable);
        }
        catch (OperationCanceledException)
        {
            return await Fail("Cancelled. Nothing was published; run the same command again to start over.", ExitCode.Cancelled);
        }
    }

    private static async Task<int> Fail(string message, int code)
    {
        await Console.Error.WriteLineAsync("forecasting: " + message);
        return code;
    }

    private static IEnumerable<string> CommandNames(ParseResult parse)
    {
        for (var command = parse.CommandResult; command.Parent is System.CommandLine.Parsing.CommandResult parent; command = parent)
            yield return command.Command.Name;
    }
}
