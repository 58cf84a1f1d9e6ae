using System.Runtime.InteropServices;

namespace Forecasting.Reports.Publishing;

/// <summary>Makes the names in a folder durable. Without it, a power cut may undo a rename whose bytes are safely on disk.</summary>
internal static class DirectoryFlush
{
    private const int ReadOnly = 0;

    /// <summary>Flushes the folder's entries. Best effort: a file system that cannot do it (some network shares) is no reason to refuse a publication.</summary>
    /// <remarks>.NET opens no folders, hence the three calls. Windows has no counterpart: NTFS writes names to its own journal.</remarks>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return;

        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            return;
        _ = Synchronise(descriptor);
        _ = Close(descriptor);
    }

    // On these systems "ANSI" is UTF-8.
    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Synchronise(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
