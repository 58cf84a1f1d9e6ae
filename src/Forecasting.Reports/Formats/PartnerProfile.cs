using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Forecasting.Planning;

namespace Forecasting.Reports.Formats;

/// <summary>What happens to a file that is ready after the cut-off or on a closed day.</summary>
public enum LateFile
{
    /// <summary>It is sent, and the run says so.</summary>
    Send,

    /// <summary>It waits for the next day on which the partner takes files.</summary>
    Wait,
}

/// <summary>Who gets which lines in which format: one entry of the settings <c>partners</c>.</summary>
public sealed record PartnerProfile
{
    /// <summary>Name: small letters, digits and hyphens, at most 40; part of the file name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Name of a format, see <see cref="PartnerFormats"/>.</summary>
    public string Format { get; init; } = "";

    /// <summary>Version of the format that was agreed; null = the one there is. Another is refused, so that an update never changes a file silently.</summary>
    public string? Version { get; init; }

    /// <summary>Folder that the file is meant for; null = the name.</summary>
    public string? Folder { get; init; }

    /// <summary>Where files are delivered: a folder, a blob prefix or an SFTP folder; null = they stay in the folder of the publication.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

    /// <summary>SHA-256 fingerprint of the key of the target's host, for SFTP: <c>SHA256:…</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HostKey { get; init; }

    /// <summary>Time of day, <c>16:00</c> in <see cref="TimeZone"/>, after which a file is late; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CutOff { get; init; }

    /// <summary>IANA time zone of the partner; null = that of the business calendar, else UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TimeZone { get; init; }

    /// <summary>Weekdays on which the partner takes files; null = every day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<DayOfWeek>? OrderDays { get; init; }

    /// <summary>Days and ranges of days on which it does not: <c>2026-12-24..2026-12-31</c>; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Closed { get; init; }

    /// <summary>What happens to a file that is late; null = it is sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LateFile? Late { get; init; }

    /// <summary>Folder in which the partner's answers arrive, from the folder of the reports; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Inbox { get; init; }

    /// <summary>True when an answer counts only with <c>NAME.done</c> beside it; null = when nobody has written to it for a minute.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? InboxMarker { get; init; }

    /// <summary>Minutes in which the partner's system answers a file; null = it does not answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AnswerWithin { get; init; }

    /// <summary>Whose numbers the files have, where several profiles write for one receiver; null = the name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Numbers { get; init; }

    /// <summary>The first number, where another system has used those below; null = 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FirstNumber { get; init; }

    /// <summary>Only lines of these suppliers, by our codes; empty = all.</summary>
    public ImmutableArray<string> Suppliers { get; init; } = [];

    /// <summary>Only lines for these places, for a transfer also from them, by our codes; empty = all.</summary>
    public ImmutableArray<string> Locations { get; init; } = [];

    /// <summary>Only these kinds of order; empty = all that the format carries.</summary>
    public ImmutableArray<OrderType> Types { get; init; } = [];

    /// <summary>Only lines that ask for this; empty = all, and what the format cannot say is refused.</summary>
    public ImmutableArray<OrderAction> Actions { get; init; } = [];

    /// <summary>The partner's codes.</summary>
    public PartnerCodes Codes { get; init; } = PartnerCodes.None;

    /// <summary>A CSV of <c>kind,ours,theirs</c> with more codes; its path is from the folder of the settings file. Null = none.</summary>
    public string? CodesFile { get; init; }

    /// <summary>Most characters that the partner takes, by our name of the field, where that is less than the format.</summary>
    public ImmutableSortedDictionary<string, int> Limits { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Characters of the file; null = the widest of the format.</summary>
    public string? CharacterSet { get; init; }

    /// <summary>True while the partner tries the files out: they say so where the format can, and the manifest does.</summary>
    public bool Test { get; init; }

    /// <summary>What the format needs besides the lines: <c>sender</c>, <c>receiver</c>, …</summary>
    public ImmutableSortedDictionary<string, string> Values { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Folder that the file is meant for.</summary>
    internal string FolderName => Folder ?? Name;

    /// <summary>Whose numbers the files have.</summary>
    [JsonIgnore]
    public string Series => Numbers ?? Name;

    /// <summary>When the partner takes files.</summary>
    /// <exception cref="FormatException">A setting is no time or no range of days; <see cref="Validate"/> tells.</exception>
    public SendingWindow Window() => new(
        CutOff is { } time ? SendingWindow.ParseTime(time) : null, OrderDays ?? [], [.. (Closed ?? []).Select(SendingWindow.ParseDays)]);

    /// <summary>The profile without where and when its files go: no file depends on that.</summary>
    public PartnerProfile WithoutDelivery() => this with
    {
        Target = null,
        HostKey = null,
        CutOff = null,
        TimeZone = null,
        OrderDays = null,
        Closed = null,
        Late = null,
        Inbox = null,
        InboxMarker = null,
        AnswerWithin = null,
    };

    /// <summary>Every fault of some profiles, as full sentences.</summary>
    /// <param name="profiles">All profiles of the settings.</param>
    public static IEnumerable<string> Validate(ImmutableArray<PartnerProfile> profiles)
    {
        if (profiles.Length > PartnerFile.MostProfiles)
            yield return FormattableString.Invariant($"partners: there are {profiles.Length} profiles; {PartnerFile.MostProfiles} are the most.");
        foreach (var twins in profiles.GroupBy(p => p.Name, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
            yield return $"partners: the name \"{twins.Key}\" stands more than once; each partner needs a name of its own.";
        foreach (var fault in PartnerValidation.SharedReceivers(profiles))
            yield return fault;
        foreach (var fault in profiles.SelectMany(PartnerValidation.Faults))
            yield return fault;
    }
}
