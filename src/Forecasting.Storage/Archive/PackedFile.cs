using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Forecasting.Storage.Archive;

/// <summary>One file of the archive: a gzip file (RFC 1952) that carries the SHA-256 of its own packed bytes in its header.</summary>
/// <remarks>
/// The hash of the content alone would not do: a flipped byte in a header field, or in the bits that fill up the last byte, unpacks to the
/// same content. Here every byte is a fixed one, a part of the hash, or under it. Any gzip program unpacks such a file.
/// </remarks>
internal static class PackedFile
{
    private const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>Up to the hash: deflate, no time, any system, and an extra field of 36 bytes, which is one sub-field "SH" of 32.</summary>
    private static ReadOnlySpan<byte> Head =>
        [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 36, 0, (byte)'S', (byte)'H', HashLength, 0];

    /// <summary>The deflated empty content, which <see cref="DeflateStream"/> leaves out.</summary>
    private static ReadOnlySpan<byte> Nothing => [3, 0];

    /// <summary>Packs a content.</summary>
    /// <param name="content">The content, from where it stands to its end.</param>
    /// <param name="packed">An empty file that can be read and written.</param>
    /// <returns>SHA-256 of the content, lower-case hexadecimal.</returns>
    public static string Write(Stream content, FileStream packed)
    {
        packed.Write(new byte[Head.Length + HashLength]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var crc = new Crc32();
        var length = 0L;
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var buffer = new byte[1 << 16];
            for (int read; (read = content.Read(buffer)) > 0; length += read)
            {
                hash.AppendData(buffer.AsSpan(0, read));
                crc.Append(buffer.AsSpan(0, read));
                deflate.Write(buffer.AsSpan(0, read));
            }
        }

        if (length == 0)
            packed.Write(Nothing);
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)length);
        packed.Write(trailer);

        // Hashed from the file, not on the way to it: what can be read back is what is vouched for.
        packed.Flush();
        packed.Position = Head.Length + HashLength;
        var seal = SHA256.HashData(packed);
        packed.Position = 0;
        packed.Write(Head);
        packed.Write(seal);
        packed.Flush();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Unpacks a content.</summary>
    /// <param name="packed">The file, from its beginning.</param>
    /// <param name="content">Where the content goes; not to be used unless the answer is true.</param>
    /// <param name="sha256">SHA-256 that the content must have, lower-case hexadecimal.</param>
    /// <returns>False when any byte of the file, or the content, is not what was packed.</returns>
    public static bool TryRead(FileStream packed, Stream content, string sha256)
    {
        Span<byte> header = stackalloc byte[Head.Length + HashLength];
        if (packed.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
            || !header[..Head.Length].SequenceEqual(Head)
            || !SHA256.HashData(packed).AsSpan().SequenceEqual(header[Head.Length..]))
        {
            return false;
        }

        packed.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
        var buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = unpacked.Read(buffer)) > 0;)
            {
                hash.AppendData(buffer.AsSpan(0, read));
                content.Write(buffer.AsSpan(0, read));
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()) == sha256;
    }
}
