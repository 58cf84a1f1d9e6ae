using System.CommandLine;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Service;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting serve</c>: the same program as a service.</summary>
internal static class ServeCommand
{
    private const int ThreadsOfCalls = 8;

    public static Command Create(TimeProvider clock)
    {
        var data = new Option<string?>("--data") { Description = "Folder or Azure Blob container (https://…) with the files. Default: the setting service.data.", HelpName = "DIR" };
        var output = new Option<DirectoryInfo?>("--out") { Description = "Folder for the reports. Default: the setting service.out.", HelpName = "DIR" };
        var database = DatabaseOption.Create();
        var settings = CommonOptions.Settings();
        var values = CommonOptions.Values();
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen at, parted by semicolons. Default: the setting service.urls, http://127.0.0.1:5080.", HelpName = "URL" };
        var development = new Option<bool>("--development") { Description = "Ask nobody who he is: to try it out on this machine. Refused with any address that others can reach." };
        var command = new Command(
            "serve",
            """
            Run as a service: an API, a status page and a timetable on the same data, reports and database as the other commands.

            Examples:
              forecasting serve --data ./export --out ./reports --development
              forecasting serve --data ./export --out ./reports --settings ./service.json --urls https://0.0.0.0:8443
            """)
        {
            data, output, database, settings, values, urls, development,
        };
        command.SetAction((parse, cancellation) => RunAsync(
            ServiceOptions.Of(
                parse.GetValue(data),
                parse.GetValue(output)?.FullName,
                parse.GetValue(database),
                parse.GetValue(settings)?.FullName,
                parse.GetValue(urls),
                parse.GetValue(development),
                CommonOptions.Named(parse.GetValue(values))),
            clock,
            cancellation));
        return command;
    }

    // Apart, so that no other command loads what a service is made of.
    private static async Task<int> RunAsync(ServiceOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        // A plan takes as many threads of the pool as there are processors: who looks meanwhile must not wait until the pool sees that it needs more.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + ThreadsOfCalls), ports);
        await using var app = ServiceHost.Build(options, clock);
        await app.StartAsync(cancellation);
        try
        {
            await app.WaitForShutdownAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await app.StopAsync(CancellationToken.None);
        }

        return ExitCode.Done;
    }
}
