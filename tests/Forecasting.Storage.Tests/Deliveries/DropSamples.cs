using System.Security.Cryptography;
using System.Text;
using Forecasting.Storage.Deliveries;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Deliveries;

/// <summary>Files to deliver, and a receiver who believes nothing but the mark, the manifest and the hash.</summary>
internal static class DropSamples
{
    private static readonly Action<string> Nobody = _ => { };

    /// <summary>A file of two lines and more.</summary>
    public static DropFile File(int number, int bytes = 40) =>
        DropFile.Of($"acme-{number:D9}.csv", Encoding.ASCII.GetBytes($"file {number}\n" + new string('x', bytes)));

    /// <summary>Its manifest, as far as a receiver needs it.</summary>
    public static DropFile ManifestOf(DropFile file) => DropFile.Of(file.Name + ".manifest.json", Encoding.ASCII.GetBytes($$"""{ "sha256": "{{file.Sha256}}" }"""));

    /// <summary>Delivers it.</summary>
    public static bool Deliver(IDropPlace place, DropFile file, Action<string>? before = null, bool again = false) =>
        Drop.Deliver(place, file, ManifestOf(file), again, before ?? Nobody, CancellationToken.None);

    /// <summary>Delivers it, and returns the fault.</summary>
    public static DropException Fault(IDropPlace place, DropFile? file = null) => Assert.Throws<DropException>(() => Deliver(place, file ?? File(1)))!;

    /// <summary>The names of files that are marked as whole.</summary>
    /// <exception cref="AssertionException">One of them is not.</exception>
    public static IReadOnlyList<string> Taken(IEnumerable<string> names, Func<string, byte[]?> read)
    {
        var taken = new List<string>();
        foreach (var mark in names.Where(n => n.EndsWith(Drop.DoneSuffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var name = mark[..^Drop.DoneSuffix.Length];
            var (manifest, file) = (read(name + ".manifest.json"), read(name));
            Assert.That(manifest is null ? null : Sha256(manifest), Is.EqualTo(Encoding.ASCII.GetString(read(mark)!).TrimEnd('\n')), $"the mark of {name} is not of its manifest");
            Assert.That(file is null ? null : $$"""{ "sha256": "{{Sha256(file)}}" }""", Is.EqualTo(Encoding.ASCII.GetString(manifest!)), $"the manifest of {name} is of other bytes");
            taken.Add(name);
        }

        return taken;
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>Stands for a process that is gone.</summary>
internal sealed class KilledException : Exception;
