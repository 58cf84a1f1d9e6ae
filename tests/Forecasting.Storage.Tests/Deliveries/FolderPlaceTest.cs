using Forecasting.Storage.Deliveries;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Deliveries.DropSamples;

namespace Forecasting.Storage.Tests.Deliveries;

/// <summary>Folders on a disk or share.</summary>
[TestFixture]
public sealed class FolderPlaceTest : DropContract
{
    private DataDirectory directory = null!;

    [SetUp]
    public void Create() => directory = new DataDirectory();

    [TearDown]
    public void Clean() => directory.Dispose();

    [Test]
    public void Deliver_FileWhereTheFolderShouldBe_IsRefused()
    {
        directory.Write("in", "a file");
        Assert.That((Fault(Open("in")).Fault, Fault(Open("in")).Message), Is.EqualTo((DropFault.Refused, $"{directory.PathOf("in")} is a file and no folder.")));
        Assert.That((Fault(Open("in/below")).Fault, Fault(Open("in/below")).Message), Is.EqualTo((DropFault.Refused, $"{directory.PathOf("in")} is a file and no folder.")));
    }

    [Test]
    public void Deliver_ShareThatIsNotConnected_WaitsAndMakesNoFolder()
    {
        var fault = Fault(Open("share"));
        Assert.That((fault.Fault, fault.Message), Is.EqualTo((DropFault.Transient, $"{directory.PathOf("share")} is not there. Is the share connected? The folder is not made here.")));
        Assert.That(Directory.Exists(directory.PathOf("share")), Is.False);
    }

    [Test]
    public void Deliver_ShareDroppedInTheMiddle_WaitsAndIsCompletedWhenItIsBack()
    {
        Directory.CreateDirectory(directory.PathOf("share"));
        var place = Open("share");
        var fault = Assert.Throws<DropException>(() => Deliver(place, File(1), step =>
        {
            if (step == "write acme-000000001.csv.manifest.json")
                Directory.Move(directory.PathOf("share"), directory.PathOf("away"));
        }))!;
        Assert.That(fault.Fault, Is.EqualTo(DropFault.Transient));
        Directory.Move(directory.PathOf("away"), directory.PathOf("share"));
        Deliver(place, File(1));
        Assert.That(Directory.GetFiles(directory.PathOf("share")), Has.Length.EqualTo(3));
    }

    [Test]
    public void Deliver_FolderOfTheReports_IsMade()
    {
        using var places = new DropPlaces(directory.Data, new DeliverySettings(), new DropSecrets(_ => null));
        Deliver(places.Open("to/acme", "", "acme"), File(1));
        Assert.That(Directory.GetFiles(directory.PathOf("to/acme")), Has.Length.EqualTo(3));
    }

    [Test]
    public void Deliver_NameThatMayNotBeWritten_IsRefused()
    {
        // Root may write anywhere, but not into a folder that has the name of a file.
        using var target = Make();
        Directory.CreateDirectory(directory.PathOf("in/.acme-000000001.csv.tmp"));
        var fault = Fault(target.Place);
        Assert.That(fault.Fault, Is.EqualTo(DropFault.Refused));
        Assert.That(fault.Message, Does.StartWith($"{directory.PathOf("in")} does not let this program write ("));
    }

    [Test]
    [Platform("Linux")]
    public void Deliver_FileSystemThatTakesNoFiles_IsRefused()
    {
        // Not even from root, whether it is mounted for reading only or not.
        const string Kernel = "/sys/kernel";
        if (!Directory.Exists(Kernel))
            Assert.Ignore($"{Kernel} is not there.");
        using var place = new FolderPlace(Kernel, isOurs: false);
        Assert.That(Fault(place).Fault, Is.EqualTo(DropFault.Refused));
    }

    private protected override TargetUnderTest Make()
    {
        var folder = directory.PathOf("in");
        Directory.CreateDirectory(folder);
        return TargetUnderTest.Of(new FolderPlace(folder, isOurs: false), folder, () => { });
    }

    private FolderPlace Open(string name) => new(directory.PathOf(name), isOurs: false);
}
