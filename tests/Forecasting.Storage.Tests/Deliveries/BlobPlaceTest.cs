using Forecasting.Storage.Deliveries;
using Forecasting.Storage.Tests.Sources;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Deliveries.DropSamples;

namespace Forecasting.Storage.Tests.Deliveries;

/// <summary>Blob containers, with the real client against the emulator.</summary>
[TestFixture]
public sealed class BlobPlaceTest : DropContract
{
    private AzuriteServer? server;
    private int containers;

    [OneTimeSetUp]
    public void StartServer() => server = AzuriteServer.Start();

    [OneTimeTearDown]
    public void StopServer() => server?.Dispose();

    [Test]
    public void Deliver_ManyFilesKilledAtRandom_AreSeenWholeByAReaderWhoNeverPauses()
    {
        const int Files = 8;
        using var target = Make();
        var random = new Random(7);
        using var stop = new CancellationTokenSource();
        var looks = 0;
        var reader = Task.Run(() =>
        {
            for (; !stop.IsCancellationRequested; looks++)
                Taken(target.Names(), target.Read);
        });
        for (var number = 1; number <= Files; number++)
        {
            var delivered = false;
            while (!delivered)
            {
                var last = random.Next(1, 12);
                try
                {
                    Deliver(target.Place, File(number), _ => last = last > 0 ? last - 1 : throw new KilledException());
                    delivered = true;
                }
                catch (KilledException)
                {
                    // Whoever comes next takes it up.
                }
            }
        }

        stop.Cancel();
        Assert.That(() => reader.GetAwaiter().GetResult(), Throws.Nothing);
        Assert.That(looks, Is.GreaterThan(0));
        Assert.That(Taken(target.Names(), target.Read), Is.EqualTo(Enumerable.Range(1, Files).Select(n => File(n).Name)));
    }

    [Test]
    public void Deliver_NoContainer_IsRefused()
    {
        var secrets = new DropSecrets(name => name == DropSecrets.Blob ? server!.Connection : null);
        using var places = new DropPlaces("/", new DeliverySettings { RetrySeconds = 0 }, secrets);
        var fault = Fault(places.Open($"{server!.Endpoint}/nowhere/in", "", "acme"));
        Assert.That(
            (fault.Fault, fault.Message),
            Is.EqualTo((DropFault.Refused, $"{server.Endpoint}/nowhere/in/acme-000000001.csv cannot be written (404): the account or the container is not there.")));
    }

    private protected override TargetUnderTest Make()
    {
        var name = $"drop{++containers}";
        var container = server!.Container(name);
        var secrets = new DropSecrets(variable => variable == DropSecrets.Blob ? server.Connection : null);
        var places = new DropPlaces("/", new DeliverySettings { RetrySeconds = 0 }, secrets);
        return new TargetUnderTest(
            places.Open($"{server.Endpoint}/{name}/in", "", "acme"),
            () => [.. container.GetBlobs(new Azure.Storage.Blobs.Models.GetBlobsOptions { Prefix = "in/" }).Select(b => b.Name["in/".Length..])],
            blob => container.GetBlobClient("in/" + blob) is var client && client.Exists() ? client.DownloadContent().Value.Content.ToArray() : null,
            (blob, text) => container.GetBlobClient("in/" + blob).Upload(BinaryData.FromString(text), overwrite: true),
            blob => container.GetBlobClient("in/" + blob).Delete(),
            places.Dispose);
    }
}
