using System.Collections.Immutable;
using System.Security.Cryptography;
using Forecasting.Storage.Answers;

namespace Forecasting.Jobs.Deliveries;

/// <summary>A folder in which answers arrive: each file is taken once, and then lies in <c>done</c> or, with the reason beside it, in <c>failed</c>.</summary>
/// <remarks>The ledger decides what was taken, by the hash of the bytes; the folders only show it. So a process may die anywhere: what was taken and not
/// moved is moved by the next, and what was not taken is taken by it.</remarks>
/// <param name="folder">The folder; subfolders are not looked into.</param>
/// <param name="needsMarker">True when a file counts only with <c>NAME.done</c> beside it; false when nobody has written to it for <see cref="Quiet"/>.</param>
/// <param name="now">Now.</param>
/// <param name="before">Told of each durable step before it happens; whatever it throws stops there.</param>
internal sealed class PartnerInbox(string folder, bool needsMarker, DateTimeOffset now, Action<string>? before = null)
{
    /// <summary>Without marker, a file that was not written to for so long is whole.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private const string Marker = ".done";
    private const string Reason = ".reason.txt";

    /// <summary>The files that are ready, by name.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public IReadOnlyList<string> Ready() =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles()
            .Where(f => !f.Name.StartsWith('.') && f.LinkTarget is null && !IsAside(f.Name))
            .Where(f => needsMarker ? IsMarked(f) : now - f.LastWriteTimeUtc >= Quiet)
            .Select(f => f.FullName).Order(StringComparer.Ordinal),
    ];

    /// <summary>Takes every file that is ready.</summary>
    /// <param name="take">Takes the bytes of a file of that name, whole or not at all, and tells what came of it.</param>
    /// <returns>What came of each.</returns>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public ImmutableArray<InboxFile> TakeAll(Func<byte[], string, IntakeResult> take)
    {
        RemoveLeftMarkers();
        return [.. Ready().Select(path => Take(path, take))];
    }

    // Whoever died between moving a file and removing its marker left that behind.
    private void RemoveLeftMarkers()
    {
        foreach (var marker in new DirectoryInfo(folder).EnumerateFiles("*" + Marker).Where(m => needsMarker && now - m.LastWriteTimeUtc >= Quiet))
        {
            if (!File.Exists(marker.FullName[..^Marker.Length]))
                marker.Delete();
        }
    }

    private InboxFile Take(string path, Func<byte[], string, IntakeResult> take)
    {
        var name = Path.GetFileName(path);
        IntakeResult result;
        try
        {
            if (new FileInfo(path).Length > AnswerFile.MostBytes)
                throw new AnswerFileException(FormattableString.Invariant($"it has more than {AnswerFile.MostBytes} bytes"));
            var bytes = File.ReadAllBytes(path);
            before?.Invoke($"inbox: take {name}");
            result = take(bytes, name);
        }
        catch (AnswerFileException fault)
        {
            var why = $"{name} was not taken: {fault.Message}.";
            Move(path, "failed", why);
            return new InboxFile(name, null, why);
        }

        var reason = result.Refused.IsEmpty ? "" : $"{name}: {result}. Refused:\n{string.Join('\n', result.Refused)}";
        Move(path, result.Refused.IsEmpty ? "done" : "failed", reason);
        return new InboxFile(name, result, "");
    }

    private void Move(string path, string to, string reason)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, to)).FullName;
        var place = Free(Path.Combine(target, Path.GetFileName(path)), path);
        if (reason.Length > 0)
        {
            before?.Invoke($"inbox: reason of {Path.GetFileName(path)}");
            File.WriteAllText(place + Reason, reason + "\n");
        }

        before?.Invoke($"inbox: move {Path.GetFileName(path)}");
        File.Move(path, place, overwrite: true);
        before?.Invoke($"inbox: clear {Path.GetFileName(path)}");
        File.Delete(path + Marker);
    }

    // The name, unless other bytes lie there under it: then with the beginning of the hash.
    private static string Free(string place, string path) => !File.Exists(place) || Hash(place) == Hash(path) ? place : $"{place}.{Hash(path)[..12]}";

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // A marker that is older than the file is one that a file of the same name left behind.
    private static bool IsMarked(FileInfo file) => new FileInfo(file.FullName + Marker) is { Exists: true } marker && marker.LastWriteTimeUtc >= file.LastWriteTimeUtc;

    private static bool IsAside(string name) =>
        new[] { Marker, Reason, ".tmp", ".part", ".filepart" }.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What came of a file in an inbox.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Result">What came of its answers; null when it could not be taken at all.</param>
/// <param name="Fault">Why it could not, as a sentence; otherwise empty.</param>
internal sealed record InboxFile(string Name, IntakeResult? Result, string Fault)
{
    /// <summary>True when nothing of it was refused.</summary>
    public bool IsWhole => Result is { Refused.IsEmpty: true };
}
