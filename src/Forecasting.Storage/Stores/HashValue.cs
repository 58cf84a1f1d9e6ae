using System.Buffers.Binary;

namespace Forecasting.Storage.Stores;

/// <summary>A number of 128 bits as the servers keep it: they know no such number, but 16 bytes with a name.</summary>
internal static class HashValue
{
    /// <summary>The value whose 16 bytes, the highest first, are the number.</summary>
    public static Guid ToGuid(UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return new Guid(bytes, bigEndian: true);
    }
}
