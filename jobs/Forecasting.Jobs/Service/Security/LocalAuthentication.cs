using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Forecasting.Jobs.Service.Security;

/// <summary><c>--development</c>: whoever sits at this machine may do everything. It listens at loopback addresses alone, and looks again at each call.</summary>
internal sealed class LocalAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "development";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address)
            ? AuthenticateResult.Fail("not from this machine")
            : AuthenticateResult.Success(new AuthenticationTicket(Roles.Person(Environment.UserName, Roles.All, SchemeName), SchemeName)));
}
