namespace Forecasting.Storage.Runs;

/// <summary>A row of <c>run.partner_file</c> as the stores give it.</summary>
internal sealed record PartnerDeliveryRow
{
    public string Series { get; init; } = "";

    public long Number { get; init; }

    public string Partner { get; init; } = "";

    public long Sequence { get; init; }

    public string RunId { get; init; } = "";

    public string Format { get; init; } = "";

    public string Version { get; init; } = "";

    public string FileName { get; init; } = "";

    public long Rows { get; init; }

    public int IsTest { get; init; }

    public string Sha256 { get; init; } = "";

    public long Bytes { get; init; }

    public long? Replaces { get; init; }

    public string Target { get; init; } = "";

    public string HostKey { get; init; } = "";

    public string State { get; init; } = "";

    public int Tries { get; init; }

    public string Fault { get; init; } = "";

    public DateTime? NextTry { get; init; }

    public DateTime? DeliveredAt { get; init; }

    public string ReleasedBy { get; init; } = "";

    public DateTime ChangedAt { get; init; }

    public PartnerDelivery ToDelivery() => new()
    {
        Series = Series,
        Number = Number,
        Partner = Partner,
        Sequence = Sequence,
        RunId = RunId,
        Format = Format,
        Version = Version,
        FileName = FileName,
        Rows = Rows,
        IsTest = IsTest != 0,
        Sha256 = Sha256,
        Bytes = Bytes,
        Replaces = Replaces,
        Target = Target,
        HostKey = HostKey,
        State = Enum.Parse<DeliveryState>(State),
        Tries = Tries,
        Fault = Fault,
        NextTry = NextTry is { } next ? StoredTime.Utc(next) : null,
        DeliveredAt = DeliveredAt is { } delivered ? StoredTime.Utc(delivered) : null,
        ReleasedBy = ReleasedBy,
        ChangedAt = StoredTime.Utc(ChangedAt),
    };
}
