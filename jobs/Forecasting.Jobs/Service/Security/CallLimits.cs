namespace Forecasting.Jobs.Service.Security;

/// <summary>How long an address and how large headers may be. Kestrel allows more than we do, so that whoever is just over is told so in words; far beyond, it closes
/// the line with the bare status.</summary>
internal static class CallLimits
{
    /// <summary>Up to here Kestrel reads an address, and all headers together, bytes.</summary>
    public const int Read = 64 * 1024;

    /// <summary>Longest address with its query, characters.</summary>
    private const int Address = 8 * 1024;

    /// <summary>Most characters of all headers together.</summary>
    private const int Headers = 32 * 1024;

    /// <summary>Refuses what is over.</summary>
    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        var request = http.Request;
        if (request.Path.Value?.Length + request.QueryString.Value?.Length > Address)
            throw new Problem(StatusCodes.Status414UriTooLong, "address-too-long", "The address of the call is too long.", "Send codes and reasons of that length in a body.");
        if (request.Headers.Sum(h => h.Key.Length + h.Value.Sum(v => v?.Length ?? 0)) > Headers)
            throw new Problem(StatusCodes.Status431RequestHeaderFieldsTooLarge, "headers-too-large", "The headers of the call are too large.", "Leave out what the API does not name.");
        return next(http);
    });
}
