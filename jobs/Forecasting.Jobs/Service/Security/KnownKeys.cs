using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Forecasting.Storage;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Security;

/// <summary>Keys that were found good a moment ago: whoever asks fifty times a second is looked up once in it (docs/benchmarks/service-load.md).</summary>
/// <remarks>
/// Good keys alone, for a second at most, and by their hash. All are forgotten at once when this process writes anything, a revocation for one, or lets go of a DuckDB file
/// so that another could have; what another process revokes on a server counts a second later.
/// </remarks>
internal sealed class KnownKeys(ServiceDatabase store)
{
    /// <summary>Keys that are remembered at most; beyond, it begins anew.</summary>
    private const int Most = 1000;

    // Not of the clock of the service: one that stands still would let a key in for ever.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>The key that a caller shows, whether it is still good or not; null when there is none with that text.</summary>
    /// <param name="text">What the caller shows.</param>
    /// <returns>The key, and whether it is good now.</returns>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public (ApiKey? Key, bool IsGood) Find(string text)
    {
        if (ApiKeys.IdOf(text) is not { } id)
            return (null, false);
        var hash = ApiKeys.HashOf(text);
        if (known.TryGetValue(id, out var seen) && IsStill(seen) && CryptographicOperations.FixedTimeEquals(hash, seen.Hash))
            return (seen.Key, true);

        // Both are taken before the key is read: what happens meanwhile makes it unknown again.
        using var database = store.Open(out var state);
        var at = Stopwatch.GetTimestamp();
        var key = new ApiKeys(database).Find(text);
        var now = store.UtcNow(database);
        var isGood = key?.IsGood(now) == true;
        if (!isGood)
            return (key, false);
        if (known.Count >= Most)
            known.Clear();
        known[id] = new Known(key!, hash, at, key!.ExpiresAt - now < Fresh ? key.ExpiresAt - now : Fresh, state);
        return (key, true);
    }

    private bool IsStill(Known seen) =>
        Stopwatch.GetElapsedTime(seen.At) < seen.For && store.IsUnchanged(seen.State);

    private sealed record Known(ApiKey Key, byte[] Hash, long At, TimeSpan For, DatabaseState State);
}
