using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting publish --preview</c>: what a partner would get for a published run.</summary>
internal static class PublishCommand
{
    private const string DefaultTarget = "preview";

    public static Command Create(TimeProvider clock)
    {
        var published = new Option<string>("--preview")
        {
            Description = "A published folder, or the id of a run in --out.",
            Required = true,
            HelpName = "RUN_OR_FOLDER",
        };
        var partner = new Option<string>("--partner") { Description = "Name of the partner in the settings.", Required = true, HelpName = "NAME" };
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "Folder of the reports, where a run is looked for. With a folder as --preview, where the file goes.",
            HelpName = "DIR",
        };
        var target = new Option<DirectoryInfo?>("--to")
        {
            Description = $"Folder for the file: <to>/<folder of the partner>/. Default: {DefaultTarget}.",
            HelpName = "DIR2",
        };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Data folder whose settings.json names the partners.", HelpName = "DIR" };
        var database = DatabaseOption.Create();
        var archive = CommonOptions.Archive();
        var settings = CommonOptions.Settings();
        var values = CommonOptions.Values();
        var command = new Command(
            "publish",
            """
            Write the file that a partner would get for a published run, marked as a test. Nothing is sent. For forecasts and stock rules the plan is
            made once more from the raw archive, which takes as long as the run did.

            Examples:
              forecasting publish --preview 0123456789ab --partner acme --data ./export --out ./reports --to ./preview
              forecasting publish --preview ./reports/2026-01-31_0123456789ab --partner acme --settings partners.json
            """)
        {
            published, partner, output, target, data, settings, values, database, archive,
        };
        command.SetAction((parse, cancellation) =>
        {
            if (parse.GetValue(settings) is { Exists: false } missing)
                throw new SettingsException($"{missing.FullName} is not there.");
            var effective = EffectiveSettings.Load(
                RunRequest.SettingsFiles(parse.GetValue(data)?.FullName, parse.GetValue(settings)?.FullName), CommonOptions.Environment(),
                CommonOptions.Named(parse.GetValue(values)));
            var what = parse.GetValue(published)!;
            var reports = parse.GetValue(output)?.FullName;
            var to = parse.GetValue(target)?.FullName ?? (Directory.Exists(what) ? reports : null) ?? Path.GetFullPath(DefaultTarget);
            Console.Out.WriteLine(PartnerPreview.Execute(
                new PartnerPreviewRequest(what, reports, to, parse.GetValue(partner)!), effective.Settings, run =>
                {
                    var folder = reports ?? Path.GetDirectoryName(Path.GetFullPath(what))!;
                    using var progress = RunProgress.Start();
                    return ReplayRun.Report(
                        new ReplayRequest(
                            run, folder, DatabaseOption.Existing(parse.GetValue(database), folder), CommonOptions.ArchiveFolder(parse.GetValue(archive)), "",
                            Environment.ProcessorCount, AnyVersion: false),
                        clock, progress, cancellation);
                }));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
