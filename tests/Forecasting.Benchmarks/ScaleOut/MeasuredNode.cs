using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Forecasting.Jobs.Demo;

namespace Forecasting.Benchmarks.ScaleOut;

/// <summary>One node of the service as a process of its own.</summary>
internal sealed class MeasuredNode : IDisposable
{
    private readonly Process process;
    private readonly HttpClient client;

    private MeasuredNode(Process process, string address) =>
        (this.process, client) = (process, new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(10) });

    /// <summary>Starts one and waits until it answers.</summary>
    public static MeasuredNode Start(string data, string output, string database, params string[] settings)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        string[] arguments = ["exec", typeof(DemoCompany).Assembly.Location, "serve", "--data", data, "--out", output, "--db", database, "--urls", address, "--development", .. settings.SelectMany(s => (string[])["--set", s])];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var node = new MeasuredNode(process, address);
        while (!node.IsReady())
        {
            if (process.HasExited)
                throw new InvalidOperationException("A node ended at its start.");
            Thread.Sleep(100);
        }

        return node;
    }

    /// <summary>Makes a run.</summary>
    /// <returns>The run, and how long it took from the call to its end.</returns>
    public (string RunId, TimeSpan Wall) Run(DateOnly asOf)
    {
        var began = Stopwatch.GetTimestamp();
        using var taken = client.PostAsJsonAsync("/api/v1/runs", new { asOf }).GetAwaiter().GetResult();
        var request = taken.Content.ReadFromJsonAsync<JsonElement>().GetAwaiter().GetResult().GetProperty("requestId").GetString();
        while (true)
        {
            var now = client.GetFromJsonAsync<JsonElement>($"/api/v1/requests/{request}").GetAwaiter().GetResult();
            if (now.GetProperty("state").GetString() is { } state and not "working")
            {
                return state is "done" or "partial"
                    ? (now.GetProperty("runId").GetString()!, Stopwatch.GetElapsedTime(began))
                    : throw new InvalidOperationException($"The run ended {state}: {now.GetProperty("outcome")}");
            }

            Thread.Sleep(100);
        }
    }

    /// <summary>Sum and number of a histogram that it tells Prometheus.</summary>
    /// <param name="name">Name as Prometheus has it.</param>
    public (double Sum, long Count) Histogram(string name)
    {
        var lines = client.GetStringAsync("/metrics").GetAwaiter().GetResult().Split('\n');
        return (Value("_sum"), (long)Value("_count"));

        double Value(string part) => lines.Where(l => l.StartsWith(name + part, StringComparison.Ordinal)).Sum(l => double.Parse(l.Split('}')[^1].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private bool IsReady()
    {
        try
        {
            using var answer = client.GetAsync("/health/ready").GetAwaiter().GetResult();
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
