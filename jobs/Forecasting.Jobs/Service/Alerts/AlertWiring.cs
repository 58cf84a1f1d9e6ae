using Forecasting.Jobs.Service.Deadlines;

namespace Forecasting.Jobs.Service.Alerts;

/// <summary>What alerts and deadlines are made of.</summary>
internal static class AlertWiring
{
    /// <summary>Adds it to the service.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(new AlertSecrets(Environment.GetEnvironmentVariable));
        services.AddSingleton<DeadlineWatch>();
        services.AddSingleton<AlarmBoard>();
        services.AddSingleton(provider => new AlertPost(
            provider.GetRequiredService<ServiceDatabase>(), provider.GetRequiredService<ServiceOptions>(), Channels(provider), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AlertPost>>()));
        services.AddSingleton<AlertRound>();
        services.AddSingleton(provider => new Heartbeat(
            provider.GetRequiredService<ServiceOptions>().Settings.Alerts, Client(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Heartbeat>>()));
        services.AddHostedService<AlertLoop>();
    }

    /// <summary>A client that follows no redirection, keeps no cookies and gives up in time.</summary>
    public static HttpClient Client(TimeSpan timeout) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = timeout, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = timeout };

    private static HttpClient Client(IServiceProvider provider) =>
        Client(TimeSpan.FromSeconds(provider.GetRequiredService<ServiceOptions>().Settings.Alerts.TimeoutSeconds));

    private static IEnumerable<IAlertChannel> Channels(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<ServiceOptions>().Settings.Alerts;
        var secrets = provider.GetRequiredService<AlertSecrets>();
        if (settings.Mail.Host is not null)
            yield return new AlertMail(settings.Mail, TimeSpan.FromSeconds(settings.TimeoutSeconds), secrets);
        if (settings.Webhook is { } address)
            yield return new AlertWebhook(new Uri(address), Client(provider), secrets, provider.GetRequiredService<TimeProvider>());
    }
}
