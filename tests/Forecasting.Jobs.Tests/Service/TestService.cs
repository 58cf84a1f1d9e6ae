using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Service;
using Forecasting.Jobs.Tests.EndToEnd;
using Forecasting.Storage;
using Forecasting.Storage.Service;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>The service of a small firm, at a port of its own, and what its callers need.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;

    private TestService(bool isDevelopment, IReadOnlyCollection<KeyValuePair<string, string>> settings, TimeProvider clock, string partners, string sections)
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder["data"]).FullName, "settings.json"), $$"""{ "inventory": { "paths": 100 }, "forecast": { "origins": 4 }, "partners": [{{partners}}]{{sections}} }""");
        SmallCompany.Write(folder["data"], ["00123", "A-7", "B-1"], SmallCompany.AsOf);
        Options = ServiceOptions.Of(
            folder["data"], folder["out"], folder["out", "forecasting.duckdb"], null, "http://127.0.0.1:0", isDevelopment,
            [KeyValuePair.Create("inventory.paths", "100"), KeyValuePair.Create("forecast.origins", "4"), .. settings]);
        app = ServiceHost.Build(Options, clock, builder => builder.Logging.ClearProviders().AddProvider(Logs));
    }

    public ServiceOptions Options { get; }

    public TestLogs Logs { get; } = new();

    public string Data => folder["data"];

    public IServiceProvider Services => app.Services;

    /// <summary>Its address.</summary>
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<TestService> Start(
        bool isDevelopment = false, TimeProvider? clock = null, Action<WebApplication>? more = null, string partners = "", string sections = "", params KeyValuePair<string, string>[] settings)
    {
        var service = new TestService(isDevelopment, settings, clock ?? TimeProvider.System, partners, sections);
        more?.Invoke(service.app);
        await service.app.StartAsync();
        return service;
    }

    public ForecastingDatabase Open() => Services.GetRequiredService<ServiceDatabase>().Open();

    /// <summary>Plans and publishes, so that there is something to look at.</summary>
    public RunResult Run(string by = "tests")
    {
        using var progress = RunProgress.To((_, _, _) => { }, _ => { });
        return PlanningRun.Execute(
            new RunRequest(Data, Options.Out, SmallCompany.AsOf, Options.Database, null, 1) { By = by }, TimeProvider.System, progress, CancellationToken.None);
    }

    /// <summary>A caller with a key of that role; null = with nothing.</summary>
    public HttpClient Caller(string? role, string? name = null)
    {
        var client = Anonymous();
        if (role is not null)
            client.DefaultRequestHeaders.Add("X-Api-Key", Key(role, name ?? role));
        return client;
    }

    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <summary>A caller with a token.</summary>
    public HttpClient Bearer(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>The text of a new key.</summary>
    public string Key(string role, string name, TimeSpan? lifetime = null, DateTimeOffset? madeAt = null)
    {
        using var database = Open();
        return new ApiKeys(database).Create(name, role, lifetime ?? TimeSpan.FromDays(1), "tests", madeAt ?? DateTimeOffset.UtcNow).Text;
    }

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    public static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>Everything that was logged.</summary>
internal sealed class TestLogs : ILoggerProvider
{
    private readonly StringBuilder text = new();

    public override string ToString()
    {
        lock (text)
            return text.ToString();
    }

    public ILogger CreateLogger(string categoryName) => new Journal(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Journal(TestLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Add($"scope {JsonSerializer.Serialize(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add($"{logLevel} {category}: {formatter(state, exception)} {exception}");

        private void Add(string line)
        {
            lock (logs.text)
                logs.text.AppendLine(line);
        }
    }
}
