using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Forecasting.Catalog;

namespace Forecasting.Planning;

/// <summary>Which part of the work a SKU-location belongs to, when several workers share a run.</summary>
/// <remarks>The same on every machine and in every release: a shard that one worker began, another must be able to finish.</remarks>
public static class Shard
{
    /// <summary>The shard of a SKU-location, 0..<paramref name="shards"/> − 1.</summary>
    /// <param name="key">Product and place.</param>
    /// <param name="shards">Number of shards, ≥ 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="shards"/> is below 1.</exception>
    /// <remarks><see cref="HashOf(SkuLocation)"/> modulo the number of shards.</remarks>
    public static int Of(SkuLocation key, int shards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        return (int)(HashOf(key) % shards);
    }

    /// <summary>What decides the shard of a SKU-location, ≥ 0; a store keeps it, so that it can read one shard alone.</summary>
    /// <param name="key">Product and place.</param>
    /// <remarks>The first 63 bits of the SHA-256 of location, line feed and SKU in UTF-8. A code holds no line feed, so no two keys have
    /// the same text.</remarks>
    public static long HashOf(SkuLocation key) => HashOf($"{key.Location.Code}\n{key.Sku.Code}");

    /// <summary>The same of its name: location, line feed, SKU.</summary>
    /// <param name="name">The name (<see cref="Forecasters.GlobalSeries.Key"/>).</param>
    public static long HashOf(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) >> 1);
    }
}
