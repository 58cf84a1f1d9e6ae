using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Forecasting.Reports.Publishing;

namespace Forecasting.Storage.Deliveries;

/// <summary>A folder on a disk or a share: temporary name → write → flush → read back → rename without overwriting → flush the folder.</summary>
/// <param name="folder">Full path.</param>
/// <param name="isOurs">True for a folder within that of the reports, which is made when missing. Another that is missing may be a share that is not
/// mounted: what is written there would lie on the wrong disk.</param>
internal sealed class FolderPlace(string folder, bool isOurs) : IDropPlace
{
    // Linux: ENOTDIR, EROFS. Windows: ERROR_WRITE_PROTECT, ERROR_DIRECTORY.
    private const int NotAFolder = 20;
    private const int ReadOnly = 30;
    private const int WriteProtected = unchecked((int)0x80070013);
    private const int InvalidFolder = unchecked((int)0x8007010B);

    /// <inheritdoc/>
    public string Name => folder;

    /// <inheritdoc/>
    public string? Find(string name, CancellationToken cancellationToken) => Asking(() =>
    {
        Open();
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? Hash(path) : null;
    });

    /// <inheritdoc/>
    public void Place(DropFile file, Action<string> before, CancellationToken cancellationToken) => Asking(() =>
    {
        var (target, temporary) = (Path.Combine(folder, file.Name), Path.Combine(folder, file.TemporaryName));
        before($"write {file.Name}");
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            using (var bytes = file.Open())
                bytes.CopyTo(stream);
            before($"flush {file.Name}");
            stream.Flush(flushToDisk: true);
        }

        if (Hash(temporary) != file.Sha256)
            throw new DropException(DropFault.Transient, $"{file.Name} is not what was written to {folder}: it was read back otherwise.");
        cancellationToken.ThrowIfCancellationRequested();
        before($"rename {file.Name}");
        if (File.Exists(target))
            throw Taken(file);
        try
        {
            File.Move(temporary, target, overwrite: false);
        }
        catch (IOException) when (File.Exists(target))
        {
            throw Taken(file);
        }

        before($"flush folder of {file.Name}");
        DirectoryFlush.Flush(folder);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static DropException Taken(DropFile file) => new(DropFault.Conflict, $"{file.Name} came to be there meanwhile.");

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private void Open()
    {
        if (Directory.Exists(folder))
            return;
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
                throw new DropException(DropFault.Refused, $"{above} is a file and no folder.");
        }

        if (!isOurs)
            throw new DropException(DropFault.Transient, $"{folder} is not there. Is the share connected? The folder is not made here.");
        Directory.CreateDirectory(folder);
    }

    private T Asking<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new DropException(DropFault.Refused, $"{folder} does not let this program write ({fault.Message}).", fault);
        }
        catch (IOException fault) when (fault is not DropException)
        {
            throw new DropException(IsRefusal(fault) ? DropFault.Refused : DropFault.Transient, $"{folder} cannot be written ({fault.Message}).", fault);
        }
    }

    private static bool IsRefusal(IOException fault) => fault is PathTooLongException
        || (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? fault.HResult is WriteProtected or InvalidFolder
            : fault.HResult is NotAFolder or ReadOnly);
}
