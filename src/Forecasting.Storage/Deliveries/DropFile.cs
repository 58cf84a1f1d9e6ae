using System.Security.Cryptography;

namespace Forecasting.Storage.Deliveries;

/// <summary>Bytes on their way to a name at a target.</summary>
/// <param name="Name">File name, without folder.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Open">Opens the bytes from their beginning; called once for each try.</param>
public sealed record DropFile(string Name, string Sha256, Func<Stream> Open)
{
    /// <summary>Bytes that are in memory.</summary>
    /// <param name="name">File name.</param>
    /// <param name="bytes">The bytes.</param>
    public static DropFile Of(string name, byte[] bytes) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), () => new MemoryStream(bytes, writable: false));

    /// <summary>Name that the bytes have until they are whole: no reader takes it for a file.</summary>
    internal string TemporaryName => "." + Name + ".tmp";
}
