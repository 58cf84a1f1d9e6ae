using System.Collections;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Forecasting.Jobs.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<FileInfo?> Settings() =>
        new("--settings") { Description = "Settings file (JSON); it wins over settings.json in the data folder.", HelpName = "FILE" };

    public static Option<int> Threads()
    {
        var option = new Option<int>("--threads")
        {
            Description = "Threads; the result is the same whatever their number. Default: all processors.",
            DefaultValueFactory = _ => System.Environment.ProcessorCount,
            HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--threads must be at least 1.");
        });
        return option;
    }

    public static Option<DateOnly?> AsOf() => new("--as-of")
    {
        Description = "Morning of the plan, e.g. 2026-01-31: nothing from this day on is known. Default: the morning after the last sales.",
        HelpName = "DATE",
        CustomParser = ParseDate,
    };

    /// <summary>The environment variables of the process.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Environment()
    {
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
            yield return new((string)entry.Key, (string?)entry.Value ?? "");
    }

    /// <summary>Reads a day, <c>2026-01-31</c>.</summary>
    public static DateOnly? ParseDate(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        result.AddError($"\"{text}\" is not a date; write it like 2026-01-31.");
        return null;
    }
}
