using System.CommandLine;
using Forecasting.Jobs.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting replay</c>: a published run made once more from the raw archive, and compared byte by byte.</summary>
internal static class ReplayCommand
{
    public static Command Create(TimeProvider clock)
    {
        var run = new Argument<string>("RUN") { Description = "Id of the run: the end of the name of its folder." };
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder of the reports, with the publication and forecasting.duckdb.",
            Required = true,
            HelpName = "DIR",
        };
        var target = new Option<DirectoryInfo>("--to") { Description = "Folder for the files of the replay.", Required = true, HelpName = "DIR2" };
        var database = DatabaseOption.Create();
        var archive = CommonOptions.Archive();
        var threads = CommonOptions.Threads();
        var anyVersion = new Option<bool>("--any-version")
        {
            Description = "Also a run that another version of the program made; its numbers may differ.",
        };
        var command = new Command(
            "replay",
            """
            Make a published run once more from the raw archive, and say whether every file comes out the same. The ledger is left alone.

            Examples:
              forecasting replay 0123456789ab --out ./reports --to ./replayed
              forecasting replay 0123456789ab --out ./reports --db ./forecasting.duckdb --to ./replayed

            Exit codes: 0 identical · 1 some files differ · 2 wrong usage, or a run of another version · 3 the archive or the database is
            unavailable or damaged
            """)
        {
            run, output, target, database, archive, threads, anyVersion,
        };
        command.SetAction((parse, cancellation) =>
        {
            var file = DatabaseOption.Existing(parse.GetValue(database), parse.GetValue(output)?.FullName);
            var request = new ReplayRequest(
                parse.GetValue(run)!,
                parse.GetValue(output)!.FullName,
                file,
                CommonOptions.ArchiveFolder(parse.GetValue(archive)),
                parse.GetValue(target)!.FullName,
                parse.GetValue(threads),
                parse.GetValue(anyVersion));
            ReplayResult result;
            using (var progress = RunProgress.Start())
                result = ReplayRun.Execute(request, clock, progress, cancellation);
            Console.Out.WriteLine(result.Differing.IsEmpty
                ? $"Run {request.RunId} is identical: {result.Compared} files in {result.Folder} are those that were published."
                : $"Run {request.RunId} differs in {string.Join(", ", result.Differing)}: see {result.Folder}.");
            return Task.FromResult(result.Differing.IsEmpty ? ExitCode.Done : ExitCode.SomeFailed);
        });
        return command;
    }
}
