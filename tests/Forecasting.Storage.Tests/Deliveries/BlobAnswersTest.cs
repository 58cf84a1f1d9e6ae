using System.Net;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Forecasting.Storage.Deliveries;
using Forecasting.Storage.Sources;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Deliveries.DropSamples;

namespace Forecasting.Storage.Tests.Deliveries;

/// <summary>Answers of a storage account that an emulator does not give: what waits, and what a person must see to.</summary>
[TestFixture]
public sealed class BlobAnswersTest
{
    [TestCase(401, "NoAuthenticationInformation", DropFault.Refused, "was refused (401): the identity of this program needs the role Storage Blob Data Contributor, or FORECASTING_DELIVERY_BLOB a valid secret.")]
    [TestCase(403, "AuthorizationPermissionMismatch", DropFault.Refused, "was refused (403): the identity of this program needs the role Storage Blob Data Contributor, or FORECASTING_DELIVERY_BLOB a valid secret.")]
    [TestCase(404, "ContainerNotFound", DropFault.Refused, "cannot be written (404): the account or the container is not there.")]
    [TestCase(409, "ContainerBeingDeleted", DropFault.Refused, "cannot be written as it stands (409): it may be leased, archived, or its container on its way out.")]
    [TestCase(412, "LeaseIdMissing", DropFault.Refused, "cannot be written (412): it is leased, or a condition of the container is not met.")]
    [TestCase(429, "ServerBusy", DropFault.Transient, "did not answer after several tries (429): the storage is busy or down.")]
    [TestCase(503, "ServerBusy", DropFault.Transient, "did not answer after several tries (503): the storage is busy or down.")]
    [TestCase(418, "Teapot", DropFault.Refused, "cannot be written (418).")]
    public void Deliver_AnswerToEachRequest_WaitsOrIsRefused(int status, string code, DropFault expected, string ends)
    {
        foreach (var step in (string[])["HEAD", "block", "blocklist"])
        {
            using var account = new FakeAccount(request => request == step ? (status, code) : (0, ""));
            var fault = Fault(account.Place);
            Assert.That(fault.Fault, Is.EqualTo(expected), step);
            Assert.That(fault.Message, Is.EqualTo($"https://account.blob.core.windows.net/orders/in/acme-000000001.csv {ends}"), step);
        }
    }

    [Test]
    public void Deliver_BlobThatCameMeanwhile_IsLookedAtAndNotOverwritten()
    {
        using var account = new FakeAccount(request => request == "blocklist" ? (409, "BlobAlreadyExists") : (0, ""));
        var fault = Fault(account.Place);
        Assert.That(fault.Fault, Is.EqualTo(DropFault.Conflict));
        Assert.That(account.Conditions, Is.Not.Empty.And.All.EqualTo("*"), "If-None-Match");
    }

    [Test]
    public void Deliver_ConnectionLost_Waits()
    {
        using var account = new FakeAccount(_ => throw new HttpRequestException("connection reset"));
        var fault = Fault(account.Place);
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((DropFault.Transient, "https://account.blob.core.windows.net/orders/in/acme-000000001.csv does not answer.")));
    }

    /// <summary>An account with nothing in it, which answers a step as told.</summary>
    private sealed class FakeAccount : HttpMessageHandler
    {
        private readonly Func<string, (int Status, string Code)> answer;
        private readonly HttpClient client;
        private readonly HttpClientTransport transport;

        public FakeAccount(Func<string, (int Status, string Code)> answer)
        {
            this.answer = answer;
            client = new HttpClient(this);
            transport = new HttpClientTransport(client);
            var options = new BlobClientOptions { Transport = transport, Retry = { MaxRetries = 0 } };
            var address = BlobAddress.Parse("https://account.blob.core.windows.net/orders/in");
            Place = new BlobPlace(address, BlobAccess.To(address, "sv=1&sig=c2VjcmV0", DropSecrets.Blob, null!, options));
        }

        public IDropPlace Place { get; }

        public List<string> Conditions { get; } = [];

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var query = request.RequestUri!.Query;
            var step = query.Contains("comp=blocklist", StringComparison.Ordinal) ? "blocklist" : query.Contains("comp=block", StringComparison.Ordinal) ? "block" : request.Method.Method;
            if (step == "blocklist")
                Conditions.Add(request.Headers.IfNoneMatch.ToString());
            var (status, code) = answer(step);
            if (status == 0)
                (status, code) = request.Method == HttpMethod.Put ? (201, "") : (404, "BlobNotFound");
            var response = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = request, Content = new ByteArrayContent([]) };
            if (code.Length > 0)
                response.Headers.Add("x-ms-error-code", code);
            if (status == 201)
            {
                response.Headers.Add("ETag", "\"1\"");
                response.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
            }

            return response;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                transport.Dispose();
                client.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
