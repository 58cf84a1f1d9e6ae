using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Service;

/// <summary>More calls than the settings allow: refused with how long to wait, for that address alone, and never for probes.</summary>
[TestFixture]
public sealed class LimitTests
{
    private const int Allowed = 5;

    private static readonly Uri Live = new("/api/v1/live", UriKind.Relative);

    private TestService service = null!;

    [OneTimeSetUp]
    public async Task UseUpWhatIsAllowed()
    {
        service = await TestService.Start(settings: KeyValuePair.Create("service.requestsPerMinute", Allowed.ToString(CultureInfo.InvariantCulture)));
        using var caller = service.Caller("viewer");
        for (var i = 0; i < Allowed; i++)
            Assert.That((await caller.GetAsync(Live)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [OneTimeTearDown]
    public async Task Stop() => await service.DisposeAsync();

    [Test]
    public async Task Calls_MoreThanAllowed_AreAProblemThatSaysHowLongToWait()
    {
        using var caller = service.Caller("viewer", "another key");
        using var answer = await caller.GetAsync(Live);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(answer.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That((await TestService.Read(answer)).GetProperty("type").GetString(), Is.EqualTo("urn:forecasting:problem:too-many"));
    }

    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    public async Task Probes_WhileTheirAddressFloods_AreAnswered(string path)
    {
        using var probe = service.Anonymous();
        for (var i = 0; i < 4 * Allowed; i++)
            Assert.That((await probe.GetAsync(new Uri(path, UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    [Platform("Linux")]
    public async Task Calls_FromAnotherAddress_AreAnswered()
    {
        using var caller = new HttpClient(new SocketsHttpHandler { ConnectCallback = FromAnotherAddress }) { BaseAddress = service.Address };
        caller.DefaultRequestHeaders.Add("X-Api-Key", service.Key("viewer", "elsewhere"));
        Assert.That((await caller.GetAsync(Live)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    private static async ValueTask<Stream> FromAnotherAddress(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
