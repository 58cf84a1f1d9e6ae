using System.Security.Cryptography;
using System.Text;
using Forecasting.Storage.Archive;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Archive;

/// <summary>What each run was made from: named in the database, kept in the archive, and nothing in the archive that no run names.</summary>
public class RunInputsTest
{
    private DataDirectory directory = null!;
    private ForecastingDatabase database = null!;
    private RawArchive archive = null!;
    private RunInputs inputs = null!;

    [SetUp]
    public void Open()
    {
        directory = new DataDirectory();
        database = ForecastingDatabase.Open(directory.DatabasePath);
        archive = new RawArchive(Path.Combine(directory.Root, "archive"));
        inputs = new RunInputs(database, archive);
    }

    [TearDown]
    public void Close()
    {
        database.Dispose();
        directory.Dispose();
    }

    [Test]
    public void Keep_Files_AreNamedInOrderAndKept()
    {
        inputs.Keep("run1", [File("b.csv", "b"), File("a.csv", "a"), File("a.csv", "a")]);
        Assert.That(inputs.Of("run1"), Is.EqualTo(new[] { Input("a.csv", "a"), Input("b.csv", "b") }));
        Assert.That(inputs.Of("run2"), Is.Empty);
        Assert.That(Kept("a", "b", "c"), Is.EqualTo(new[] { true, true, false }));
    }

    [Test]
    public void Keep_SameRunAgain_ForgetsWhatTheEarlierAttemptNamed()
    {
        inputs.Keep("run1", [File("a.csv", "a"), File("context.json", "1")]);
        inputs.Keep("run2", [File("a.csv", "a")]);
        inputs.Keep("run1", [File("a.csv", "a"), File("context.json", "2")]);
        Assert.That(inputs.Of("run1"), Is.EqualTo(new[] { Input("a.csv", "a"), Input("context.json", "2") }));
        Assert.That(Kept("a", "1", "2"), Is.EqualTo(new[] { true, false, true }));
    }

    [Test]
    public void Keep_TwoFilesOfOneName_BothStay()
    {
        inputs.Keep("run1", [File("sales.csv", "of a folder"), File("sales.csv", "of a query")]);
        Assert.That(inputs.Of("run1"), Has.Length.EqualTo(2));
    }

    [Test]
    public void Forget_Run_LeavesWhatOthersNeed()
    {
        inputs.Keep("run1", [File("a.csv", "a"), File("b.csv", "b")]);
        inputs.Keep("run2", [File("a.csv", "a")]);
        inputs.Forget("run1");
        Assert.That(inputs.Of("run1"), Is.Empty);
        Assert.That(Kept("a", "b"), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void Keep_StoppedAtAnyStep_LeavesNoFileThatNoRunNames()
    {
        var steps = new List<string>();
        Attempt(steps.Add);
        Assert.That(steps, Has.Count.GreaterThan(8));
        for (var stop = 0; stop < steps.Count; stop++)
        {
            var step = 0;
            var run = $"run{stop}";
            if (Directory.Exists(archive.Folder))
                Directory.Delete(archive.Folder, recursive: true);
            Assert.That(
                () => Attempt(_ =>
                {
                    if (step++ == stop)
                        throw new OperationCanceledException();
                }, run),
                Throws.InstanceOf<OperationCanceledException>());
            var named = inputs.Of(run).Select(i => i.Sha256 + ".gz").ToList();
            Assert.That(Directory.Exists(archive.Folder) ? FilesOfTheArchive() : [], Is.SubsetOf(named), steps[stop]);
        }

        void Attempt(Action<string> before, string run = "run") => new RunInputs(database, new RawArchive(archive.Folder, before))
            .Keep(run, [File("a.csv", "a"), File("b.csv", "b")]);

        IEnumerable<string?> FilesOfTheArchive() =>
            Directory.GetFiles(archive.Folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName);
    }

    private bool[] Kept(params string[] contents) => [.. contents.Select(c => archive.Contains(Hash(c)))];

    private static (ArchivedInput Input, Func<Stream> Open) File(string name, string content) =>
        (Input(name, content), () => new MemoryStream(Encoding.UTF8.GetBytes(content)));

    private static ArchivedInput Input(string name, string content) =>
        new(InputKind.File, name, Hash(content), Encoding.UTF8.GetByteCount(content));

    private static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
