using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Jobs.Tests.Faults;
using Forecasting.Storage.Tests.Sources;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Cluster;

/// <summary>One process of the service on the database of a firm.</summary>
internal sealed class Node : IDisposable
{
    private readonly HttpClient client;

    private Node(ForecastingProgram program, Uri address)
    {
        Program = program;
        client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>The process.</summary>
    public ForecastingProgram Program { get; }

    /// <summary>Starts one; <see cref="IsReady"/> waits for it.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="checkIn">Seconds of silence after which it is gone.</param>
    /// <param name="settings">More settings.</param>
    public static Node Start(ServerCompany company, int checkIn, params string[] settings)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Server.FreePort()}");
        string[] arguments =
        [
            "serve", "--data", company.Data, "--out", company.Output, "--db", company.Address, "--urls", address, "--development",
            "--set", string.Create(CultureInfo.InvariantCulture, $"cluster.checkInSeconds={checkIn}"), "--set", "inventory.paths=100", "--set", "service.requestsPerMinute=100000", .. settings.SelectMany(s => (string[])["--set", s]),
        ];
        return new Node(ForecastingProgram.Start(new Dictionary<string, string>(), arguments), new Uri(address));
    }

    /// <summary>Waits until it answers.</summary>
    /// <returns>False when it ended instead.</returns>
    public async Task<bool> IsReady()
    {
        while (Program.IsRunning)
        {
            try
            {
                if ((await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK)
                    return true;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(50);
        }

        return false;
    }

    /// <summary>Asks it for something.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> Post(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Read(await client.PostAsync(path, content));
    }

    /// <summary>Looks at something.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> Get(string path) => await Read(await client.GetAsync(path));

    /// <summary>Waits until nothing is being done on any node.</summary>
    public async Task Idle()
    {
        while ((await Get("/api/v1/live")).Status != HttpStatusCode.NoContent)
            await Task.Delay(50);
    }

    /// <summary>Waits for the end of a request.</summary>
    /// <returns>How it ended, and what was said.</returns>
    public async Task<(string State, string Outcome)> Ended(string requestId)
    {
        while (true)
        {
            var (status, request) = await Get($"/api/v1/requests/{requestId}");
            Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
            if (request.GetProperty("state").GetString() is { } state and not "working")
                return (state, request.GetProperty("outcome").GetString()!);
            await Task.Delay(50);
        }
    }

    /// <summary>Starts a run.</summary>
    /// <returns>The request.</returns>
    public async Task<string> Run()
    {
        var (status, body) = await Post("/api/v1/runs", """{ "asOf": "2026-03-02" }""");
        Assert.That(status, Is.EqualTo(HttpStatusCode.Accepted), body.ToString());
        return body.GetProperty("requestId").GetString()!;
    }

    /// <summary>Ends it.</summary>
    /// <returns>What it logged of faults.</returns>
    public string Log()
    {
        Program.Kill();
        return string.Join('\n', Program.WaitForEnd().Output.Split('\n').Where(line => line.Contains("Exception", StringComparison.Ordinal)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        Program.Dispose();
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Read(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            if (text.Length == 0)
                return (answer.StatusCode, default);
            using var document = JsonDocument.Parse(text);
            return (answer.StatusCode, document.RootElement.Clone());
        }
    }
}
