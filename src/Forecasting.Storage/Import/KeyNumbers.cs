using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using Forecasting.Catalog;

namespace Forecasting.Storage.Import;

/// <summary>The SKU-locations of a load, numbered from 0 in the order in which they are first seen.</summary>
/// <remarks>The bytes of a SKU and a location that were read once are known again without reading them as text.</remarks>
internal sealed class KeyNumbers
{
    /// <summary>Keys that are also known by their bytes; beyond, rows are only slower.</summary>
    private const int MostBytesKnown = 1 << 20;

    /// <summary>Stands between SKU and location; no byte of UTF-8.</summary>
    private const byte Separator = 0xFF;

    /// <summary>Bytes of the longest SKU and location that are known by their bytes.</summary>
    private const int LongestKey = 256;

    private readonly Dictionary<SkuLocation, int> numbers = [];
    private readonly Dictionary<byte[], int> byBytes = new(ByteComparer.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> bytes;

    /// <summary>No keys.</summary>
    public KeyNumbers() => bytes = byBytes.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The keys with their numbers.</summary>
    public IReadOnlyDictionary<SkuLocation, int> Numbers => numbers;

    /// <summary>Forgets every key.</summary>
    public void Clear()
    {
        numbers.Clear();
        byBytes.Clear();
    }

    /// <summary>The number of a key, a new one when it has none.</summary>
    public int Of(SkuLocation key)
    {
        if (!numbers.TryGetValue(key, out var number))
            numbers.Add(key, number = numbers.Count);
        return number;
    }

    /// <summary>The number of the key that these bytes were read as.</summary>
    public bool TryGet(ReadOnlySpan<byte> sku, ReadOnlySpan<byte> location, out int number)
    {
        number = 0;
        Span<byte> joined = stackalloc byte[LongestKey];
        return TryJoin(sku, location, joined, out var length) && bytes.TryGetValue(joined[..length], out number);
    }

    /// <summary>Remembers which key these bytes are read as.</summary>
    public void Know(ReadOnlySpan<byte> sku, ReadOnlySpan<byte> location, int number)
    {
        Span<byte> joined = stackalloc byte[LongestKey];
        if (byBytes.Count < MostBytesKnown && TryJoin(sku, location, joined, out var length))
            bytes.TryAdd(joined[..length], number);
    }

    private static bool TryJoin(ReadOnlySpan<byte> sku, ReadOnlySpan<byte> location, Span<byte> joined, out int length)
    {
        length = sku.Length + location.Length + 1;
        if (length > joined.Length)
            return false;
        sku.CopyTo(joined);
        joined[sku.Length] = Separator;
        location.CopyTo(joined[(sku.Length + 1)..]);
        return true;
    }

    private sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly ByteComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)XxHash3.HashToUInt64(alternate);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
