using System.Collections.Immutable;

namespace Forecasting.Storage.Files;

/// <summary>What earlier imports learnt about how a feed is written.</summary>
/// <param name="DecimalMark">The decimal mark; null = not known.</param>
/// <param name="DateOrder">The order of day and month; null = not known.</param>
internal sealed record EarlierProfile(LearntPart? DecimalMark, LearntPart? DateOrder)
{
    /// <summary>Nothing is known.</summary>
    public static readonly EarlierProfile None = new(null, null);
}

/// <summary>How the files of one feed are written: the evidence of all of them together, and what earlier imports learnt where that
/// leaves something open.</summary>
/// <param name="DecimalMark">The decimal mark.</param>
/// <param name="DateOrder">The order of day and month.</param>
/// <param name="Currencies">The currencies that the amounts of a column carry in any file, by our name of the column.</param>
internal sealed record FeedProfile(
    ProfilePart DecimalMark, ProfilePart DateOrder, ImmutableSortedDictionary<string, ImmutableArray<string>> Currencies)
{
    /// <summary>Puts the profile of a feed together.</summary>
    /// <param name="samples">The files that can be read, in the order of their names.</param>
    /// <param name="earlier">What earlier imports learnt.</param>
    /// <param name="settings">What is declared.</param>
    public static FeedProfile Of(IReadOnlyCollection<FeedSample> samples, EarlierProfile earlier, FeedSettings settings) => new(
        ProfilePart.Of(
            [.. samples.Select(s => (s.File, s.Evidence.DecimalMark?.ToString(), s.Evidence.IsMarkOpen))],
            earlier.DecimalMark,
            settings.DecimalMark is not null),
        ProfilePart.Of(
            [.. samples.Select(s => (s.File, NameOf(s.Evidence.DateOrder), s.Evidence.IsOrderOpen))],
            earlier.DateOrder,
            settings.DateOrder is not null),
        samples.SelectMany(s => s.Evidence.Currencies).GroupBy(c => c.Key, StringComparer.Ordinal).ToImmutableSortedDictionary(
            g => g.Key,
            g => g.SelectMany(c => c.Value).Distinct().Order(StringComparer.Ordinal).ToImmutableArray(),
            StringComparer.Ordinal));

    /// <summary>What to tell whoever sends the feed about a file: that from it on something is written otherwise. Full sentences.</summary>
    public IEnumerable<string> Changes(InputFile file)
    {
        if (IsChange(DecimalMark, file) is { } mark)
            yield return $"The feed has changed its decimal mark from {mark.Previous} to {mark.Value} since {file.File}. {OwnEvidence}";
        if (IsChange(DateOrder, file) is { } order)
            yield return $"The feed has changed its date order from {order.Previous} to {order.Value} since {file.File}. {OwnEvidence}";
    }

    private const string OwnEvidence = "Each file was read by its own evidence.";

    private static LearntPart? IsChange(ProfilePart part, InputFile file) =>
        part.Learnt is { Previous.Length: > 0 } learnt && learnt.Sha256 == file.Sha256 ? learnt : null;

    private static string? NameOf(DateOrder? order) => order?.ToString().ToLowerInvariant();
}
