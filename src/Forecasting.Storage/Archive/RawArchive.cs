using Forecasting.Reports.Publishing;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Archive;

/// <summary>What runs were made from, kept by content: <c>ab/ab34….gz</c> holds the bytes whose SHA-256 is <c>ab34…</c>, once.</summary>
/// <param name="folder">The folder; made when something is put there. One archive belongs to one database.</param>
/// <param name="before">Told of each durable side effect before it happens; whatever it throws stops there.</param>
/// <remarks>
/// A content gets its name when all of it is on disk: temporary name in the same folder → write → flush → rename → flush the folder. Whoever
/// is killed leaves a temporary at most, which the next run removes. What is taken out is checked first, whole. The files are as they were
/// sent, personal data included: where the system knows owners, only the owner may read them.
/// </remarks>
public sealed class RawArchive(string folder, Action<string>? before = null)
{
    private const string TemporaryEnding = ".tmp";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>True when something was ever put here.</summary>
    public bool IsThere => Directory.Exists(Folder);

    /// <summary>Removes what killed programs left; what a living one is writing is left alone.</summary>
    public void RemoveLeftovers()
    {
        if (!IsThere)
            return;
        foreach (var leftover in Directory.GetFiles(Folder, ".*" + TemporaryEnding, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            try
            {
                // Whoever writes it holds it open, and then it cannot be had alone.
                using var alone = new FileStream(leftover, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                continue;
            }

            before?.Invoke($"archive: remove {Path.GetFileName(leftover)}");
            File.Delete(leftover);
        }
    }

    /// <summary>True when a content of that hash was put here.</summary>
    /// <param name="sha256">SHA-256, lower-case hexadecimal.</param>
    public bool Contains(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>Bytes that a content takes on disk, packed; 0 when it is not here.</summary>
    /// <param name="sha256">SHA-256 of the content, lower-case hexadecimal.</param>
    public long PackedBytes(string sha256) => new FileInfo(PathOf(sha256)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Keeps a content; does nothing when it is here.</summary>
    /// <param name="sha256">SHA-256 of the content, lower-case hexadecimal.</param>
    /// <param name="open">Opens the content.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="InputException">The content has another hash: it changed since it was hashed.</exception>
    /// <exception cref="IOException">The content cannot be read, or the archive cannot be written.</exception>
    public void Put(string sha256, Func<Stream> open, string name)
    {
        var target = PathOf(sha256);
        if (File.Exists(target))
            return;
        MakeFolder(Folder);
        MakeFolder(Path.GetDirectoryName(target)!);
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{sha256}.{Path.GetRandomFileName()}{TemporaryEnding}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        before?.Invoke($"archive: write {name}");
        try
        {
            // Held open until it has its name: RemoveLeftovers of another process knows by that that it is no leftover.
            using var packed = new FileStream(temporary, options);
            using (var content = open())
            {
                if (PackedFile.Write(content, packed) != sha256)
                    throw new InputException(
                        $"{name} changed while it was being read. Was it still being written? Run again when it is complete.");
            }

            before?.Invoke($"archive: flush {name}");
            packed.Flush(flushToDisk: true);
            before?.Invoke($"archive: rename {name}");
            Rename(temporary, target);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        before?.Invoke($"archive: flush folder of {name}");
        DirectoryFlush.Flush(Path.GetDirectoryName(target)!);
    }

    /// <summary>A content, checked.</summary>
    /// <param name="sha256">SHA-256 of the content, lower-case hexadecimal.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ArchiveException">It is not here, or not a byte may be changed and one is.</exception>
    public byte[] Read(string sha256, string name)
    {
        using var content = new MemoryStream();
        Unpack(sha256, name, content);
        return content.ToArray();
    }

    /// <summary>Writes a content to a file, checked: when it is damaged there is no such file.</summary>
    /// <param name="sha256">SHA-256 of the content, lower-case hexadecimal.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="path">The file; must not exist. Its folder is made when missing.</param>
    /// <exception cref="ArchiveException">It is not here, or not a byte may be changed and one is.</exception>
    public void Materialise(string sha256, string name, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            using var content = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            Unpack(sha256, name, content);
        }
        catch (ArchiveException)
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Forgets a content; does nothing when it is not here.</summary>
    /// <param name="sha256">SHA-256 of the content, lower-case hexadecimal.</param>
    public void Remove(string sha256)
    {
        if (!Contains(sha256))
            return;
        before?.Invoke($"archive: remove {sha256}");
        File.Delete(PathOf(sha256));
        DirectoryFlush.Flush(Path.GetDirectoryName(PathOf(sha256))!);
    }

    private string PathOf(string sha256) => Path.Combine(Folder, sha256[..2], sha256 + ".gz");

    private void Unpack(string sha256, string name, Stream content)
    {
        if (!Contains(sha256))
            throw new ArchiveException($"The archive \"{Folder}\" does not hold {name} ({sha256}). Name the right archive, or restore it.");
        using var packed = new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (!PackedFile.TryRead(packed, content, sha256))
            throw new ArchiveException($"The file \"{packed.Name}\" of the archive is damaged: it is not {name} as it was put there. "
                + "Restore it from a backup; nothing of it was used.");
    }

    private void MakeFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        before?.Invoke($"archive: create folder {Path.GetFileName(path)}");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        DirectoryFlush.Flush(Path.GetDirectoryName(path)!);
    }

    private static void Rename(string temporary, string target)
    {
        try
        {
            File.Move(temporary, target, overwrite: false);
        }
        catch (IOException) when (File.Exists(target))
        {
            // Another program was faster, with the same content.
            File.Delete(temporary);
        }
    }
}
