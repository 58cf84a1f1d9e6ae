namespace Forecasting.Jobs.Service.Security;

/// <summary>What every answer says to a browser, and what no browser may do here from elsewhere.</summary>
internal static class SecurityHeaders
{
    /// <summary>Everything from here, nothing inline, no frames.</summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Adds the headers, and refuses what another site makes a browser send.</summary>
    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";

        // Without any referrer a browser would send "Origin: null" with our own forms, as if they were of another site.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";

        // A browser that is signed in, or at this very machine, needs no password to be made to send something: only what our own pages send counts.
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && IsFromElsewhere(http.Request))
        {
            throw new Problem(
                StatusCodes.Status403Forbidden, "other-site", "Another site made a browser send this.", "Use the status page itself, or call the API from a program.");
        }

        return next(http);
    });

    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"]
        || (request.Headers.Origin is [{ } origin] && origin != $"{request.Scheme}://{request.Host}");
}
