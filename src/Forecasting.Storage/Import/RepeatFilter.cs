using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Forecasting.Storage.Import;

/// <summary>Says of a row's hash that it is new, or that it may have been seen before: a Bloom filter of bounded size.</summary>
/// <remarks>
/// Three bits in one word of 64 for each row (Putze, Sanders and Singler, Cache-, hash- and space-efficient Bloom filters, 2007).
/// It never calls a repetition new; what it calls seen is compared exactly in the database, so its errors cost time and never a row.
/// </remarks>
internal sealed class RepeatFilter
{
    private const int SmallestSize = 1 << 10;

    /// <summary>Words at most, 64 MB: of ten million rows one in a thousand is looked up for nothing, of a hundred
    /// million one in ten.</summary>
    private const int LargestSize = 1 << 23;

    private readonly ulong[] words;

    /// <summary>An empty filter.</summary>
    /// <param name="expectedRows">About how many rows will come; a wrong guess costs time only.</param>
    public RepeatFilter(long expectedRows) =>
        words = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(expectedRows, SmallestSize, LargestSize))];

    /// <summary>Fetches ahead what <see cref="MayRepeat"/> will look at: the filter is far larger than any cache, and waiting for memory is most of its cost.</summary>
    public void Prefetch(UInt128 hash)
    {
        if (Sse.IsSupported)
            Fetch(ref words[(ulong)hash & (ulong)(words.Length - 1)]);

        static unsafe void Fetch(ref ulong word) => Sse.Prefetch0(Unsafe.AsPointer(ref word));
    }

    /// <summary>Takes a hash.</summary>
    /// <returns>True when it may have been taken before; false when it has not.</returns>
    public bool MayRepeat(UInt128 hash)
    {
        var (low, high) = ((ulong)hash, (ulong)(hash >> 64));
        ref var word = ref words[low & (ulong)(words.Length - 1)];
        var bits = 1UL << (int)(high & 63) | 1UL << (int)(high >> 6 & 63) | 1UL << (int)(high >> 12 & 63);
        var isSeen = (word & bits) == bits;
        word |= bits;
        return isSeen;
    }
}
