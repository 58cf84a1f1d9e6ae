using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Forecasting.Jobs.Service.Security;

/// <summary>Machines show a key in the header <c>X-Api-Key</c>. In an address a key would stand in every log on the way: there it is not looked for.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownKeys keys, AccessLog log)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "key";

    /// <summary>The header.</summary>
    public const string Header = "X-Api-Key";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // A probe shows no key and needs none: it is no attempt, and would fill the audit log.
        if (!Request.Headers.ContainsKey(Header) && Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return Task.FromResult(AuthenticateResult.NoResult());
        if (Request.Headers[Header] is not [{ Length: > 0 and <= 200 } text])
            return Task.FromResult(Refuse("unknown", "a key that is no key"));
        var (key, isGood) = keys.Find(text);
        return Task.FromResult(key switch
        {
            null => Refuse("unknown", "a key that does not exist"),
            { RevokedAt: not null } => Refuse(key.Name, $"key {key.Id} is revoked"),
            _ when !isGood => Refuse(key.Name, $"key {key.Id} has expired"),
            _ => AuthenticateResult.Success(new AuthenticationTicket(Roles.Person(key.Name, [key.Role], SchemeName), SchemeName)),
        });
    }

    private AuthenticateResult Refuse(string who, string why)
    {
        log.Note(Context, who, why);
        return AuthenticateResult.Fail(why);
    }
}
