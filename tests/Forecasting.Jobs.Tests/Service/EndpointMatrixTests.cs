using System.Net;
using Forecasting.Jobs.Service.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>Every endpoint of the routing table for every role: whoever may not is refused, and whoever may is not.</summary>
[TestFixture]
public sealed class EndpointMatrixTests
{
    /// <summary>A probe is told one word.</summary>
    private static readonly string[] Open = ["/health/live", "/health/ready"];

    private TestService service = null!;

    [OneTimeSetUp]
    public async Task StartTheService() => service = await TestService.Start();

    [OneTimeTearDown]
    public async Task StopIt() => await service.DisposeAsync();

    [Test]
    public void Endpoints_WithoutAPolicy_AreOnlyThoseOfProbes()
    {
        var open = Endpoints().Where(e => e.Metadata.GetOrderedMetadata<IAuthorizeData>().All(a => a.Policy is null)).Select(PathOf).Distinct();
        Assert.That(open, Is.EquivalentTo(Open), "every endpoint names the policy of those who may call it");
    }

    [Test]
    public void Endpoints_OfTheService_AreManyEnoughThatTheMatrixCanFail() => Assert.That(Endpoints().Count(), Is.GreaterThan(18));

    [Test]
    public async Task Endpoints_Anonymous_Are401WithAProblem()
    {
        using var nobody = service.Anonymous();
        foreach (var (endpoint, method) in Calls().Where(c => !Open.Contains(PathOf(c.Endpoint))))
        {
            using var answer = await Send(nobody, endpoint, method);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), $"{method} {PathOf(endpoint)}");
            var problem = await TestService.Read(answer);
            Assert.That(problem.GetProperty("type").GetString(), Is.EqualTo("urn:forecasting:problem:unauthenticated"));
            Assert.That(problem.GetProperty("id").GetString(), Is.Not.Empty);
        }
    }

    [Test]
    public async Task Endpoints_EveryRole_AreOpenToThoseOfTheirPolicyAlone([ValueSource(typeof(EndpointMatrixTests), nameof(AllRoles))] string role)
    {
        using var caller = service.Caller(role);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (endpoint, method) in Calls().Where(c => !Open.Contains(PathOf(c.Endpoint))))
            {
                var policy = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).Last(p => p is not null)!;
                using var answer = await Send(caller, endpoint, method);
                var status = (int)answer.StatusCode;
                if (Roles.Policies[policy].Contains(role))
                    Assert.That(status, Is.Not.EqualTo(401).And.Not.EqualTo(403).And.LessThan(500), $"{role}: {method} {PathOf(endpoint)}");
                else
                    Assert.That(status, Is.EqualTo(403), $"{role}: {method} {PathOf(endpoint)}");
            }
        }
    }

    [Test]
    public async Task Endpoints_ThatAreAddedWithoutAPolicy_AreClosedAllTheSame()
    {
        await using var other = await TestService.Start(more: app => app.MapGet("/forgotten", () => "secret"));
        using var nobody = other.Anonymous();
        Assert.That((await nobody.GetAsync(new Uri("/forgotten", UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private static System.Collections.Immutable.ImmutableArray<string> AllRoles() => Roles.All;

    private static string PathOf(Endpoint endpoint) => "/" + ((RouteEndpoint)endpoint).RoutePattern.RawText!.TrimStart('/');

    private IEnumerable<Endpoint> Endpoints() =>
        service.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    private IEnumerable<(Endpoint Endpoint, string Method)> Calls() =>
        from endpoint in Endpoints()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (endpoint, method);

    // A body that no endpoint takes: who may call it is told so, and nothing happens.
    private static Task<HttpResponseMessage> Send(HttpClient caller, Endpoint endpoint, string method)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(PathOf(endpoint), @"\{[^}]*\}", "none");
        if (path == "/api/none/openapi.json")
            path = "/api/v1/openapi.json";
        var message = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
        {
            message.Content = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/json") == true
                ? TestService.Json("""{ "nonsense": 1 }""")
                : new FormUrlEncodedContent([]);
            message.Headers.Add("Idempotency-Key", new string('x', 101));
        }

        return caller.SendAsync(message);
    }
}
