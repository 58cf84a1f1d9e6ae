using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Xml;
using CsvHelper;

namespace Forecasting.Storage.Files;

/// <summary>The bytes of an incoming file: hashed, unpacked, and checked to be whole and unchanged.</summary>
internal static class FileContent
{
    /// <summary>True when the file is compressed with gzip, by its name.</summary>
    public static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the file is Parquet, by its name.</summary>
    public static bool IsParquet(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>SHA-256 of the file's bytes in lower-case hexadecimal, and their number.</summary>
    /// <exception cref="FileRejectedException">The file cannot be read.</exception>
    public static (string Sha256, long Bytes) Hash(string path) => Reading(() =>
    {
        using var file = Open(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        return (hash, file.Position);
    });

    /// <summary>The text of a file, unpacked when it is compressed.</summary>
    public static Stream OpenText(string path) => Unpack(Open(path), path);

    /// <summary>The text of an open file, unpacked when it is compressed. The file is closed with it.</summary>
    public static Stream Unpack(FileStream file, string path) => IsGzip(path) ? new GZipStream(file, CompressionMode.Decompress) : file;

    /// <summary>Opens a file for reading; others may go on writing or replace it, which the hash will show.</summary>
    public static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);

    /// <summary>Refuses a compressed file that is cut or damaged.</summary>
    /// <exception cref="FileRejectedException">The file is cut, damaged, or no gzip file.</exception>
    /// <remarks>
    /// <see cref="GZipStream"/> gives what it can of a cut file and reports no error, so the trailer is checked here: the last four bytes
    /// are the length of the last member, the four before its CRC-32. A file of several members ends with the trailer of its last one,
    /// which then covers only the end of the text.
    /// </remarks>
    public static void CheckGzip(string path) => Reading(() =>
    {
        const string Damaged =
            "The file is cut short or damaged: its content does not match the checksum at its end. Copy or export it again.";
        using var file = Open(path);
        if (file.Length < 18)
            throw new FileRejectedException(
                "The file is too short to be a gzip file; it was probably cut while it was copied. Copy or export it again.");
        var trailer = new byte[8];
        file.Position = file.Length - trailer.Length;
        file.ReadExactly(trailer);
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(trailer.AsSpan(4));
        try
        {
            var (total, whole) = Checksum(path, 0);
            var isWhole = (uint)total == length && whole == crc;
            if (!isWhole && (length > total || Checksum(path, total - length).Crc != crc))
                throw new FileRejectedException(Damaged);
        }
        catch (InvalidDataException)
        {
            throw new FileRejectedException(Damaged);
        }

        return true;
    });

    /// <summary>Runs a reading step; what the file system or the format reports becomes the reason why the file is refused.</summary>
    /// <exception cref="FileRejectedException">The step failed.</exception>
    public static T Reading<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (Reason(e) is { } reason)
        {
            throw new FileRejectedException(reason);
        }
    }

    /// <summary>Why a file could not be read, in words; null when the exception is no matter of the file.</summary>
    public static string? Reason(Exception exception) => exception switch
    {
        FileRejectedException e => e.Message,
        UnauthorizedAccessException => "The file cannot be opened: this program has no permission to read it.",
        FileNotFoundException or DirectoryNotFoundException =>
            "The file disappeared while it was being read. Was it being replaced? Run again when it is complete.",
        CsvFormatException => "The file has a line of more than 64 MB; it is probably no CSV file.",
        XmlException => "The workbook is damaged: a part of it is no sound XML. Copy or save it again.",
        InvalidDataException => "The file is damaged: it cannot be unpacked. Copy or export it again.",
        IOException => "The file cannot be read; another program may be writing it. Run again when it is complete.",
        _ => null,
    };

    private static (long Length, uint Crc) Checksum(string path, long skip)
    {
        using var text = OpenText(path);
        var crc = new Crc32();
        var buffer = new byte[1 << 16];
        var length = 0L;
        for (int read; (read = text.Read(buffer)) > 0; length += read)
        {
            var from = (int)Math.Clamp(skip - length, 0, read);
            crc.Append(buffer.AsSpan(from, read - from));
        }

        return (length, crc.GetCurrentHashAsUInt32());
    }
}
