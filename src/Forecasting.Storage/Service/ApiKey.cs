namespace Forecasting.Storage.Service;

/// <summary>A key by which a machine speaks to the service. The key itself is kept nowhere.</summary>
/// <param name="Id">Its public part, by which it is listed and revoked.</param>
/// <param name="Name">In whose name it speaks: what the audit log says.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="ExpiresAt">From when on it is refused, UTC.</param>
/// <param name="RevokedAt">When it was revoked, UTC; null while it is good.</param>
/// <param name="RevokedBy">Who revoked it; empty while it is good.</param>
public sealed record ApiKey(
    string Id,
    string Name,
    string Role,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt,
    string RevokedBy)
{
    /// <summary>True while it opens something.</summary>
    /// <param name="now">Now.</param>
    public bool IsGood(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}
