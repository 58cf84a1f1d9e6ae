using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Forecasting.Jobs.Service.Alerts;
using Forecasting.Jobs.Service.Api;
using Forecasting.Jobs.Service.Cluster;
using Forecasting.Jobs.Service.Page;
using Forecasting.Jobs.Service.Security;
using Forecasting.Jobs.Service.Timetable;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Service.Work;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Quartz;

namespace Forecasting.Jobs.Service;

/// <summary>The wiring of the service: what it is made of, and what each call passes on its way, from top to bottom.</summary>
internal static class ServiceHost
{
    private const string AnyScheme = "any";

    /// <summary>The service, ready to run.</summary>
    /// <param name="options">What it works on.</param>
    /// <param name="clock">Whose time passes.</param>
    /// <param name="more">What a test adds or replaces; null = nothing.</param>
    public static WebApplication Build(ServiceOptions options, TimeProvider clock, Action<WebApplicationBuilder>? more = null)
    {
        // Nothing is read from files beside the program: what is set is in the settings. Environment variables may name the certificate.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.WebHost.UseUrls([.. options.Urls]).UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Settings.Service.BodyKilobytes * 1024L;
            (kestrel.Limits.MaxRequestLineSize, kestrel.Limits.MaxRequestHeadersTotalSize) = (CallLimits.Read, CallLimits.Read);
        });
        AddLogs(builder.Logging);
        AddSecurity(builder.Services, options);
        AddWork(builder.Services, options, clock);
        AddTimetable(builder.Services, options);
        AlertWiring.Add(builder.Services);
        AddTelemetry(builder.Services);
        builder.Services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = ProblemAnswer.Complete);
        builder.Services.AddExceptionHandler<ProblemAnswer>();
        builder.Services.AddOpenApi("v1");
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [DatabaseHealth.Ready]);
        more?.Invoke(builder);
        var app = builder.Build();
        Use(app, options);
        return app;
    }

    private static void AddLogs(ILoggingBuilder logs)
    {
        logs.ClearProviders();
        logs.AddJsonConsole(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
        logs.SetMinimumLevel(LogLevel.Information);

        // What a caller shows stands in none of our lines; those of the framework are kept to what is wrong.
        logs.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        logs.AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error).AddFilter("System", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
    }

    private static void AddSecurity(IServiceCollection services, ServiceOptions options)
    {
        var settings = options.Settings.Service;
        var authentication = services.AddAuthentication(AnyScheme).AddPolicyScheme(AnyScheme, null, any => any.ForwardDefaultSelector = http => http switch
        {
            _ when http.Request.Headers.ContainsKey(KeyAuthentication.Header) => KeyAuthentication.SchemeName,
            _ when options.IsDevelopment => LocalAuthentication.SchemeName,
            _ when http.Request.Headers.ContainsKey("Authorization") && settings.Authority is not null => JwtBearerDefaults.AuthenticationScheme,
            _ when settings.ClientId is not null => CookieAuthenticationDefaults.AuthenticationScheme,
            _ when settings.Authority is not null => JwtBearerDefaults.AuthenticationScheme,
            _ => KeyAuthentication.SchemeName,
        });
        authentication.AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        if (options.IsDevelopment)
            authentication.AddScheme<AuthenticationSchemeOptions, LocalAuthentication>(LocalAuthentication.SchemeName, null);
        else if (settings.Authority is not null)
            TokenAuthentication.Add(authentication, settings);
        services.AddAuthorization(authorization =>
        {
            foreach (var (policy, roles) in Roles.Policies)
                authorization.AddPolicy(policy, p => p.RequireAuthenticatedUser().RequireClaim(Roles.ClaimType, roles));
            authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        });
        services.AddSingleton<AccessLog>();
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RecordedRefusals>();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "forecasting-form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.RequestsPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
            limits.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in settings.Proxies)
            {
                if (IPAddress.TryParse(proxy, out var address))
                    forwarded.KnownProxies.Add(address);
                else
                    forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        });
        services.Configure<Microsoft.AspNetCore.HostFiltering.HostFilteringOptions>(filter => filter.AllowedHosts =
            options.IsDevelopment ? ["localhost", "127.0.0.1", "[::1]"] : settings.Hosts.IsEmpty ? ["*"] : [.. settings.Hosts]);
    }

    private static void AddWork(IServiceCollection services, ServiceOptions options, TimeProvider clock)
    {
        services.AddSingleton(options);
        services.AddSingleton(clock);
        services.AddSingleton<ServiceDatabase>();
        services.AddSingleton<ServiceMetrics>();
        services.AddSingleton<ShardWorker>();
        services.AddSingleton<OtherNodes>();
        services.AddSingleton<LastImport>();
        services.AddSingleton<FeedViews>();
        services.AddSingleton<StatusBoard>();
        services.AddSingleton<DatabaseHealth>();
        services.AddSingleton<WorkBench>();
        services.AddSingleton<RunDesk>();
        services.AddSingleton<TimetableRinging>();
        services.AddHostedService<ServiceLifetime>();
    }

    // The store of Quartz is its memory: which moments were rung for is in the database, and decides.
    private static void AddTimetable(IServiceCollection services, ServiceOptions options)
    {
        if (Commands.DatabaseOption.IsServer(options.Database))
        {
            services.AddSingleton<NodeCluster>();
            services.AddHostedService(provider => provider.GetRequiredService<NodeCluster>());
            services.AddQuartz(NodeCluster.SchedulerName, quartz => NodeCluster.Configure(quartz, options));
        }

        services.AddSingleton<TimetableBell>();
        services.AddHostedService(provider => provider.GetRequiredService<TimetableBell>());
        services.AddQuartz(quartz => quartz.UseInMemoryStore());
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = false);
        if (Commands.DatabaseOption.IsServer(options.Database))
            services.AddHostedService<LostWorkWatch>();
        if (options.Settings.Timetable.Arrival)
            services.AddHostedService<ArrivalBell>();
    }

    // Metrics are read at /metrics. With OTEL_EXPORTER_OTLP_ENDPOINT they and the traces are sent there too; nobody else reads traces, so that otherwise none are made.
    private static void AddTelemetry(IServiceCollection services)
    {
        var telemetry = services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(ServiceMetrics.Name).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter());
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")))
            telemetry.WithTracing(traces => traces.AddSource(ServiceMetrics.Name).AddAspNetCoreInstrumentation()).UseOtlpExporter();
    }

    /// <summary>JSON as the API speaks it: what is not known is refused, and no number is what it is not.</summary>
    internal static void Configure(JsonSerializerOptions json)
    {
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static void Use(WebApplication app, ServiceOptions options)
    {
        if (!options.Settings.Service.Proxies.IsEmpty)
            app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseHostFiltering();
        CallLimits.Use(app);
        SecurityHeaders.Use(app);
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        SeeAtOnce(app);

        var api = app.MapGroup("/api/v1");
        RunsApi.Map(api);
        RequestsApi.Map(api);
        ViewsApi.Map(api);
        AlertsApi.Map(api);
        SignalsApi.Map(api);
        RepeatsApi.Map(api);
        StatusEndpoints.Map(app);
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(Roles.Viewer);
        app.MapOpenApi("/api/{documentName}/openapi.json").RequireAuthorization(Roles.Viewer);

        // A probe has no key, and is told one word.
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous().DisableRateLimiting();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(DatabaseHealth.Ready) }).AllowAnonymous().DisableRateLimiting();
        if (options.Settings.Service.ClientId is not null && !options.IsDevelopment)
            MapSignIn(app);
    }

    // Whoever did something sees it when he looks next, though others have looked a moment ago.
    private static void SeeAtOnce(WebApplication app)
    {
        var board = app.Services.GetRequiredService<StatusBoard>();
        app.Use((http, next) =>
        {
            if (!HttpMethods.IsGet(http.Request.Method))
            {
                http.Response.OnStarting(() =>
                {
                    board.Forget();
                    return Task.CompletedTask;
                });
            }

            return next(http);
        });
    }

    private static void MapSignIn(WebApplication app)
    {
        app.MapGet("/sign-in", () => Results.Challenge(new AuthenticationProperties { RedirectUri = "/" }, [OpenIdConnectDefaults.AuthenticationScheme])).AllowAnonymous();
        app.MapPost("/sign-out", async (HttpContext http, IFormCollection _) =>
        {
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.Text("You are signed out here.");
        }).RequireAuthorization(Roles.Viewer);
    }
}
