using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Service;

/// <summary>The keys of machines: made, told once, kept as a hash, found again, revoked.</summary>
/// <param name="database">Where they are kept.</param>
/// <remarks>
/// A key is 256 random bits, so a plain SHA-256 of it is as good as a slow hash of a password: there is nothing to guess. Its public id finds
/// the row; the hash is compared in constant time.
/// </remarks>
public sealed class ApiKeys(ForecastingDatabase database)
{
    /// <summary>How every key begins, so that scanners for lost secrets know one.</summary>
    public const string Prefix = "fcst_";

    private const int IdBytes = 8;
    private const int SecretBytes = 32;

    /// <summary>The public part of a key; null when it is none.</summary>
    /// <param name="text">What a caller shows.</param>
    public static string? IdOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(Prefix, StringComparison.Ordinal) && text.Split('_', 3) is [_, { Length: 2 * IdBytes } id, { Length: > 0 }] ? id : null;
    }

    /// <summary>The hash by which a key is known, 32 bytes.</summary>
    /// <param name="text">What a caller shows.</param>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Makes a key.</summary>
    /// <param name="name">In whose name it speaks, 1 to 100 characters.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="lifetime">How long it is good, &gt; 0.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="now">Now.</param>
    /// <returns>The key, and its text: <c>fcst_ID_SECRET</c>. Nobody can tell it a second time.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public (ApiKey Key, string Text) Create(string name, string role, TimeSpan lifetime, string by, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, 100);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var text = $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        (name, by) = (OneLine.Of(name.Trim()), OneLine.Of(by));
        var key = new ApiKey(id, name, role, now, by, now + lifetime, null, "");
        database.InTransaction(() =>
        {
            database.Execute("Keys/Insert", new
            {
                key_id = id,
                key_name = name,
                role_name = role,
                key_hash = Convert.ToHexStringLower(HashOf(text)),
                created_at = StoredTime.Of(now),
                created_by = by,
                expires_at = StoredTime.Of(key.ExpiresAt),
                revoked_by = "",
            });
            Note(AuditActs.CreateKey, id, by, now, $"{role} \"{name}\", good until {key.ExpiresAt.UtcDateTime:yyyy-MM-dd}");
        });
        return (key, text);
    }

    /// <summary>The key that a caller shows, whether it is still good or not; null when there is none with that text.</summary>
    /// <param name="text">What the caller shows.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ApiKey? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IdOf(text) is not { } id || database.Query<KeyRow>("Keys/Find", new { key_id = id }).SingleOrDefault() is not { } row)
            return null;
        return CryptographicOperations.FixedTimeEquals(HashOf(text), Convert.FromHexString(row.KeyHash)) ? row.ToKey() : null;
    }

    /// <summary>Every key that was ever made, the oldest first.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<ApiKey> All() => [.. database.Query<KeyRow>("Keys/ReadAll").Select(r => r.ToKey())];

    /// <summary>Takes a key back: the next call with it is refused.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="by">Who takes it back.</param>
    /// <param name="now">Now.</param>
    /// <returns>False when there is no such key, or it was revoked before.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public bool Revoke(string id, string by, DateTimeOffset now)
    {
        by = OneLine.Of(by);
        var isDone = false;
        database.InTransaction(() =>
        {
            isDone = database.Execute("Keys/Revoke", new { key_id = id, revoked_at = StoredTime.Of(now), revoked_by = by }) == 1;
            if (isDone)
                Note(AuditActs.RevokeKey, id, by, now, $"");
        });
        return isDone;
    }

    private void Note(string act, string id, string by, DateTimeOffset now, FormattableString detail) =>
        new AuditLog(database).Append(new AuditAct(now, by, act, $"key {id}", detail.ToString(CultureInfo.InvariantCulture)));

    private sealed record KeyRow
    {
        public string KeyId { get; init; } = "";

        public string KeyName { get; init; } = "";

        public string RoleName { get; init; } = "";

        public string KeyHash { get; init; } = "";

        public DateTime CreatedAt { get; init; }

        public string CreatedBy { get; init; } = "";

        public DateTime ExpiresAt { get; init; }

        public DateTime? RevokedAt { get; init; }

        public string RevokedBy { get; init; } = "";

        public ApiKey ToKey() => new(
            KeyId, KeyName, RoleName, StoredTime.Utc(CreatedAt), CreatedBy, StoredTime.Utc(ExpiresAt), RevokedAt is { } end ? StoredTime.Utc(end) : null, RevokedBy);
    }
}
