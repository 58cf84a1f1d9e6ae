using System.Collections.Immutable;
using System.Text;
using Forecasting.Reports.Files;
using Forecasting.Reports.Publishing;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Publishing;

public sealed class PublicationTests
{
    private const string Name = "2024-04-15_run";

    private string root = "";

    [SetUp]
    public void MakeFolder() => root = Directory.CreateTempSubdirectory("publication").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(root, recursive: true);

    [Test]
    public void Publish_NewFolder_WritesManifestAndThenDone()
    {
        var order = new List<string>();
        var published = Publish(root, Artefacts(), step =>
        {
            if (step.Action == PublicationAction.Rename)
                order.Add(step.File);
        });
        Assert.That(order, Is.EqualTo((string[])["a.csv", "b.csv", "run.json", "manifest.json", ".done"]));
        Assert.That(published.WasAlreadyThere, Is.False);
        Assert.That(Publication.Verify(published.Folder).Files.Select(f => (f.Name, f.Rows, f.Bytes)),
            Is.EqualTo(((string, long?, long?)[])[("a.csv", 1, 4), ("b.csv", 2, 5), ("run.json", null, null)]));
        Assert.That(Directory.GetFiles(published.Folder), Has.Length.EqualTo(5));
    }

    [Test]
    public void Publish_EachFile_IsFlushedBeforeItGetsItsName()
    {
        var steps = new List<PublicationStep>();
        Publish(root, Artefacts(), steps.Add);
        Assert.That(steps.Where(s => s.File == "a.csv").Select(s => s.Action), Is.EqualTo((PublicationAction[])
            [PublicationAction.Write, PublicationAction.Flush, PublicationAction.Rename, PublicationAction.FlushFolder]));
    }

    [Test]
    public void Publish_Twice_WritesNothingTheSecondTime()
    {
        Publish(root, Artefacts(), null);
        var before = State(root);
        var again = Publish(root, Artefacts(record: "another time"), step => Assert.Fail($"unexpected {step}"));
        Assert.That(again.WasAlreadyThere, Is.True);
        Assert.That(State(root), Is.EqualTo(before));
    }

    [Test]
    public void Publish_KilledBeforeAnyStep_IsTakenUpToTheSameBytes()
    {
        // A kill is the state of the folder at that moment: copied away in mid-flight, so that no clean-up of ours can help.
        var moments = new List<string>();
        Publish(root, Artefacts(), _ => moments.Add(Copy()));
        var expected = State(root);
        Assert.That(moments, Has.Count.EqualTo(21));
        foreach (var moment in moments)
        {
            var folder = Path.Combine(moment, Name);
            Assert.That(File.Exists(Path.Combine(folder, Publication.DoneName)) && moment != moments[^1], Is.False, "done too early");
            Assert.That(Publish(moment, Artefacts(), null).Manifest.Files, Has.Length.EqualTo(3));
            Assert.That(State(moment), Is.EqualTo(expected));
            Directory.Delete(moment, recursive: true);
        }

        string Copy()
        {
            var copy = Directory.CreateTempSubdirectory("moment").FullName;
            if (Directory.Exists(Path.Combine(root, Name)))
            {
                Directory.CreateDirectory(Path.Combine(copy, Name));
                foreach (var file in Directory.GetFiles(Path.Combine(root, Name)))
                    File.WriteAllBytes(Path.Combine(copy, Name, Path.GetFileName(file)), Bytes(file));
            }

            return copy;
        }
    }

    [Test]
    public void Publish_FailureBeforeAnyStep_LeavesNoHalfFileVisible()
    {
        var steps = 0;
        Publish(root, Artefacts(), _ => steps++);
        var whole = State(root);
        for (var failing = 0; failing < steps; failing++)
        {
            var folder = Directory.CreateTempSubdirectory("failing").FullName;
            var left = failing;
            Assert.That(
                () => Publish(folder, Artefacts(), _ =>
                {
                    if (left-- == 0)
                        throw new IOException("disk full");
                }),
                Throws.TypeOf<IOException>());
            foreach (var (file, bytes) in State(folder).Where(f => !f.Key.EndsWith(".tmp", StringComparison.Ordinal)))
                Assert.That(bytes, Is.EqualTo(whole[file]), $"{file} after {failing} steps");

            Publish(folder, Artefacts(), null);
            Assert.That(State(folder), Is.EqualTo(whole));
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Publish_CancelledBeforeAnyStep_CanBeDoneAgain()
    {
        var steps = 0;
        Publish(root, Artefacts(), _ => steps++);
        var whole = State(root);
        for (var cancelled = 0; cancelled < steps - 1; cancelled++)
        {
            var folder = Directory.CreateTempSubdirectory("cancelled").FullName;
            using var source = new CancellationTokenSource();
            var left = cancelled;
            Assert.That(
                () => Publication.Publish(folder, Name, Empty, Artefacts(), _ =>
                {
                    if (left-- == 0)
                        source.Cancel();
                }, source.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(File.Exists(Path.Combine(folder, Name, Publication.DoneName)), Is.False);
            Publish(folder, Artefacts(), null);
            Assert.That(State(folder), Is.EqualTo(whole));
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Publish_NameTakenByOtherBytes_IsAConflictAndNothingIsOverwritten()
    {
        Directory.CreateDirectory(Path.Combine(root, Name));
        var taken = Path.Combine(root, Name, "b.csv");
        File.WriteAllText(taken, "somebody else's");
        var conflict = Assert.Throws<PublicationConflictException>(() => Publish(root, Artefacts(), null));
        Assert.That(conflict!.Path, Is.EqualTo(taken));
        Assert.That(File.ReadAllText(taken), Is.EqualTo("somebody else's"));
        Assert.That(State(root).Keys, Is.EqualTo((string[])["a.csv", "b.csv"]));
    }

    [Test]
    public void Publish_FinishedButChangedSince_IsAConflict()
    {
        var folder = Publish(root, Artefacts(), null).Folder;
        File.AppendAllText(Path.Combine(folder, "a.csv"), "x");
        Assert.That(() => Publish(root, Artefacts(), null), Throws.TypeOf<PublicationConflictException>());
    }

    [Test]
    public void Publish_TakenUpAgain_KeepsTheFirstRunRecord()
    {
        Assert.That(
            () => Publish(root, Artefacts(record: "first"), s => throw (s.File == Manifest.Name ? new IOException() : new InvalidDataException())),
            Throws.TypeOf<InvalidDataException>());
        Assert.That(() => Publish(root, Artefacts(record: "first"), s => Stop(s, Manifest.Name)), Throws.TypeOf<IOException>());
        var folder = Publish(root, Artefacts(record: "second"), null).Folder;
        Assert.That(File.ReadAllText(Path.Combine(folder, RunFile.Name)), Is.EqualTo("first"));

        static void Stop(PublicationStep step, string file)
        {
            if (step.File == file)
                throw new IOException();
        }
    }

    [Test]
    public void Verify_AnyByteFlipped_IsFound()
    {
        var folder = Publish(root, Artefacts(), null).Folder;
        foreach (var name in new[] { "a.csv", "b.csv", Manifest.Name, Publication.DoneName })
        {
            var path = Path.Combine(folder, name);
            var bytes = Bytes(path);
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] ^= 1;
                File.WriteAllBytes(path, bytes);
                Assert.That(() => Publication.Verify(folder), Throws.TypeOf<PublicationConflictException>(), $"{name}, byte {i}");
                bytes[i] ^= 1;
            }

            File.WriteAllBytes(path, bytes);
        }

        Assert.That(() => Publication.Verify(folder), Throws.Nothing);
    }

    [TestCase("a.csv")]
    [TestCase("run.json")]
    [TestCase("manifest.json")]
    [TestCase(".done")]
    public void Verify_FileMissing_IsFound(string name)
    {
        var folder = Publish(root, Artefacts(), null).Folder;
        File.Delete(Path.Combine(folder, name));
        Assert.That(() => Publication.Verify(folder), Throws.TypeOf<PublicationConflictException>());
    }

    [Test]
    public void Publish_SamplePlan_SheetFileAndManifestAgree()
    {
        var report = SamplePlan.Report();
        var published = Publication.Publish(
            root, Publication.FolderName(report.Identity), Manifest.For(report, isTest: false), PlanArtefacts.Of(report, () => [], WorkbookSplit.None, [], isTest: false), null, CancellationToken.None);
        Assert.That(Path.GetFileName(published.Folder), Is.EqualTo($"2024-04-15_{report.Identity.RunId}"));
        using var stream = File.OpenRead(Path.Combine(published.Folder, ReorderFile.Name));
        var lines = ReorderFile.Read(stream).Lines;
        var workbook = new WorkbookReading(Bytes(Path.Combine(published.Folder, "plan.xlsx")));
        var total = workbook["Orders by supplier"].Where(c => c.Value.Text == "Grand total").Select(c => c.Key[1..]).ToList();
        Assert.That(total.Select(row => workbook["Orders by supplier"]["K" + row].Number), Is.EqualTo(published.Manifest.Totals.ValueByCurrency.Values));
        Assert.That(workbook["Orders by supplier"]["G" + total[0]].Number, Is.EqualTo(lines.Sum(l => l.Quantity)).And.EqualTo(published.Manifest.Totals.Quantity));
        Assert.That(published.Manifest.Files.Single(f => f.Name == ReorderFile.Name).Rows, Is.EqualTo(lines.Length));
    }

    private static Manifest Empty => Manifest.For(SamplePlan.Of([]), isTest: false);

    private static Published Publish(string folder, ImmutableArray<Artefact> artefacts, Action<PublicationStep>? before) =>
        Publication.Publish(folder, Name, Empty, artefacts, before, CancellationToken.None);

    private static ImmutableArray<Artefact> Artefacts(string record = "timings") =>
    [
        new("a.csv", 1, stream => stream.Write("a\n1\n"u8)),
        new("b.csv", 2, stream => stream.Write("1\n22\n"u8)),
        new("run.json", null, stream => stream.Write(Encoding.UTF8.GetBytes(record))) { IsReproducible = false },
    ];

    private static SortedDictionary<string, string> State(string root)
    {
        var folder = Path.Combine(root, Name);
        return Directory.Exists(folder)
            ? new(Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f)!, f => Convert.ToHexString(Bytes(f))), StringComparer.Ordinal)
            : [];
    }

    private static byte[] Bytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
