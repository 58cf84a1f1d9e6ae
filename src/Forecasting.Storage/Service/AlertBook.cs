using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Service;

/// <summary>What was told of alarms, and what became of each message. Of several services on one database, one writes each change.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class AlertBook(ForecastingDatabase database)
{
    /// <summary>The number of the newest change; the next one is written by whoever shows it.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public long Revision() => database.Scalar<long>("Alerts/ReadHead");

    /// <summary>Every alarm that was told and is not cleared, by id.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<ToldAlert> Standing() => [.. database.Query<AlertRow>("Alerts/ReadStanding").Select(r => r.ToAlert())];

    /// <summary>Writes what changed, if nobody wrote since the caller looked.</summary>
    /// <param name="seen">The revision that the caller saw.</param>
    /// <param name="changes">Alarms as they are now.</param>
    /// <param name="message">Kind and content of a message about them; null = none.</param>
    /// <param name="channels">The ways on which it goes out.</param>
    /// <param name="at">Now.</param>
    /// <returns>The number of this change, and of its message; null when somebody else was first, and then nothing was written.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public long? TryWrite(
        long seen, IReadOnlyCollection<ToldAlert> changes, (string Kind, string Content)? message, IReadOnlyCollection<string> channels, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(channels);
        long? written = null;
        database.InTransaction(() =>
        {
            written = null;
            if (database.Execute("Alerts/MoveHead", new { seen_no = seen, revision_no = seen + 1 }) != 1)
                return;
            foreach (var alert in changes)
                Write(alert);
            if (message is { } text)
            {
                var now = StoredTime.Of(at);
                database.Execute("Alerts/InsertMessage", new { message_no = seen + 1, kind = text.Kind, created_at = now, content = text.Content });
                foreach (var channel in channels)
                    database.Execute("Alerts/InsertDelivery", new { message_no = seen + 1, channel, next_try = now });
            }

            written = seen + 1;
        });
        return written;
    }

    /// <summary>The messages since a time, 200 at most, the newest first.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<AlertEntry> Messages(DateTimeOffset since) =>
        [.. database.Query<MessageRow>("Alerts/ReadMessages", new { since = StoredTime.Of(since) }).Select(r => new AlertEntry(r.Number, r.Kind, StoredTime.Utc(r.CreatedAt), r.Content))];

    /// <summary>What became of the messages since a time, by number and way.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<AlertDelivery> Deliveries(DateTimeOffset since) =>
        [.. database.Query<DeliveryRow>("Alerts/ReadDeliveries", new { since = StoredTime.Of(since) }).Select(r => r.ToDelivery())];

    /// <summary>Begins a try, if nobody has begun one since the caller looked.</summary>
    /// <param name="delivery">What the caller saw.</param>
    /// <param name="nextTry">When another may be begun, should this one come to nothing.</param>
    /// <returns>True for exactly one of those who saw the same.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public bool TryClaim(AlertDelivery delivery, DateTimeOffset nextTry)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return database.Execute("Alerts/Claim", new
        {
            message_no = delivery.Number,
            channel = delivery.Channel,
            seen_tries = delivery.Tries,
            next_try = StoredTime.Of(nextTry),
        }) == 1;
    }

    /// <summary>Keeps what came of a try.</summary>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public void Record(AlertDelivery delivery, AlertState state, string fault, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        database.Execute("Alerts/Record", new
        {
            message_no = delivery.Number,
            channel = delivery.Channel,
            state = state.ToString(),
            fault = OneLine.Of(fault),
            changed_at = StoredTime.Of(at),
        });
    }

    private void Write(ToldAlert alert)
    {
        var row = new
        {
            alert_id = alert.Id,
            kind = alert.Kind,
            subject = OneLine.Of(alert.Subject),
            first_told_at = StoredTime.Of(alert.FirstTold),
            last_told_at = StoredTime.Of(alert.LastTold),
            told_count = alert.Told,
            gone_at = Stored(alert.Gone),
            cleared_at = Stored(alert.Cleared),
        };
        if (database.Execute("Alerts/Update", row) == 0)
            database.Execute("Alerts/Insert", row);
    }

    private static DateTime? Stored(DateTimeOffset? time) => time is { } known ? StoredTime.Of(known) : null;

    private static DateTimeOffset? Known(DateTime? time) => time is { } stored ? StoredTime.Utc(stored) : null;

    private sealed record AlertRow
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Subject { get; init; } = "";

        public DateTime FirstTold { get; init; }

        public DateTime LastTold { get; init; }

        public int Told { get; init; }

        public DateTime? Gone { get; init; }

        public DateTime? Cleared { get; init; }

        public ToldAlert ToAlert() => new(Id, Kind, Subject, StoredTime.Utc(FirstTold), StoredTime.Utc(LastTold), Told, Known(Gone), Known(Cleared));
    }

    private sealed record MessageRow
    {
        public long Number { get; init; }

        public string Kind { get; init; } = "";

        public DateTime CreatedAt { get; init; }

        public string Content { get; init; } = "";
    }

    private sealed record DeliveryRow
    {
        public long Number { get; init; }

        public string Channel { get; init; } = "";

        public string State { get; init; } = "";

        public int Tries { get; init; }

        public DateTime NextTry { get; init; }

        public string Fault { get; init; } = "";

        public DateTime ChangedAt { get; init; }

        public DateTime CreatedAt { get; init; }

        public string Content { get; init; } = "";

        public AlertDelivery ToDelivery() => new(
            Number, Channel, Enum.Parse<AlertState>(State), Tries, StoredTime.Utc(NextTry), Fault, StoredTime.Utc(ChangedAt), StoredTime.Utc(CreatedAt), Content);
    }
}
