using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Storage.Deliveries;

/// <summary>By what identity a blob target is written.</summary>
public enum BlobIdentity
{
    /// <summary>The managed identity of the machine; <c>AZURE_CLIENT_ID</c> names one of several.</summary>
    Managed,

    /// <summary>Whoever is signed in: only for development.</summary>
    Development,
}

/// <summary>How partners' files are delivered. Results do not depend on it.</summary>
public sealed record DeliverySettings
{
    /// <summary>By what identity a blob target is written, where no secret is given.</summary>
    /// <value>Managed: a production machine must not try one identity after another.</value>
    public BlobIdentity Identity { get; init; } = BlobIdentity.Managed;

    /// <summary>Seconds before the first repetition of a step that was not answered, ≥ 0; the second waits about twice as long.</summary>
    /// <value>2: a busy store needs a moment. What takes longer is for the next command.</value>
    public double RetrySeconds { get; init; } = 2;

    /// <summary>Seconds after which a target that does not answer is taken for lost, &gt; 0.</summary>
    /// <value>30: a slow line is not cut, and a run does not hang.</value>
    public double TimeoutSeconds { get; init; } = 30;

    /// <summary>Minutes until a pending file is tried again after its first failure, ≥ 0; doubled after each further one, to a day.</summary>
    /// <value>5: twelve tries take two days.</value>
    public double BackOffMinutes { get; init; } = 5;

    /// <summary>Every fault in these settings, as full sentences; empty when there is none.</summary>
    public ImmutableArray<string> Validate()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (!(RetrySeconds is >= 0 and <= 60))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"delivery.retrySeconds is {RetrySeconds}; it must be from 0 to 60."));
        if (!(TimeoutSeconds is >= 1 and <= 600))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"delivery.timeoutSeconds is {TimeoutSeconds}; it must be from 1 to 600."));
        if (!(BackOffMinutes is >= 0 and <= 1440))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"delivery.backOffMinutes is {BackOffMinutes}; it must be from 0 to 1440."));
        return faults.ToImmutable();
    }
}
