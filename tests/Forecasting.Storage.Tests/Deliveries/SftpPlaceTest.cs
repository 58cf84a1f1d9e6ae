using Forecasting.Storage.Deliveries;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Deliveries.DropSamples;

namespace Forecasting.Storage.Tests.Deliveries;

/// <summary>SFTP against OpenSSH's server.</summary>
[TestFixture]
[Platform(Exclude = "Win")]
public sealed class SftpPlaceTest : DropContract
{
    private SftpServer? server;
    private int folders;

    [OneTimeSetUp]
    public void StartServer() => server = SftpServer.Start();

    [OneTimeTearDown]
    public void StopServer() => server?.Dispose();

    [Test]
    public void Deliver_HostWithAnotherKey_SendsNothing()
    {
        using var target = Make();
        var other = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";
        using var places = Places(server!.ClientKey);
        var fault = Fault(places.Open(server.Address(Path.Combine(server.Folder, "drop1")), other, "acme"));
        Assert.That(
            (fault.Fault, fault.Message),
            Is.EqualTo((DropFault.Refused, $"127.0.0.1 shows the key {server.HostKey}, and not the one that the settings name: nothing was sent. Ask the partner.")));
    }

    [Test]
    public void Deliver_KeyThatTheServerDoesNotKnow_IsRefused()
    {
        using var places = Places(Path.Combine(server!.Folder, "stranger"));
        var fault = Fault(places.Open(server.Address(server.Folder), server.HostKey, "acme"));
        Assert.That(fault.Fault, Is.EqualTo(DropFault.Refused));
        Assert.That(fault.Message, Does.Contain("does not let this program in"));
    }

    [Test]
    public void Deliver_WithoutSecretOrWithABrokenKey_SaysWhatToSet()
    {
        using var none = new DropPlaces("/", new DeliverySettings(), new DropSecrets(_ => null));
        Assert.That(
            Fault(none.Open(server!.Address("/in"), server.HostKey, "acme")).Message,
            Is.EqualTo("There is no secret for acme: set FORECASTING_DELIVERY_KEY to the path of a private key, or FORECASTING_DELIVERY_PASSWORD."));
        using var broken = Places(Path.Combine(server.Folder, "config"));
        Assert.That(Fault(broken.Open(server.Address("/in"), server.HostKey, "acme")).Message, Does.StartWith("The private key of acme cannot be used ("));
    }

    [Test]
    public void Deliver_FolderThatIsNotThere_IsRefused()
    {
        using var places = Places(server!.ClientKey);
        var fault = Fault(places.Open(server.Address("/nowhere/in"), server.HostKey, "acme"));
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((DropFault.Refused, $"{server.Address("/nowhere/in")}/ is not there.")));
    }

    [Test]
    public void Deliver_ServerThatLetsNobodyWrite_IsRefused()
    {
        using var readOnly = SftpServer.Start(isReadOnly: true);
        using var places = Places(readOnly.ClientKey);
        var fault = Fault(places.Open(readOnly.Address(readOnly.Folder), readOnly.HostKey, "acme"));
        Assert.That(fault.Fault, Is.EqualTo(DropFault.Refused));
        Assert.That(fault.Message, Does.StartWith($"{readOnly.Address(readOnly.Folder)}/ does not let this program write ("));
    }

    [Test]
    public void Deliver_ServerThatIsGone_Waits()
    {
        using var places = Places(server!.ClientKey);
        var port = Sources.Server.FreePort();
        Assert.That(Fault(places.Open(FormattableString.Invariant($"sftp://us@127.0.0.1:{port}/in"), server.HostKey, "acme")).Fault, Is.EqualTo(DropFault.Transient));
    }

    private protected override TargetUnderTest Make()
    {
        var folder = Path.Combine(server!.Folder, $"drop{++folders}");
        Directory.CreateDirectory(folder);
        var places = Places(server.ClientKey);
        return TargetUnderTest.Of(places.Open(server.Address(folder), server.HostKey, "acme"), folder, places.Dispose);
    }

    private static DropPlaces Places(string key) =>
        new("/", new DeliverySettings { RetrySeconds = 0 }, new DropSecrets(name => name == DropSecrets.Key ? key : null));
}
