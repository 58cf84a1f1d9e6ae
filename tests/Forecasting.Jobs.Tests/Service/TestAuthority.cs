using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>An identity provider with one key, and beside it the keys of somebody who would like to be one.</summary>
public sealed class TestAuthority : IAsyncDisposable
{
    public const string Audience = "forecasting";
    public const string KeyId = "key-1";

    public static readonly RSA OtherKey = RSA.Create(2048);

    private static readonly RSA Key = RSA.Create(2048);

    private readonly WebApplication app;

    private TestAuthority()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = $"{Issuer}/keys",
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
        }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { JwkOf(Key, KeyId) } }));
        app.MapGet("/evil", () => Results.Json(new { keys = new[] { JwkOf(OtherKey, "evil") } }));
        MapSignIn();
    }

    public string Issuer => app.Urls.Single();

    public string EvilKeys => $"{Issuer}/evil";

    public string PublicPem => Key.ExportRSAPublicKeyPem();

    public byte[] Modulus => Key.ExportParameters(false).Modulus!;

    public static async Task<TestAuthority> Start()
    {
        var authority = new TestAuthority();
        await authority.app.StartAsync();
        return authority;
    }

    /// <summary>The claims of a good token of a viewer.</summary>
    public Dictionary<string, object> Claims(Action<Dictionary<string, object>>? change = null)
    {
        var now = DateTimeOffset.UtcNow;
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["sub"] = "4711",
            ["preferred_username"] = "anna@example.net",
            ["roles"] = new[] { "viewer" },
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        change?.Invoke(claims);
        return claims;
    }

    /// <summary>A token: a good one, unless something is changed.</summary>
    public string Token(
        Action<Dictionary<string, object>>? claims = null, RSA? key = null, string kid = KeyId, Action<Dictionary<string, object>>? header = null)
    {
        var head = new Dictionary<string, object> { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = kid };
        header?.Invoke(head);
        var content = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(head))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(Claims(claims)))}";
        return $"{content}.{Encode((key ?? Key).SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public static Dictionary<string, string> JwkOf(RSA key, string kid)
    {
        var parameters = key.ExportParameters(false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = kid,
            ["n"] = Encode(parameters.Modulus),
            ["e"] = Encode(parameters.Exponent),
        };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // The code is the nonce: nobody but the test signs in here.
    private void MapSignIn()
    {
        app.MapGet("/authorize", (string redirect_uri, string state, string nonce, string code_challenge_method) =>
        {
            Assert.That(code_challenge_method, Is.EqualTo("S256"));
            return Results.Redirect($"{redirect_uri}?code={Uri.EscapeDataString(nonce)}&state={Uri.EscapeDataString(state)}");
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            Assert.That(form["code_verifier"].ToString(), Is.Not.Empty);
            return Results.Json(new
            {
                token_type = "Bearer",
                access_token = "not-used",
                id_token = Token(c =>
                {
                    c["aud"] = form["client_id"].ToString();
                    c["nonce"] = form["code"].ToString();
                }),
            });
        });
    }
}
