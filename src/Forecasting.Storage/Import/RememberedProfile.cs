using System.Collections.Immutable;

namespace Forecasting.Storage.Import;

/// <summary>One part of how a feed is written, as the imports before had learnt it.</summary>
/// <param name="Feed">Name of the feed.</param>
/// <param name="Part">Which part.</param>
/// <param name="Value">What it is.</param>
/// <param name="File">The first file that proved it.</param>
/// <param name="Sha256">Hash of that file.</param>
/// <param name="Previous">What held before that file; empty when nothing is known to have.</param>
public sealed record RememberedProfile(string Feed, string Part, string Value, string File, string Sha256, string Previous)
{
    /// <summary>What a database remembers, ordered by feed and part.</summary>
    /// <param name="database">The database.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static ImmutableArray<RememberedProfile> ReadAll(ForecastingDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return
        [
            .. database.Query<RememberedProfile>("Import/ReadFeedProfiles")
                .OrderBy(p => p.Feed, StringComparer.Ordinal)
                .ThenBy(p => p.Part, StringComparer.Ordinal),
        ];
    }

    /// <summary>Lets an empty database remember the same, so that an import reads as the import of then did.</summary>
    /// <param name="database">The database.</param>
    /// <param name="profiles">What to remember.</param>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public static void WriteAll(ForecastingDatabase database, IEnumerable<RememberedProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(profiles);
        foreach (var p in profiles)
        {
            database.Execute(
                "Import/WriteFeedProfile",
                new { feed = p.Feed, part = p.Part, value = p.Value, file = p.File, sha256 = p.Sha256, previous = p.Previous });
        }
    }
}
