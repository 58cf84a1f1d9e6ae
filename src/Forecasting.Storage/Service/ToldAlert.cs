namespace Forecasting.Storage.Service;

/// <summary>An alarm that was told.</summary>
/// <param name="Id">SHA-256 of what makes it this alarm and no other, lower-case hexadecimal.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="FirstTold">When it was told first since it was last cleared, UTC.</param>
/// <param name="LastTold">When it was told last, UTC.</param>
/// <param name="Told">How often, ≥ 1.</param>
/// <param name="Gone">Since when it is not there any more, UTC; null while it stands.</param>
/// <param name="Cleared">When that was believed, UTC; null while it is not.</param>
public sealed record ToldAlert(
    string Id, string Kind, string Subject, DateTimeOffset FirstTold, DateTimeOffset LastTold, int Told, DateTimeOffset? Gone = null, DateTimeOffset? Cleared = null);

/// <summary>A message of the alert book.</summary>
/// <param name="Number">Which; rises.</param>
/// <param name="Kind">Alarms, Reminder, Clear or Test.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="Content">What it says, as JSON.</param>
public sealed record AlertEntry(long Number, string Kind, DateTimeOffset CreatedAt, string Content);

/// <summary>What became of a message on one way.</summary>
public enum AlertState
{
    /// <summary>Not out yet.</summary>
    Pending,

    /// <summary>Taken by the other side.</summary>
    Sent,

    /// <summary>Tried for a day in vain.</summary>
    GivenUp,
}

/// <summary>A message on one way.</summary>
/// <param name="Number">The message.</param>
/// <param name="Channel">mail or webhook.</param>
/// <param name="State">What became of it.</param>
/// <param name="Tries">Tries begun.</param>
/// <param name="NextTry">Not before, UTC.</param>
/// <param name="Fault">What was wrong last; empty when nothing was.</param>
/// <param name="ChangedAt">When it came to this, UTC.</param>
/// <param name="CreatedAt">When the message was made, UTC.</param>
/// <param name="Content">What it says, as JSON.</param>
public sealed record AlertDelivery(
    long Number, string Channel, AlertState State, int Tries, DateTimeOffset NextTry, string Fault, DateTimeOffset ChangedAt, DateTimeOffset CreatedAt, string Content);
