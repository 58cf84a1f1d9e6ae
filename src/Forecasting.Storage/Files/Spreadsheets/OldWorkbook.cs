using System.Text;

namespace Forecasting.Storage.Files.Spreadsheets;

/// <summary>Recognises compound files: workbooks of Excel 97 to 2003, and newer ones under a password. Neither is read.</summary>
/// <remarks>Old workbooks are a maze of records that nobody checks any more; every program that writes them also writes .xlsx.</remarks>
internal static class OldWorkbook
{
    /// <summary>Bytes in which the name of the encrypted stream is looked for; the directory of a compound file
    /// stands near its start or end.</summary>
    private const int SearchLength = 64_000_000;

    /// <summary>True when a file that begins like this is a compound file.</summary>
    public static bool IsOld(ReadOnlySpan<byte> start) => start.StartsWith((byte[])[0xD0, 0xCF, 0x11, 0xE0]);

    /// <summary>Why a compound file is not read.</summary>
    public static FileRejectedException Rejection(Stream file) => new(IsEncrypted(file)
        ? "The workbook is protected by a password; save it without one."
        : "This is a workbook in the old format of Excel 97-2003 (.xls); open it and save it as .xlsx or CSV.");

    private static bool IsEncrypted(Stream file)
    {
        var name = Encoding.Unicode.GetBytes("EncryptedPackage");
        var buffer = new byte[1 << 16];
        file.Position = 0;
        var (kept, searched) = (0, 0);
        for (int read; searched < SearchLength && (read = file.Read(buffer, kept, buffer.Length - kept)) > 0; searched += read)
        {
            var window = buffer.AsSpan(0, kept + read);
            if (window.IndexOf(name) >= 0)
                return true;
            kept = Math.Min(name.Length - 1, window.Length);
            window[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
