using Forecasting.Storage.Deliveries;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Deliveries.DropSamples;

namespace Forecasting.Storage.Tests.Deliveries;

/// <summary>What every kind of target keeps.</summary>
public abstract class DropContract
{
    /// <summary>A new target with nothing in it.</summary>
    private protected abstract TargetUnderTest Make();

    [Test]
    public void Deliver_AFile_IsThereWholeAndNotTwice()
    {
        using var target = Make();
        var file = File(1);
        Assert.That(Deliver(target.Place, file), Is.True);
        Assert.That(target.Names(), Is.EquivalentTo(new[] { file.Name, file.Name + ".manifest.json", file.Name + ".done" }));
        Assert.That(Taken(target.Names(), target.Read), Is.EqualTo(new[] { file.Name }));
        Assert.That(Deliver(target.Place, file), Is.False);
        Assert.That(Deliver(target.Place, file, again: true), Is.False, "the same bytes are there");
    }

    [Test]
    public void Deliver_StoppedBeforeEachStep_IsCompletedByTheNextTry()
    {
        using var target = Make();
        var steps = new List<string>();
        Deliver(target.Place, File(1), steps.Add);
        Assert.That(steps, Has.Count.GreaterThanOrEqualTo(6));
        for (var stop = 1; stop <= steps.Count; stop++)
        {
            var (file, count, isFirst) = (File(1 + stop), 0, true);
            Assert.That(() => Deliver(target.Place, file, _ => isFirst = ++count < stop ? isFirst : throw new KilledException()), Throws.TypeOf<KilledException>());
            Assert.That(Taken(target.Names(), target.Read), Has.Count.InRange(stop, stop + 1), steps[stop - 1]);
            Deliver(target.Place, file);
            Assert.That(Taken(target.Names(), target.Read), Has.Count.EqualTo(stop + 1), steps[stop - 1]);
            Assert.That(target.Names().Where(n => n.StartsWith('.')), Is.Empty, "nothing is left over");
        }
    }

    [TestCase("")]
    [TestCase(".manifest.json")]
    [TestCase(".done")]
    public void Deliver_NameTakenByOtherBytes_WritesNothing(string suffix)
    {
        using var target = Make();
        target.Write(File(1).Name + suffix, "something else");
        var fault = Fault(target.Place);
        Assert.That(fault.Fault, Is.EqualTo(DropFault.Conflict));
        Assert.That(fault.Message, Does.StartWith($"{File(1).Name}{suffix} is there with other bytes (SHA-256 ").And.EndWith("nothing was overwritten."));
        Assert.That(target.Names(), Is.EqualTo(new[] { File(1).Name + suffix }));
    }

    [Test]
    public void Deliver_NameTakenAtTheLastMoment_IsNotOverwritten()
    {
        using var target = Make();
        var last = "";
        Assert.That(
            () => Deliver(target.Place, File(1), step =>
            {
                last = step;
                if (step is "rename acme-000000001.csv" or "commit acme-000000001.csv")
                    target.Write(File(1).Name, "something else");
            }),
            Throws.TypeOf<DropException>().With.Property(nameof(DropException.Fault)).EqualTo(DropFault.Conflict), last);
        Assert.That(System.Text.Encoding.ASCII.GetString(target.Read(File(1).Name)!), Is.EqualTo("something else"));
        Assert.That(Taken(target.Names(), target.Read), Is.Empty);
    }

    [Test]
    public void Deliver_FileThatTheReceiverTookAway_IsBroughtBackOnlyWhenAsked()
    {
        using var target = Make();
        Deliver(target.Place, File(1));
        target.Delete(File(1).Name);
        Assert.That(Deliver(target.Place, File(1)), Is.False, "its mark says that it was there");
        Assert.That(Deliver(target.Place, File(1), again: true), Is.True);
        Assert.That(Taken(target.Names(), target.Read), Is.EqualTo(new[] { File(1).Name }));
    }

    [Test]
    public void Deliver_LargeAndEmptyFiles_AreWhole()
    {
        using var target = Make();
        var (large, empty) = (File(1, 5_000_000), DropFile.Of("acme-000000002.csv", []));
        Deliver(target.Place, large);
        Deliver(target.Place, empty);
        Assert.That(Taken(target.Names(), target.Read), Is.EqualTo(new[] { large.Name, empty.Name }));
    }
}

/// <summary>A target and another way to it.</summary>
internal sealed record TargetUnderTest(
    IDropPlace Place, Func<IReadOnlyList<string>> Names, Func<string, byte[]?> Read, Action<string, string> Write, Action<string> Delete, Action Close) : IDisposable
{
    /// <summary>A target whose files lie in a folder of this machine.</summary>
    public static TargetUnderTest Of(IDropPlace place, string folder, Action close) => new(
        place,
        () => [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)],
        name => System.IO.File.Exists(Path.Combine(folder, name)) ? System.IO.File.ReadAllBytes(Path.Combine(folder, name)) : null,
        (name, text) => System.IO.File.WriteAllText(Path.Combine(folder, name), text),
        name => System.IO.File.Delete(Path.Combine(folder, name)),
        close);

    public void Dispose()
    {
        Place.Dispose();
        Close();
    }
}
