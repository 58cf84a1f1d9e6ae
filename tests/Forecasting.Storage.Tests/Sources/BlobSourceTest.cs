using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Forecasting.Storage.Files;
using Forecasting.Storage.Sources;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Sources;

/// <summary>Blobs against the emulator: what is copied, by what right, and what is said when it cannot be.</summary>
[TestFixture]
public class BlobSourceTest
{
    private const string SalesText = "date,sku,quantity\n2024-01-01,00123,1\n";

    private AzuriteServer? server;

    private AzuriteServer Azurite => server!;

    [OneTimeSetUp]
    public void StartServer() => server = AzuriteServer.Start();

    [OneTimeTearDown]
    public void StopServer() => server?.Dispose();

    [Test]
    public void Materialise_Prefix_CopiesWhatLiesDirectlyUnderIt()
    {
        Azurite.Container("prefix", ("weekly/sales.csv", SalesText), ("weekly/items.csv", "sku\nA\n"), ("weekly/old/sales.csv", "x"), ("stock.csv", "x"));
        using var cache = new SourceCache();
        var folder = Materialise("prefix/weekly", cache);
        Assert.That(Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "items.csv", "sales.csv" }));
        Assert.That(File.ReadAllText(Path.Combine(folder, "sales.csv")), Is.EqualTo(SalesText));
    }

    [Test]
    public void Materialise_Container_GivesTheSameInputAsAFolder()
    {
        using var directory = new DataDirectory(("sales.csv", SalesText));
        Azurite.Container("whole", ("sales.csv", SalesText));
        using var cache = new SourceCache();
        var copied = DataFolder.Scan(Materialise("whole", cache), new InputSettings());
        Assert.That(copied.Hashes, Is.EqualTo(directory.Scan().Hashes));
    }

    [Test]
    public void WrittenAt_AMarker_IsWhenItWasWrittenLast()
    {
        var container = Azurite.Container("marked", ("weekly/sales.csv", SalesText), ("weekly/.done.old", ""), ("weekly/old/.done", ""));
        var source = InputSource.Of($"{Azurite.Endpoint}/marked/weekly");
        Assert.That(source.WrittenAt(".done", Variable(Azurite.Connection), CancellationToken.None), Is.Null, "files may still be written");
        var written = container.UploadBlob("weekly/.done", BinaryData.FromString("")).Value.LastModified;
        Assert.That(source.WrittenAt(".done", Variable(Azurite.Connection), CancellationToken.None), Is.EqualTo(written));
        Assert.That(() => InputSource.Of($"{Azurite.Endpoint}/absent").WrittenAt(".done", Variable(Azurite.Connection), CancellationToken.None), Throws.InstanceOf<InputException>());
    }

    [Test]
    public void Dispose_Cache_LeavesNothingBehind()
    {
        Azurite.Container("gone", ("sales.csv", SalesText));
        string folder;
        using (var cache = new SourceCache())
            folder = Materialise("gone", cache);
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [Test]
    public void Materialise_SharedAccessSignature_IsEnough()
    {
        var container = Azurite.Container("signed", ("sales.csv", SalesText));
        var signature = container.GenerateSasUri(BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List, DateTimeOffset.UtcNow.AddHours(1)).Query;
        using var cache = new SourceCache();
        Assert.That(Directory.GetFiles(Materialise("signed", cache, signature)), Has.Length.EqualTo(1));
    }

    [Test]
    public void Materialise_SignatureThatIsOver_IsRefusedWithWhatToDo()
    {
        var container = Azurite.Container("expired", ("sales.csv", SalesText));
        var signature = container.GenerateSasUri(BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List, DateTimeOffset.UtcNow.AddHours(-1)).Query;
        using var cache = new SourceCache();
        var fault = Assert.Throws<InputException>(() => Materialise("expired", cache, signature));
        Assert.That(fault!.Message, Is.EqualTo(
            $"Access to {Azurite.Endpoint}/expired/ was refused (403): the identity of this program needs the role Storage Blob Data Reader, or FORECASTING_BLOB_CONNECTION a valid secret."));
    }

    [Test]
    public void Materialise_NoContainer_SaysSo()
    {
        using var cache = new SourceCache();
        Assert.That(() => Materialise("nowhere/weekly", cache), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            $"{Azurite.Endpoint}/nowhere/weekly/ is not there (404). Check the names of account, container and path."));
    }

    [Test]
    public void Materialise_NothingUnderThePrefix_SaysSo()
    {
        Azurite.Container("empty", ("sales.csv", SalesText));
        using var cache = new SourceCache();
        Assert.That(() => Materialise("empty/weekly", cache), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            $"There are no files directly under {Azurite.Endpoint}/empty/weekly/. Put sales.csv there, or name another container or prefix."));
    }

    [Test]
    public void Materialise_ConnectionOfAnotherAccount_IsRefusedWithoutItsSecret()
    {
        const string Other = "DefaultEndpointsProtocol=https;AccountName=other;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net";
        using var cache = new SourceCache();
        Assert.That(() => Materialise("prefix", cache, Other), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            $"The environment variable FORECASTING_BLOB_CONNECTION is for the account at other.blob.core.windows.net, and the data are at {Azurite.Endpoint}/prefix/."));
    }

    [Test]
    public void Run_BlobReplacedAfterItWasListed_CopiesNothingOfIt()
    {
        var container = Azurite.Container("changing", ("sales.csv", SalesText));
        var options = new BlobClientOptions();
        options.AddPolicy(new BeforeDownload(() => container.GetBlobClient("sales.csv").Upload(BinaryData.FromString(SalesText + "2024-01-02,B,2\n"), overwrite: true)), HttpPipelinePosition.PerCall);
        using var directory = new DataDirectory();
        Assert.That(() => Download("changing", options).Run(directory.Data, CancellationToken.None), Throws.InstanceOf<InputException>().With.Message.EqualTo(
            $"{Azurite.Endpoint}/changing/sales.csv changed while it was being copied (412). Was it still being written? Run again when it is complete."));
        Assert.That(File.Exists(directory.PathOf("sales.csv")), Is.False);
    }

    [Test]
    public void Run_BlobDeletedAfterItWasListed_SaysSo()
    {
        var container = Azurite.Container("deleting", ("sales.csv", SalesText));
        var options = new BlobClientOptions();
        options.AddPolicy(new BeforeDownload(() => container.DeleteBlob("sales.csv")), HttpPipelinePosition.PerCall);
        using var directory = new DataDirectory();

        // Azure answers 404 where the emulator answers 412.
        Assert.That(() => Download("deleting", options).Run(directory.Data, CancellationToken.None), Throws.InstanceOf<InputException>().With.Message.Match("deleting/sales[.]csv .*[(](404|412)[)]"));
        Assert.That(File.Exists(directory.PathOf("sales.csv")), Is.False);
    }

    [TestCase("a\\..\\b.csv")]
    [TestCase("c:x.csv")]
    public void Run_NameThatNoFileMayHave_IsRefused(string name)
    {
        var container = $"name{name.Length}";
        Azurite.Container(container, ($"in/{name}", SalesText));
        using var directory = new DataDirectory();
        Assert.That(() => Download(container + "/in", new BlobClientOptions()).Run(directory.Data, CancellationToken.None), Throws.InstanceOf<InputException>());
        Assert.That(Directory.EnumerateFileSystemEntries(directory.Data), Is.Empty);
    }

    private string Materialise(string path, SourceCache cache, string? connection = null) =>
        InputSource.Of($"{Azurite.Endpoint}/{path}").Materialise(cache, Variable(connection ?? Azurite.Connection), CancellationToken.None);

    private BlobDownload Download(string path, BlobClientOptions options)
    {
        var address = BlobAddress.Parse($"{Azurite.Endpoint}/{path}");
        return new BlobDownload(address, BlobAccess.To(address, Variable(Azurite.Connection), options));
    }

    private static Func<string, string?> Variable(string value) => name => name == "FORECASTING_BLOB_CONNECTION" ? value : null;

    /// <summary>Does something between the list and the first download.</summary>
    private sealed class BeforeDownload(Action action) : HttpPipelineSynchronousPolicy
    {
        private bool isDone;

        public override void OnSendingRequest(HttpMessage message)
        {
            if (isDone || message.Request.Uri.Query.Contains("comp=list", StringComparison.Ordinal))
                return;
            isDone = true;
            action();
        }
    }
}
