using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Archive;

/// <summary>What is put into the archive comes out as it was, or not at all.</summary>
public class RawArchiveTest
{
    private const int Flips = 50;

    private string folder = "";

    [SetUp]
    public void Make() => folder = Path.Combine(Directory.CreateTempSubdirectory("forecasting-test-").FullName, "archive");

    [TearDown]
    public void Remove() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    private static IEnumerable<TestCaseData> Contents()
    {
        yield return new TestCaseData(Array.Empty<byte>()).SetArgDisplayNames("nothing");
        yield return new TestCaseData(new byte[] { 0 }).SetArgDisplayNames("one byte");
        yield return new TestCaseData(Text("date,sku,quantity\n2026-01-01,A,1\n")).SetArgDisplayNames("a short table");
        yield return new TestCaseData(Text(string.Concat(Enumerable.Repeat("2026-01-01,A-1007,12\n", 20_000)))).SetArgDisplayNames("a long table");
        yield return new TestCaseData(Noise(300_000)).SetArgDisplayNames("what cannot be packed");
        yield return new TestCaseData(DataDirectory.Gzip("date,sku,quantity\n2026-01-01,A,1\n")).SetArgDisplayNames("a gzip file");
    }

    [TestCaseSource(nameof(Contents))]
    public void Put_Content_ComesOutAsItWas(byte[] content)
    {
        var archive = new RawArchive(folder);
        var hash = Put(archive, content);
        Assert.That(archive.Contains(hash), Is.True);
        Assert.That(archive.Read(hash, "sales.csv"), Is.EqualTo(content));
        archive.Materialise(hash, "sales.csv", Path.Combine(folder, "out", "sales.csv"));
        Assert.That(File.ReadAllBytes(Path.Combine(folder, "out", "sales.csv")), Is.EqualTo(content));
        Assert.That(archive.PackedBytes(hash), Is.EqualTo(new FileInfo(Stored()).Length));
    }

    [TestCaseSource(nameof(Contents))]
    public void Put_Content_CanBeUnpackedByAnyGzipProgram(byte[] content)
    {
        Put(new RawArchive(folder), content);
        using var unpacked = new MemoryStream();
        using (var packed = new GZipStream(File.OpenRead(Stored()), CompressionMode.Decompress))
            packed.CopyTo(unpacked);
        Assert.That(unpacked.ToArray(), Is.EqualTo(content));
    }

    [TestCaseSource(nameof(Contents))]
    public void Read_OneByteFlipped_IsRefusedWhereverItIs(byte[] content)
    {
        var archive = new RawArchive(folder);
        var hash = Put(archive, content);
        var stored = Stored();
        var sound = File.ReadAllBytes(stored);
        var random = new Random(20260302);
        for (var flip = 0; flip < Flips; flip++)
        {
            var damaged = sound.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(stored, damaged);
            Refuses(archive, hash, stored);
        }

        // Where a flipped bit is easiest to miss: every bit of the header and of the end.
        foreach (var place in Enumerable.Range(0, sound.Length).Where(i => i < 64 || i >= sound.Length - 16))
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var damaged = sound.ToArray();
                damaged[place] ^= (byte)(1 << bit);
                File.WriteAllBytes(stored, damaged);
                Refuses(archive, hash, stored);
            }
        }

        File.WriteAllBytes(stored, sound);
        Assert.That(archive.Read(hash, "sales.csv"), Is.EqualTo(content));
    }

    [TestCaseSource(nameof(Contents))]
    public void Read_CutOrLonger_IsRefused(byte[] content)
    {
        var archive = new RawArchive(folder);
        var hash = Put(archive, content);
        var stored = Stored();
        var sound = File.ReadAllBytes(stored);
        foreach (var length in new[] { 0, 1, 20, 48, sound.Length / 2, sound.Length - 1 })
        {
            File.WriteAllBytes(stored, sound[..length]);
            Refuses(archive, hash, stored);
        }

        File.WriteAllBytes(stored, [.. sound, 0]);
        Refuses(archive, hash, stored);
    }

    [Test]
    public void Read_AnotherContentOfItsOwn_IsRefused()
    {
        var archive = new RawArchive(folder);
        var hash = Put(archive, Text("a"));
        var other = new RawArchive(folder + "-other");
        var otherHash = Put(other, Text("b"));
        File.Copy(Path.Combine(folder + "-other", otherHash[..2], otherHash + ".gz"), Stored(), overwrite: true);
        Refuses(archive, hash, Stored());
    }

    [Test]
    public void Read_WhatIsNotThere_IsRefused() => Assert.That(
        () => new RawArchive(folder).Read(Hash(Text("a")), "sales.csv"),
        Throws.InstanceOf<ArchiveException>().With.Message.EqualTo(
            $"The archive \"{folder}\" does not hold sales.csv ({Hash(Text("a"))}). Name the right archive, or restore it."));

    [Test]
    public void Put_SameContentAgain_DoesNothing()
    {
        Put(new RawArchive(folder), Text("a"));
        var steps = new List<string>();
        Put(new RawArchive(folder, steps.Add), Text("a"));
        Assert.That(steps, Is.Empty);
    }

    [Test]
    public void Put_ContentOfAnotherHash_IsRefusedAndLeavesNothing()
    {
        Assert.That(
            () => new RawArchive(folder).Put(Hash(Text("a")), () => new MemoryStream(Text("b")), "sales.csv"),
            Throws.InstanceOf<InputException>().With.Message.EqualTo(
                "sales.csv changed while it was being read. Was it still being written? Run again when it is complete."));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public void Put_StoppedBeforeAnyStep_ShowsNoHalfAndWorksTheNextTime()
    {
        var steps = new List<string>();
        var content = Noise(100_000);
        Put(new RawArchive(folder, steps.Add), content);
        Assert.That(steps, Is.EqualTo(new[]
        {
            "archive: create folder archive", $"archive: create folder {Hash(content)[..2]}", "archive: write sales.csv", "archive: flush sales.csv",
            "archive: rename sales.csv", "archive: flush folder of sales.csv",
        }));
        for (var stop = 0; stop < steps.Count; stop++)
        {
            Directory.Delete(folder, recursive: true);
            var step = 0;
            var archive = new RawArchive(folder, _ =>
            {
                if (step++ == stop)
                    throw new OperationCanceledException();
            });
            Assert.That(() => Put(archive, content), Throws.InstanceOf<OperationCanceledException>());
            var next = new RawArchive(folder);
            if (next.Contains(Hash(content)))
                Assert.That(next.Read(Hash(content), "sales.csv"), Is.EqualTo(content));
            Put(next, content);
            Assert.That(next.Read(Hash(content), "sales.csv"), Is.EqualTo(content));
            Assert.That(Files(), Has.Count.EqualTo(1), steps[stop]);
        }
    }

    [Test]
    public void RemoveLeftovers_OfAKilledProgram_GoAndOfALivingOneStay()
    {
        var archive = new RawArchive(folder);
        var hash = Put(archive, Text("a"));
        var dead = Path.Combine(Path.GetDirectoryName(Stored())!, $".{hash}.dead.tmp");
        File.WriteAllText(dead, "half");
        var content = new HeldContent(() => archive.RemoveLeftovers());
        archive.Put(Hash(Text("b")), () => content, "living.csv");
        Assert.That(content.IsAsked, Is.True, "leftovers were removed while a content was being written");
        Assert.That(File.Exists(dead), Is.False);
        Assert.That(archive.Read(hash, "a"), Is.EqualTo(Text("a")));
        Assert.That(archive.Read(Hash(Text("b")), "b"), Is.EqualTo(Text("b")));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Put_Content_IsForItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
            return;
        Put(new RawArchive(folder), Text("a"));
        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.That(File.GetUnixFileMode(folder) & others, Is.EqualTo(UnixFileMode.None));
        Assert.That(File.GetUnixFileMode(Stored()) & others, Is.EqualTo(UnixFileMode.None));
    }

    private static void Refuses(RawArchive archive, string hash, string stored)
    {
        Assert.That(() => archive.Read(hash, "sales.csv"), Throws.InstanceOf<ArchiveException>().With.Message.EqualTo(
            $"The file \"{stored}\" of the archive is damaged: it is not sales.csv as it was put there. "
            + "Restore it from a backup; nothing of it was used."));
        var target = Path.Combine(archive.Folder, "out", "sales.csv");
        Assert.That(() => archive.Materialise(hash, "sales.csv", target), Throws.InstanceOf<ArchiveException>());
        Assert.That(File.Exists(target), Is.False, "what is damaged is not left for others to use");
    }

    private static string Put(RawArchive archive, byte[] content)
    {
        archive.Put(Hash(content), () => new MemoryStream(content), "sales.csv");
        return Hash(content);
    }

    private string Stored() => Files().Single(f => f.EndsWith(".gz", StringComparison.Ordinal));

    private List<string> Files() => Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)] : [];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The letter b, and something to do when it is read.</summary>
    private sealed class HeldContent(Action meanwhile) : MemoryStream(Text("b"))
    {
        public bool IsAsked { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (!IsAsked)
                meanwhile();
            IsAsked = true;
            return base.Read(buffer, offset, count);
        }
    }
}
