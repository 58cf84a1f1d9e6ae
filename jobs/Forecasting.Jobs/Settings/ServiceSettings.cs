using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Jobs.Settings;

/// <summary><c>forecasting serve</c>: where it listens, what it works on, and who may do what. No secret is in here.</summary>
public sealed record ServiceSettings
{
    /// <summary>Addresses it listens at, parted by semicolons.</summary>
    /// <value>This machine only.</value>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Data folder or blob container; null = as <c>--data</c> says.</summary>
    public string? Data { get; init; }

    /// <summary>Folder of the reports; null = as <c>--out</c> says.</summary>
    public string? Out { get; init; }

    /// <summary>Database; null = as <c>--db</c> or <c>FORECASTING_DB</c> says.</summary>
    public string? Database { get; init; }

    /// <summary>Folder of plans that do not go out; null = <c>previews</c> beside the database or in the folder of the reports.</summary>
    public string? Previews { get; init; }

    /// <summary>Who issues the tokens of people: the address of an OpenID Connect provider. Null = keys only.</summary>
    public string? Authority { get; init; }

    /// <summary>For whom a token must be; required with <see cref="Authority"/>.</summary>
    public string? Audience { get; init; }

    /// <summary>The page's own id at the provider, so that people can sign in with a browser; null = they cannot.</summary>
    public string? ClientId { get; init; }

    /// <summary>The claim that names the person.</summary>
    public string NameClaim { get; init; } = "preferred_username";

    /// <summary>The claim with the roles or groups of the person.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>Which values of that claim give which role.</summary>
    public RoleSettings Roles { get; init; } = new();

    /// <summary>Calls a minute from one address, ≥ 1; more are refused for the rest of it.</summary>
    /// <value>600: a page and a few machines that look every second.</value>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>Largest body of a call, kB, 1..1024.</summary>
    public int BodyKilobytes { get; init; } = 64;

    /// <summary>Names by which the service may be called; empty = any. Without <c>--development</c> only.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Addresses of the proxies in front of it, or networks where a platform gives them any address (<c>10.0.0.0/23</c>): their word about
    /// caller and encryption is taken.</summary>
    public ImmutableArray<string> Proxies { get; init; } = [];

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (Urls.Split(';').Any(u => !Uri.TryCreate(u, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")))
            faults.Add($"service.urls is \"{Urls}\"; write addresses like http://127.0.0.1:5080 or https://0.0.0.0:8443, parted by semicolons.");
        if (Authority is not null && (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || !(authority.Scheme == "https" || authority.IsLoopback)))
            faults.Add($"service.authority is \"{Authority}\"; it must be an https address: whoever can change what it says can make tokens.");
        if (Authority is not null && string.IsNullOrWhiteSpace(Audience))
            faults.Add("service.audience is missing: without it, a token for any other service of the authority would be taken.");
        if (ClientId is not null && Authority is null)
            faults.Add("service.clientId is set and service.authority is not: nobody could sign in.");
        if (RequestsPerMinute < 1)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"service.requestsPerMinute is {RequestsPerMinute}; it must be 1 or more."));
        if (BodyKilobytes is < 1 or > 1024)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"service.bodyKilobytes is {BodyKilobytes}; it must be from 1 to 1024."));
        faults.AddRange(Proxies.Where(p => !System.Net.IPAddress.TryParse(p, out _) && !System.Net.IPNetwork.TryParse(p, out _))
            .Select(p => $"service.proxies has \"{p}\", which is no IP address and no network such as 10.0.0.0/23."));
        return faults.ToImmutable();
    }
}

/// <summary>Which values of the claim of roles give which role.</summary>
public sealed record RoleSettings
{
    /// <summary>Who may look.</summary>
    public ImmutableArray<string> Viewer { get; init; } = ["viewer"];

    /// <summary>Who may also ask what a run would order.</summary>
    public ImmutableArray<string> Planner { get; init; } = ["planner"];

    /// <summary>Who may also start and stop runs.</summary>
    public ImmutableArray<string> Operator { get; init; } = ["operator"];

    /// <summary>Who may let a held plan out.</summary>
    public ImmutableArray<string> Approver { get; init; } = ["approver"];
}
