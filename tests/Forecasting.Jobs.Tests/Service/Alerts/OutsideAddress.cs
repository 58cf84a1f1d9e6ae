using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Forecasting.Jobs.Tests.Service.Alerts;

/// <summary>Somebody outside who is called: keeps each call and answers as it is told to.</summary>
internal sealed class OutsideAddress : IAsyncDisposable
{
    private readonly WebApplication app;

    private OutsideAddress()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            lock (Calls)
                Calls.Add(new OutsideCall(http.Request.Method, http.Request.Path, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()), body.ToArray()));
            http.Response.StatusCode = Answer;
            http.Response.Headers.Location = "/elsewhere";
        });
    }

    public int Answer { get; set; } = StatusCodes.Status200OK;

    public List<OutsideCall> Calls { get; } = [];

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<OutsideAddress> Start()
    {
        var outside = new OutsideAddress();
        await outside.app.StartAsync();
        return outside;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

/// <summary>A call that came.</summary>
internal sealed record OutsideCall(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
