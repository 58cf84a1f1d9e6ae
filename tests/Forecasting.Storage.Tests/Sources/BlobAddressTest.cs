using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Forecasting.Storage.Files;
using Forecasting.Storage.Sources;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Sources;

public class BlobAddressTest
{
    [TestCase("https://acme.blob.core.windows.net/sales", "https://acme.blob.core.windows.net/sales", "")]
    [TestCase("https://acme.blob.core.windows.net/sales/", "https://acme.blob.core.windows.net/sales", "")]
    [TestCase("https://acme.blob.core.windows.net/sales/weekly/north/", "https://acme.blob.core.windows.net/sales", "weekly/north/")]
    [TestCase("https://acme.blob.core.windows.net/sales/a%20b", "https://acme.blob.core.windows.net/sales", "a b/")]
    [TestCase("http://127.0.0.1:10000/devstoreaccount1/sales/weekly", "http://127.0.0.1:10000/devstoreaccount1/sales", "weekly/")]
    public void Parse_Address_GivesContainerAndPrefix(string text, string container, string prefix)
    {
        var address = BlobAddress.Parse(text);
        Assert.That((address.Container.ToString().TrimEnd('/'), address.Prefix), Is.EqualTo((container, prefix)));
    }

    [TestCase("https://acme.blob.core.windows.net", "\"https://acme.blob.core.windows.net\" names no container. Give the address of a container, such as https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX.")]
    [TestCase("https://", "The address of the data cannot be understood. Give the address of a container, such as https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX.")]
    [TestCase("http://acme.blob.core.windows.net/sales", "\"http://acme.blob.core.windows.net/sales\" is not encrypted. Only an emulator on this machine may be read by http; write https.")]
    [TestCase("https://acme.blob.core.windows.net/sales?sv=1&sig=SECRET",
        "The address of the data, https://acme.blob.core.windows.net/sales, carries more than a path. A signature is a secret: put it into the environment variable FORECASTING_BLOB_CONNECTION.")]
    [TestCase("https://user:SECRET@acme.blob.core.windows.net/sales",
        "The address of the data, https://acme.blob.core.windows.net/sales, carries more than a path. A signature is a secret: put it into the environment variable FORECASTING_BLOB_CONNECTION.")]
    public void Of_WrongAddress_SaysWhatIsRight(string text, string message) =>
        Assert.That(() => InputSource.Of(text), Throws.InstanceOf<InputException>().With.Message.EqualTo(message));

    [Test]
    public void Of_AnythingElse_IsAFolder() =>
        Assert.That(InputSource.Of("data"), Is.EqualTo(new InputSource.Folder(Path.GetFullPath("data"))));

    [Test]
    public void Of_Blank_IsRefused() => Assert.That(() => InputSource.Of(" "), Throws.InstanceOf<InputException>().With.Message.EqualTo(
        "No data folder is named. Give the folder that holds sales.csv."));

    [TestCase(401, "Access to https://acme.blob.core.windows.net/sales/ was refused (401): the identity of this program needs the role Storage Blob Data Reader, or FORECASTING_BLOB_CONNECTION a valid secret.")]
    [TestCase(409, "https://acme.blob.core.windows.net/sales/ cannot be read as it stands (409): it may be archived, or its container may be on its way out.")]
    [TestCase(503, "https://acme.blob.core.windows.net/sales/ did not answer after several tries (503): the storage is busy or down. Run again later.")]
    [TestCase(418, "https://acme.blob.core.windows.net/sales/ cannot be read (418).")]
    public void Run_StorageThatRefuses_SaysWhy(int status, string message)
    {
        using var handler = new Answer(status);
        using var client = new HttpClient(handler);
        Assert.That(() => Run(client), Throws.InstanceOf<InputException>().With.Message.EqualTo(message));
        Assert.That(handler.Requests, Is.EqualTo(status == 503 ? 3 : 1));
    }

    [Test]
    public void Run_StorageThatDoesNotAnswer_SaysSo()
    {
        using var handler = new Answer(null);
        using var client = new HttpClient(handler);
        Assert.That(() => Run(client), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            "https://acme.blob.core.windows.net/sales/ does not answer. Check the name of the account and the network."));
    }

    [Test]
    public void To_VariableThatIsNoSecretOfBlobs_IsRefusedWithoutQuotingIt()
    {
        var address = BlobAddress.Parse("https://acme.blob.core.windows.net/sales");
        Assert.That(() => BlobAccess.To(address, _ => "hunter2", new()), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            "The environment variable FORECASTING_BLOB_CONNECTION holds neither a connection string nor a shared access signature."));
    }

    private static void Run(HttpClient client)
    {
        var options = new BlobClientOptions
        {
            Transport = new HttpClientTransport(client),
            Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(1), Mode = RetryMode.Fixed },
        };
        var address = BlobAddress.Parse("https://acme.blob.core.windows.net/sales");
        new BlobDownload(address, BlobAccess.To(address, _ => "?sv=1&sig=x", options)).Run("unused", CancellationToken.None);
    }

    /// <summary>A storage that answers every request alike, or not at all.</summary>
    private sealed class Answer(int? status) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return status is { } code ? new HttpResponseMessage((HttpStatusCode)code) : throw new HttpRequestException("no route");
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
