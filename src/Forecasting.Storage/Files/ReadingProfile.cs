using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Storage.Files;

/// <summary>How one file is read: declared in the settings, or detected once for its feed, and shown in its report.</summary>
/// <param name="Format">Encoding and delimiter, for people.</param>
/// <param name="DecimalMark"><c>.</c> or <c>,</c>; null when nothing tells.</param>
/// <param name="DateOrder">Order of dates with slashes or dashes; null when nothing tells.</param>
/// <param name="Decimals">What is known about the decimal mark, for people.</param>
/// <param name="Dates">What is known about the date order, for people.</param>
internal sealed record ReadingProfile(string Format, char? DecimalMark, DateOrder? DateOrder, string Decimals, string Dates)
{
    /// <summary>The currencies that the amounts of a column carry, by our name of the column; a column without is not listed.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Currencies { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <inheritdoc/>
    public override string ToString() => $"{Format}, {Decimals}, {Dates}";

    /// <summary>How a file is read: by the settings, else by its own evidence, else by that of its feed.</summary>
    /// <param name="format">Encoding and delimiter, for people.</param>
    /// <param name="evidence">What the file proves.</param>
    /// <param name="feed">What its feed is known to be.</param>
    /// <param name="settings">What is declared.</param>
    public static ReadingProfile Of(string format, ReadingEvidence evidence, FeedProfile feed, FeedSettings settings)
    {
        var ownMark = settings.DecimalMark?[0] ?? evidence.DecimalMark;
        var mark = ownMark ?? (evidence.IsMarkOpen ? feed.DecimalMark.Shared?[0] : null);
        var markOrigin = Origin(settings.DecimalMark is not null, ownMark is null, feed.DecimalMark);
        var decimals = mark switch
        {
            _ when !evidence.HasMarks && settings.DecimalMark is null => evidence.HasNumbersAsSuch ? "numbers as such" : "whole numbers",
            '.' => "decimal point" + markOrigin,
            ',' => "decimal comma" + markOrigin,
            _ => "decimal mark unknown",
        };
        var ownOrder = settings.DateOrder ?? evidence.DateOrder;
        var order = ownOrder
            ?? (evidence.IsOrderOpen && feed.DateOrder.Shared is { } shared ? Enum.Parse<DateOrder>(shared, ignoreCase: true) : null);
        var orderOrigin = Origin(settings.DateOrder is not null, ownOrder is null, feed.DateOrder);
        var dates = (order, settings.DateOrder) switch
        {
            ({ } declared, not null) => $"dates {declared.ToString().ToLowerInvariant()}{orderOrigin}",
            _ when !evidence.HasSlashDates => "dates unambiguous",
            (Files.DateOrder.Dmy, _) => "dates day first" + orderOrigin,
            (Files.DateOrder.Mdy, _) => "dates month first" + orderOrigin,
            _ => "date order unknown",
        };
        if (settings is { PeriodStart: { } start, PeriodBucket: { } bucket })
            dates = string.Create(
                CultureInfo.InvariantCulture, $"{dates}, periods are {bucket.ToString().ToLowerInvariant()}s from {start:O} (declared)");
        return new ReadingProfile(format, mark, order, decimals, dates) { Currencies = feed.Currencies };
    }

    private static string Origin(bool isDeclared, bool isShared, ProfilePart part) =>
        isDeclared ? " (declared)" : isShared && part.Origin.Length > 0 ? $" ({part.Origin})" : "";
}
