using Forecasting.Jobs.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Forecasting.Jobs.Service.Security;

/// <summary>People show a token of the firm's identity provider, or sign in at it with their browser.</summary>
internal static class TokenAuthentication
{
    /// <summary>Environment variable with the secret of the page at the provider.</summary>
    public const string SecretVariable = "FORECASTING_OIDC_SECRET";

    /// <summary>Signatures with a public key only. With a shared one (HS256) whoever can check a token could make one, and the public key of the
    /// provider could be passed off as the shared one.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Adds tokens, and with a client id the sign-in of browsers.</summary>
    public static void Add(AuthenticationBuilder authentication, ServiceSettings settings)
    {
        var isLocal = new Uri(settings.Authority!).IsLoopback;
        authentication.AddJwtBearer(options =>
        {
            options.Authority = settings.Authority;
            options.RequireHttpsMetadata = !isLocal;
            options.MapInboundClaims = false;
            options.IncludeErrorDetails = false;
            options.TokenValidationParameters = Checks(settings);
            options.TokenValidationParameters.ValidTypes = ["JWT", "at+jwt"];
            options.Events = new JwtBearerEvents
            {
                OnTokenValidated = context =>
                {
                    // An ID token says who somebody is to the page; it is no key to the API.
                    if (context.Principal!.HasClaim(c => c.Type is JwtRegisteredClaimNames.Nonce or JwtRegisteredClaimNames.AtHash))
                        context.Fail("an ID token");
                    else
                        context.Principal = Translated(context.Principal, settings, JwtBearerDefaults.AuthenticationScheme);
                    return Task.CompletedTask;
                },
                OnAuthenticationFailed = context =>
                {
                    context.HttpContext.RequestServices.GetRequiredService<AccessLog>().Note(
                        context.HttpContext, "unknown", $"a token that is not accepted ({context.Exception.GetType().Name})");
                    return Task.CompletedTask;
                },
            };
        });
        if (settings.ClientId is not null)
            AddSignIn(authentication, settings, isLocal);
    }

    private static void AddSignIn(AuthenticationBuilder authentication, ServiceSettings settings, bool isLocal)
    {
        authentication.AddCookie(options =>
        {
            options.Cookie.Name = "forecasting";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = isLocal ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
            options.SlidingExpiration = false;
            options.LoginPath = "/sign-in";
            options.Events.OnRedirectToLogin = context =>
            {
                // A person is sent to the provider; a program is told.
                if (context.Request.Path == "/")
                    context.Response.Redirect("/sign-in");
                else
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        authentication.AddOpenIdConnect(options =>
        {
            options.Authority = settings.Authority;
            options.RequireHttpsMetadata = !isLocal;
            options.ClientId = settings.ClientId;
            options.ClientSecret = Environment.GetEnvironmentVariable(SecretVariable);
            options.ResponseType = OpenIdConnectResponseType.Code;
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = isLocal ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.MapInboundClaims = false;
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.TokenValidationParameters = Checks(settings);
            options.TokenValidationParameters.ValidAudience = settings.ClientId;
            options.Events = new OpenIdConnectEvents
            {
                OnTokenValidated = context =>
                {
                    context.Principal = Translated(context.Principal!, settings, CookieAuthenticationDefaults.AuthenticationScheme);
                    return Task.CompletedTask;
                },
                OnRemoteFailure = context =>
                {
                    context.HttpContext.RequestServices.GetRequiredService<AccessLog>().Note(context.HttpContext, "unknown", "a sign-in that failed");
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                    context.HandleResponse();
                    return Task.CompletedTask;
                },
            };
        });
    }

    private static TokenValidationParameters Checks(ServiceSettings settings) => new()
    {
        ValidAlgorithms = Algorithms,
        ValidAudience = settings.Audience,
        ValidateAudience = true,
        ValidateIssuer = true,
        ValidateLifetime = true,
        ValidateIssuerSigningKey = true,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ClockSkew = ClockSkew,
        NameClaimType = settings.NameClaim,
    };

    private static System.Security.Claims.ClaimsPrincipal Translated(
        System.Security.Claims.ClaimsPrincipal user, ServiceSettings settings, string scheme)
    {
        var name = user.FindFirst(settings.NameClaim)?.Value ?? user.FindFirst(JwtRegisteredClaimNames.Sub)?.Value ?? "";
        return Roles.Person(name, Roles.Of([.. user.FindAll(settings.RoleClaim).Select(c => c.Value)], settings.Roles), scheme);
    }
}
