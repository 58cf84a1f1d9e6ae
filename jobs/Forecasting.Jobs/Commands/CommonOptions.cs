using System.Collections;
using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<FileInfo?> Settings() =>
        new("--settings") { Description = "Settings file (JSON); it wins over settings.json in the data folder.", HelpName = "FILE" };

    public static Option<string[]> Values()
    {
        var option = new Option<string[]>("--set")
        {
            Description = "A setting, stronger than every other source of it; may be given several times.",
            HelpName = "NAME=VALUE",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError($"--set {token.Value} is no setting; write it like --set inventory.unmetDemand=lost.");
        });
        return option;
    }

    /// <summary>The settings that <see cref="Values"/> gives.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Named(string[]? values) =>
        [.. (values ?? []).Select(v => v.Split('=', 2)).Select(v => KeyValuePair.Create(v[0], v[1]))];

    public static Option<int> Threads()
    {
        var option = new Option<int>("--threads")
        {
            Description = "Threads; the result is the same whatever their number. Default: all processors.",
            DefaultValueFactory = _ => System.Environment.ProcessorCount,
            HelpName = "N",
        };
        option.Validators.Add(AtLeastOne);
        return option;
    }

    public static Option<double> Wait()
    {
        var option = new Option<double>("--wait")
        {
            Description = "Seconds to wait while another run is at work.",
            DefaultValueFactory = _ => 600,
            HelpName = "SECONDS",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 86_400))
                result.AddError("--wait must be from 0 to 86400.");
        });
        return option;
    }

    /// <summary>Refuses a number below 1. What is no number the parser itself refuses; asking it for the value here would throw.</summary>
    public static void AtLeastOne(OptionResult result)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number < 1)
            result.AddError($"{result.Option.Name} must be at least 1.");
    }

    public static Option<DateOnly?> AsOf() => new("--as-of")
    {
        Description = "Morning of the plan, e.g. 2026-01-31: nothing from this day on is known. Default: the morning after the last sales.",
        HelpName = "DATE",
        CustomParser = ParseDate,
    };

    public static Option<DirectoryInfo?> Archive() => new("--archive")
    {
        Description = "Raw archive; default the setting archive.folder, else the folder archive beside the database.",
        HelpName = "DIR",
    };

    /// <summary>The archive that an option or the environment names; null = neither.</summary>
    public static string? ArchiveFolder(DirectoryInfo? option) =>
        option?.FullName ?? EffectiveSettings.Load([], Environment(), []).Settings.Archive.Folder;

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
