using System.Collections.Immutable;

namespace Forecasting.Storage.Runs;

/// <summary>What became of the number of a partner's file.</summary>
public enum DeliveryState
{
    /// <summary>A plan has it, and nothing is out under it.</summary>
    Reserved,

    /// <summary>The file is out in the folder of its publication, and its profile names no target.</summary>
    Kept,

    /// <summary>The file is on its way to its target.</summary>
    Pending,

    /// <summary>The target has it, whole.</summary>
    Delivered,

    /// <summary>The target refuses it, and a person has to look.</summary>
    Held,

    /// <summary>Given up before anything was out under it.</summary>
    Void,
}

/// <summary>A file that a plan makes for a partner, before it is out.</summary>
/// <param name="Series">Whose numbers it takes part in.</param>
/// <param name="Number">Its number in the series, from 1.</param>
/// <param name="Partner">Name of the profile.</param>
/// <param name="Format">Its format.</param>
/// <param name="Version">Version of the format.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="IsTest">True when the partner must not act on it.</param>
/// <param name="Target">Where it goes; empty = it stays in the folder of the publication.</param>
/// <param name="HostKey">Fingerprint of the target's host, for SFTP; otherwise empty.</param>
public sealed record PlannedPartnerFile(
    string Series,
    long Number,
    string Partner,
    string Format,
    string Version,
    string FileName,
    long Rows,
    bool IsTest,
    string Target,
    string HostKey)
{
    /// <summary>Ids of its order lines; empty for forecasts and rules.</summary>
    public ImmutableArray<string> LineIds { get; init; } = [];
}

/// <summary>A file for a partner that is out in the folder of its publication.</summary>
/// <param name="Partner">Name of the profile.</param>
/// <param name="Number">Its number.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">Its size.</param>
public sealed record PublishedPartnerFile(string Partner, long Number, string Sha256, long Bytes);

/// <summary>One number of a partner's file in the ledger, and what became of it.</summary>
public sealed record PartnerDelivery
{
    /// <summary>Whose numbers it takes part in: the partner's own, or those of several profiles for one receiver.</summary>
    public required string Series { get; init; }

    /// <summary>Its number in the series, from 1; never used for other bytes.</summary>
    public required long Number { get; init; }

    /// <summary>Name of the profile.</summary>
    public required string Partner { get; init; }

    /// <summary>The publication whose folder holds it.</summary>
    public required long Sequence { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Its format.</summary>
    public required string Format { get; init; }

    /// <summary>Version of the format.</summary>
    public required string Version { get; init; }

    /// <summary>Its name.</summary>
    public required string FileName { get; init; }

    /// <summary>Its rows.</summary>
    public required long Rows { get; init; }

    /// <summary>True when the partner must not act on it.</summary>
    public required bool IsTest { get; init; }

    /// <summary>SHA-256 of its bytes; empty while nothing is out.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Its size in bytes; 0 while nothing is out.</summary>
    public long Bytes { get; init; }

    /// <summary>The partner's number before in the same plan cycle, which this file corrects or adds to; null = none.</summary>
    public long? Replaces { get; init; }

    /// <summary>Where it goes; empty = it stays in the folder of the publication.</summary>
    public string Target { get; init; } = "";

    /// <summary>Fingerprint of the target's host, for SFTP; otherwise empty.</summary>
    public string HostKey { get; init; } = "";

    /// <summary>What became of it.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>Tries so far that reached for the target.</summary>
    public int Tries { get; init; }

    /// <summary>What was wrong last, or why it is void; empty when nothing was.</summary>
    public string Fault { get; init; } = "";

    /// <summary>Not before, UTC; null = at once.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>When the target had it first, UTC; null = not yet.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Who let later files go before it; empty = nobody.</summary>
    public string ReleasedBy { get; init; } = "";

    /// <summary>When it came to its state, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>True while later files of the series must wait for it.</summary>
    public bool IsInTheWay => State is DeliveryState.Pending or DeliveryState.Held && ReleasedBy.Length == 0;

    /// <summary><c>acme/5</c>: what people call it.</summary>
    public override string ToString() => FormattableString.Invariant($"{Partner}/{Number}");
}
