using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Forecasting.Jobs.Demo;
using Forecasting.Storage;
using Forecasting.Storage.Service;

namespace Forecasting.Benchmarks.Load;

/// <summary>The service as a process of its own, on a database that is new.</summary>
internal sealed class ServedFirm : IDisposable
{
    private readonly Process process;
    private readonly Uri address;
    private readonly string operatorKey;
    private readonly string viewerKey;

    private ServedFirm(Process process, Uri address, string operatorKey, string viewerKey) =>
        (this.process, this.address, this.operatorKey, this.viewerKey) = (process, address, operatorKey, viewerKey);

    /// <summary>The number of its process.</summary>
    public int Id => process.Id;

    /// <summary>Processor time of the service so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="data">Data folder.</param>
    /// <param name="output">Folder of the reports; must be new.</param>
    public static async Task<ServedFirm> Start(string data, string output)
    {
        Directory.CreateDirectory(output);
        var file = Path.Combine(output, "forecasting.duckdb");
        string operatorKey, viewerKey;
        using (var database = ForecastingDatabase.Open(file))
        {
            var keys = new ApiKeys(database);
            operatorKey = keys.Create("operator", "operator", TimeSpan.FromDays(1), "benchmark", DateTimeOffset.UtcNow).Text;
            viewerKey = keys.Create("monitor", "viewer", TimeSpan.FromDays(1), "benchmark", DateTimeOffset.UtcNow).Text;
        }

        var address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "exec", typeof(DemoCompany).Assembly.Location, "serve", "--data", data, "--out", output, "--urls", address.AbsoluteUri,
            "--set", "service.requestsPerMinute=1000000",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var firm = new ServedFirm(process, address, operatorKey, viewerKey);
        using var probe = new HttpClient { BaseAddress = address };
        while (!await IsReady(probe))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The service ended with exit code {process.ExitCode}: {await errors}");
            await Task.Delay(50);
        }

        return firm;
    }

    /// <summary>A caller who may only look.</summary>
    public HttpClient Reader() => Caller(viewerKey);

    /// <summary>Asks for a run and waits for its end.</summary>
    /// <returns>How long the run took by its own record, seconds.</returns>
    public async Task<double> Run(string asOf)
    {
        using var caller = Caller(operatorKey);
        using var taken = await caller.PostAsJsonAsync(new Uri("/api/v1/runs", UriKind.Relative), new { asOf });
        taken.EnsureSuccessStatusCode();
        var request = (await taken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("requestId").GetString();
        while (true)
        {
            var now = await caller.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/requests/{request}", UriKind.Relative));
            if (now.GetProperty("state").GetString() is var state && state != "working")
            {
                return state is "done" or "partial"
                    ? (now.GetProperty("finishedAt").GetDateTimeOffset() - now.GetProperty("at").GetDateTimeOffset()).TotalSeconds
                    : throw new InvalidOperationException($"The run ended {state}: {now.GetProperty("outcome").GetString()}");
            }

            await Task.Delay(200);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private HttpClient Caller(string key)
    {
        var caller = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        caller.DefaultRequestHeaders.Add("X-Api-Key", key);
        return caller;
    }

    private static async Task<bool> IsReady(HttpClient probe)
    {
        try
        {
            using var answer = await probe.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
