using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting settings</c>: the effective values and where each came from.</summary>
internal static class SettingsCommand
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo?>("--data") { Description = "Data folder whose settings.json is read.", HelpName = "DIR" };
        var settings = CommonOptions.Settings();
        var values = CommonOptions.Values();
        var command = new Command(
            "settings",
            """
            Print every setting, its value, and where it comes from.

            Examples:
              forecasting settings
              forecasting settings --data ./export
              FORECASTING__INVENTORY__UNMETDEMAND=lost forecasting settings
            """)
        {
            data, settings, values,
        };
        command.SetAction(parse =>
        {
            var effective = EffectiveSettings.Load(
                RunRequest.SettingsFiles(parse.GetValue(data)?.FullName, parse.GetValue(settings)?.FullName), CommonOptions.Environment(), CommonOptions.Named(parse.GetValue(values)));
            var width = effective.Values.Max(v => v.Name.Length);
            var valueWidth = Math.Min(40, effective.Values.Max(v => v.Value.Length));
            foreach (var value in effective.Values)
                Console.Out.WriteLine($"{value.Name.PadRight(width)}  {value.Value.PadRight(valueWidth)}  {value.Source}");
            return ExitCode.Done;
        });
        return command;
    }
}
