using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    /// <summary>By the place of a key among those known by their bytes: the key, and the place of the one that followed it last time.</summary>
    private readonly List<(byte[] Key, int Number, int Next)> known = [];
    private int last = -1;

    /// <summary>No keys.</summary>
    public KeyNumbers() => bytes = byBytes.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The keys with their numbers.</summary>
    public IReadOnlyDictionary<SkuLocation, int> Numbers => numbers;

    /// <summary>Forgets every key.</summary>
    public void Clear()
    {
        numbers.Clear();
        byBytes.Clear();
        known.Clear();
        last = -1;
    }

    /// <summary>The number of a key, a new one when it has none.</summary>
    public int Of(SkuLocation key)
    {
        if (!numbers.TryGetValue(key, out var number))
            numbers.Add(key, number = numbers.Count);
        return number;
    }

    /// <summary>The number of the key that these bytes were read as.</summary>
    /// <remarks>Files have their keys in much the same order every day: the one that followed last time is tried before any is looked for.</remarks>
    [SkipLocalsInit]
    public bool TryGet(ReadOnlySpan<byte> sku, ReadOnlySpan<byte> location, out int number)
    {
        var entries = CollectionsMarshal.AsSpan(known);
        if (last >= 0 && entries[last].Next is var next and >= 0 && IsSame(entries[next].Key, sku, location))
        {
            last = next;
            number = entries[next].Number;
            return true;
        }

        number = 0;
        Span<byte> joined = stackalloc byte[LongestKey];
        if (!TryJoin(sku, location, joined, out var length) || !bytes.TryGetValue(joined[..length], out var place))
            return false;
        if (last >= 0)
            entries[last].Next = place;
        last = place;
        number = entries[place].Number;
        return true;
    }

    /// <summary>Remembers which key these bytes are read as.</summary>
    public void Know(ReadOnlySpan<byte> sku, ReadOnlySpan<byte> location, int number)
    {
        Span<byte> joined = stackalloc byte[LongestKey];
        if (byBytes.Count >= MostBytesKnown || !TryJoin(sku, location, joined, out var length) || !bytes.TryAdd(joined[..length], known.Count))
            return;
        if (last >= 0)
            CollectionsMarshal.AsSpan(known)[last].Next = known.Count;
        last = known.Count;
        known.Add((joined[..length].ToArray(), number, -1));
    }

    private static bool IsSame(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sku, ReadOnlySpan<byte> location) =>
        key.Length == sku.Length + location.Length + 1
        && key[sku.Length] == Separator
        && key.StartsWith(sku)
        && key.EndsWith(location);

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
