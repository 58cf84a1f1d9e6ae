using System.Collections.Immutable;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Import;

/// <summary>How each feed is written, as the database remembers it from one import to the next.</summary>
internal sealed class FeedProfiles
{
    private const string DecimalMark = "decimal_mark";
    private const string DateOrder = "date_order";

    private readonly ForecastingDatabase database;
    private readonly Dictionary<(string Feed, string Part), LearntPart> earlier;
    private readonly SortedDictionary<string, string> used = new(StringComparer.Ordinal);

    /// <summary>Reads what is remembered.</summary>
    public FeedProfiles(ForecastingDatabase database)
    {
        this.database = database;
        earlier = database.Query<Row>("Import/ReadFeedProfiles")
            .ToDictionary(r => (r.Feed, r.Part), r => new LearntPart(r.Value, r.File, r.Sha256, r.Previous));
    }

    /// <summary>By feed, what was remembered and these files were read by.</summary>
    public ImmutableSortedDictionary<string, string> Used => used.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>What is remembered of a feed.</summary>
    public EarlierProfile Earlier(Feed feed) =>
        new(earlier.GetValueOrDefault((feed.FileName(), DecimalMark)), earlier.GetValueOrDefault((feed.FileName(), DateOrder)));

    /// <summary>What is remembered of a feed, of what a database once did.</summary>
    public static EarlierProfile Earlier(IReadOnlyCollection<RememberedProfile> remembered, Feed feed)
    {
        return new EarlierProfile(Part(DecimalMark), Part(DateOrder));

        LearntPart? Part(string part) => remembered.FirstOrDefault(p => p.Feed == feed.FileName() && p.Part == part) is { } known
            ? new LearntPart(known.Value, known.File, known.Sha256, known.Previous)
            : null;
    }

    /// <summary>What is remembered of the parts asked for, as one text: the same text, the same reading.</summary>
    public string Answer(Feed feed, ProfileParts asked)
    {
        var known = Earlier(feed);
        var mark = asked.DecimalMark ? Shown(DecimalMark, known.DecimalMark) : "";
        var order = asked.DateOrder ? Shown(DateOrder, known.DateOrder) : "";
        return $"{mark}\n{order}";
    }

    /// <summary>Notes that the files of a feed were read by the parts asked for, where they are known.</summary>
    public void Use(Feed feed, ProfileParts asked)
    {
        var known = Earlier(feed);
        var parts = new List<string>();
        if (asked.DecimalMark && known.DecimalMark is not null)
            parts.Add(Shown(DecimalMark, known.DecimalMark));
        if (asked.DateOrder && known.DateOrder is not null)
            parts.Add(Shown(DateOrder, known.DateOrder));
        if (parts.Count > 0)
            used[feed.FileName()] = string.Join("; ", parts);
    }

    /// <summary>Remembers how a feed is written, inside the open transaction if there is one.</summary>
    /// <returns>What was asked of earlier imports.</returns>
    public ProfileParts Learn(Feed feed, FeedProfile profile)
    {
        var asked = new ProfileParts(profile.DecimalMark.IsConsulted, profile.DateOrder.IsConsulted);
        Use(feed, asked);
        Learn(feed, DecimalMark, profile.DecimalMark.Learnt);
        Learn(feed, DateOrder, profile.DateOrder.Learnt);
        return asked;
    }

    private void Learn(Feed feed, string part, LearntPart? learnt)
    {
        if (learnt is null || learnt == earlier.GetValueOrDefault((feed.FileName(), part)))
            return;
        earlier[(feed.FileName(), part)] = learnt;
        var row = new
        {
            feed = feed.FileName(),
            part,
            value = learnt.Value,
            file = learnt.File,
            sha256 = learnt.Sha256,
            previous = learnt.Previous,
        };
        database.InTransaction(() =>
        {
            if (database.Execute("Import/UpdateFeedProfile", row) == 0)
                database.Execute("Import/InsertFeedProfile", row);
        });
    }

    private static string Shown(string part, LearntPart? learnt) =>
        learnt is null ? $"{part} not known" : $"{part} {learnt.Value} as in {learnt.File} {learnt.Sha256}";

    /// <summary>A part as the database keeps it.</summary>
    private sealed record Row
    {
        public string Feed { get; init; } = "";

        public string Part { get; init; } = "";

        public string Value { get; init; } = "";

        public string File { get; init; } = "";

        public string Sha256 { get; init; } = "";

        public string Previous { get; init; } = "";
    }
}
