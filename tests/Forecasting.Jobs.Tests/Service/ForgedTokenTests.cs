using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>Tokens that no identity provider made, or not for this service, or not for now: all are refused, and a good one is taken.</summary>
[TestFixture]
public sealed class ForgedTokenTests
{
    private TestAuthority authority = null!;
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        authority = await TestAuthority.Start();
        service = await TestService.Start(settings:
        [
            KeyValuePair.Create("service.authority", authority.Issuer), KeyValuePair.Create("service.audience", TestAuthority.Audience),
        ]);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await service.DisposeAsync();
        await authority.DisposeAsync();
    }

    [Test]
    public async Task Token_Good_IsTaken()
    {
        Assert.That(await Status(authority.Token()), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Status(authority.Token(claims => claims["roles"] = new[] { "somebody" })), Is.EqualTo(HttpStatusCode.Forbidden), "a good token without a role");
    }

    [TestCaseSource(nameof(Forgeries))]
    public async Task Token_Forged_IsRefused(string what, Func<TestAuthority, string> forge)
    {
        Assert.That(await Status(forge(authority)), Is.EqualTo(HttpStatusCode.Unauthorized), what);
        Assert.That(service.Logs.ToString(), Does.Not.Contain(forge(authority).Split('.')[^1] is { Length: > 9 } end ? end : "no such text"), "what was shown is not in the log");
    }

    [Test]
    public async Task Token_InAnAddress_IsNotLookedAt()
    {
        using var caller = service.Anonymous();
        using var answer = await caller.GetAsync(new Uri($"/api/v1/runs?access_token={authority.Token()}", UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private static IEnumerable<TestCaseData> Forgeries()
    {
        var now = DateTimeOffset.UtcNow;
        return
        [
            Case("alg none", a => Join("""{"alg":"none","typ":"JWT"}""", a.Claims(), "")),
            Case("alg None, with the signature of a good one", a => Join("""{"alg":"None","typ":"JWT"}""", a.Claims(), a.Token().Split('.')[2])),
            Case("HS256 with the public key as secret, PEM", a => Hmac(a, Encoding.UTF8.GetBytes(a.PublicPem))),
            Case("HS256 with the public key as secret, modulus", a => Hmac(a, a.Modulus)),
            Case("HS256 with an empty secret", a => Hmac(a, [])),
            Case("another key", a => a.Token(key: TestAuthority.OtherKey)),
            Case("another key under the same kid", a => a.Token(key: TestAuthority.OtherKey, kid: TestAuthority.KeyId)),
            Case("another issuer", a => a.Token(c => c["iss"] = "https://evil.example")),
            Case("another audience", a => a.Token(c => c["aud"] = "another-service")),
            Case("no audience", a => a.Token(c => c.Remove("aud"))),
            Case("expired", a => a.Token(c => c["exp"] = now.AddMinutes(-5).ToUnixTimeSeconds())),
            Case("without expiry", a => a.Token(c => c.Remove("exp"))),
            Case("not valid yet", a => a.Token(c => c["nbf"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds())),
            Case("an ID token", a => a.Token(c => c["nonce"] = "abc")),
            Case("another type", a => a.Token(header: h => h["typ"] = "logout+jwt")),
            Case("cut", a => a.Token()[..^10]),
            Case("without signature", a => a.Token()[..(a.Token().LastIndexOf('.') + 1)]),
            Case("a claim altered", a => Altered(a)),
            Case("its own key in the header (jwk)", a => a.Token(key: TestAuthority.OtherKey, header: h => h["jwk"] = TestAuthority.JwkOf(TestAuthority.OtherKey, "x"))),
            Case("an address of keys in the header (jku)", a => a.Token(key: TestAuthority.OtherKey, kid: "evil", header: h => h["jku"] = a.EvilKeys)),
            Case("an address of a certificate in the header (x5u)", a => a.Token(key: TestAuthority.OtherKey, kid: "evil", header: h => h["x5u"] = a.EvilKeys)),
            Case("a critical extension that nobody knows", a => a.Token(header: h => { h["crit"] = new[] { "evil" }; h["evil"] = true; }, key: TestAuthority.OtherKey)),
            Case("a path as kid", a => a.Token(key: TestAuthority.OtherKey, kid: "../../../../dev/null")),
            Case("no token at all", _ => "garbage"),
        ];

        static TestCaseData Case(string what, Func<TestAuthority, string> forge) => new TestCaseData(what, forge).SetArgDisplayNames(what);
    }

    private static string Altered(TestAuthority authority)
    {
        var parts = authority.Token(c => c["roles"] = new[] { "viewer" }).Split('.');
        return $"{parts[0]}.{TestAuthority.Encode(JsonSerializer.SerializeToUtf8Bytes(authority.Claims(c => c["roles"] = new[] { "operator" })))}.{parts[2]}";
    }

    private static string Join(string header, Dictionary<string, object> claims, string signature) =>
        $"{TestAuthority.Encode(Encoding.UTF8.GetBytes(header))}.{TestAuthority.Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}.{signature}";

    private static string Hmac(TestAuthority authority, byte[] secret)
    {
        var content = Join($$"""{"alg":"HS256","typ":"JWT","kid":"{{TestAuthority.KeyId}}"}""", authority.Claims(), "");
        return content + TestAuthority.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(content[..^1])));
    }

    private async Task<HttpStatusCode> Status(string token)
    {
        using var caller = service.Bearer(token);
        using var answer = await caller.GetAsync(new Uri("/api/v1/runs", UriKind.Relative));
        return answer.StatusCode;
    }
}
