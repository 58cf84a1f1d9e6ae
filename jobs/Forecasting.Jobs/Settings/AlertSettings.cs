using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Jobs.Service;
using MimeKit;

namespace Forecasting.Jobs.Settings;

/// <summary>Whom the service tells of its alarms, and how often. No secret is in here.</summary>
public sealed record AlertSettings
{
    /// <summary>Address of the status page as people reach it, for messages; null = no link.</summary>
    public string? Page { get; init; }

    /// <summary>Messages in 24 hours, 1..100. What is more is gathered; a deadline that was missed is told all the same.</summary>
    /// <value>10: more are not read.</value>
    public int PerDay { get; init; } = 10;

    /// <summary>Hours, 1..720, after which an alarm that still stands is told again.</summary>
    public int RemindHours { get; init; } = 24;

    /// <summary>Minutes, 0..1440, for which an alarm must be gone before that is believed: one that comes and goes is told once.</summary>
    public int ClearMinutes { get; init; } = 15;

    /// <summary>Seconds after which a mail server or an address that does not answer is given up for this time, 1..300.</summary>
    public double TimeoutSeconds { get; init; } = 20;

    /// <summary>Mail.</summary>
    public MailSettings Mail { get; init; } = new();

    /// <summary>Address that gets each message as JSON; null = none.</summary>
    public string? Webhook { get; init; }

    /// <summary>Address that is called while all is well, so that something outside tells when it is not; null = none.</summary>
    public string? Heartbeat { get; init; }

    /// <summary>Minutes, 1..1440, between two such calls.</summary>
    public int HeartbeatMinutes { get; init; } = 1;

    /// <summary>Whether <c>/fail</c> at the end of that address is called when a deadline is missed, as healthchecks.io understands it.</summary>
    public bool HeartbeatFail { get; init; }

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        Range("alerts.perDay", PerDay, 1, 100, faults);
        Range("alerts.remindHours", RemindHours, 1, 720, faults);
        Range("alerts.clearMinutes", ClearMinutes, 0, 1440, faults);
        Range("alerts.timeoutSeconds", TimeoutSeconds, 1, 300, faults);
        Range("alerts.heartbeatMinutes", HeartbeatMinutes, 1, 1440, faults);
        if (Page is not null && (!Uri.TryCreate(Page, UriKind.Absolute, out var page) || page.Scheme is not ("http" or "https")))
            faults.Add($"alerts.page is \"{Page}\"; write the address of the status page, like https://forecasting.example.net/.");
        foreach (var (name, address) in new[] { ("alerts.webhook", Webhook), ("alerts.heartbeat", Heartbeat) })
        {
            if (address is not null && !IsSafe(address))
                faults.Add($"{name} must be an https address without user and password (http only on this machine).");
        }

        return [.. faults, .. Mail.Validate()];
    }

    /// <summary>Adds a sentence when a number is out of its range.</summary>
    internal static void Range(string name, double value, double least, double most, ImmutableArray<string>.Builder faults)
    {
        if (!(value >= least && value <= most))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be from {least} to {most}."));
    }

    // The address itself may be the secret of who may call it: it is in no message.
    private static bool IsSafe(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && ServiceOptions.IsLoopback(address)));
}

/// <summary>How mail goes out.</summary>
public sealed record MailSettings
{
    /// <summary>The mail server; null = no mail.</summary>
    public string? Host { get; init; }

    /// <summary>Its port.</summary>
    /// <value>587: TLS by STARTTLS. With 465 the connection begins with TLS.</value>
    public int Port { get; init; } = 587;

    /// <summary>Whether TLS is required. Only a server on this machine may be spoken to without.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>Who signs in there; null = nobody does. The password is <c>FORECASTING_MAIL_PASSWORD</c> of the environment.</summary>
    public string? User { get; init; }

    /// <summary>The sender's address.</summary>
    public string? From { get; init; }

    /// <summary>The addresses of those who are told.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        AlertSettings.Range("alerts.mail.port", Port, 1, 65535, faults);
        if (Host is null)
        {
            if (!To.IsEmpty || From is not null || User is not null)
                faults.Add("alerts.mail.host is missing: nobody would be told by mail.");
            return faults.ToImmutable();
        }

        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            faults.Add("alerts.mail.host is no name or number of a machine (expected e.g. mail.example.net).");
        else if (!Tls && !ServiceOptions.IsLoopback($"smtp://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}"))
            faults.Add($"alerts.mail.tls is false and {Host} is another machine: what is told, and the password, would pass in the clear.");
        if (From is null || !IsAddress(From))
            faults.Add("alerts.mail.from must be one address, like forecasting@example.net.");
        if (To.IsEmpty)
            faults.Add("alerts.mail.to is empty: name those who are to be told.");
        faults.AddRange(To.Where(to => !IsAddress(to)).Select(to => $"alerts.mail.to has an entry that is no address ({to.Length} characters; expected e.g. planning@example.net)."));
        return faults.ToImmutable();
    }

    private static bool IsAddress(string text) =>
        !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal);
}
