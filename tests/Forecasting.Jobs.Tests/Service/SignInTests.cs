using System.Net;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>A person signs in with a browser at the firm's identity provider.</summary>
[TestFixture]
public sealed class SignInTests
{
    [Test]
    public async Task Page_WithABrowser_SendsToTheProviderAndShowsThePageAfterwards()
    {
        await using var authority = await TestAuthority.Start();
        await using var service = await TestService.Start(settings:
        [
            KeyValuePair.Create("service.authority", authority.Issuer), KeyValuePair.Create("service.audience", TestAuthority.Audience),
            KeyValuePair.Create("service.clientId", "page"),
        ]);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = service.Address };
        Assert.That((await browser.GetAsync(new Uri("/api/v1/runs", UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), "a program is told");
        var next = new Uri(service.Address, "/");
        HttpResponseMessage answer;
        var steps = new List<string>();
        while ((answer = await browser.GetAsync(next)).StatusCode == HttpStatusCode.Redirect)
        {
            steps.Add(next.AbsolutePath);
            next = new Uri(next, answer.Headers.Location!);
        }

        Assert.That(steps, Is.EqualTo(new[] { "/", "/sign-in", "/authorize", "/signin-oidc" }));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("anna@example.net").And.Contain("Sign out").And.Not.Contain("Run and publish"));
        Assert.That((await browser.GetAsync(new Uri(service.Address, "/api/v1/audit"))).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), "she is a viewer");
    }
}
