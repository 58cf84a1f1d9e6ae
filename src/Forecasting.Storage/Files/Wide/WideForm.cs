using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Storage.Files.Wide;

/// <summary>A table with one row for a product and one column for each period, as people make it in a spreadsheet: each
/// cell becomes a row.</summary>
internal sealed class WideForm : TableForm
{
    /// <summary>Fewer columns that look like periods may be anything.</summary>
    private const int FewestPeriods = 3;

    private readonly ImmutableArray<string> headers;
    private readonly ImmutableArray<int> others;
    private readonly ImmutableArray<Period> periods;
    private long cells;
    private long empty;

    private WideForm(Feed feed, ImmutableArray<string> headers, ImmutableArray<int> others, ImmutableArray<Period> periods)
    {
        this.headers = headers;
        this.others = others;
        this.periods = periods;
        Headers = [.. others.Select(i => headers[i]), "date", ValueOf(feed)!];
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> Headers { get; }

    /// <inheritdoc/>
    public override ImmutableArray<string> Notes =>
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"The table has a column for each period (\"{headers[periods[0].Index]}\" to \"{headers[periods[^1].Index]}\"): each of its "
            + $"{cells} filled cells was read as a row; ")
        + string.Create(CultureInfo.InvariantCulture, $"{empty} empty cells are unknown and no rows."),
    ];

    /// <summary>The form, when a feed of values by day has no column for the date and at least three whose headers are
    /// periods; otherwise null.</summary>
    /// <exception cref="FileRejectedException">The periods are numbered, and the settings do not say when the first one begins.</exception>
    public static WideForm? Recognise(Feed feed, ImmutableArray<string> headers, FeedSettings settings)
    {
        if (ValueOf(feed) is null)
            return null;
        var mapped = settings.Columns.Keys.Select(h => h.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var periods = Enumerable.Range(0, headers.Length)
            .Where(i => !mapped.Contains(headers[i].Trim()))
            .Select(i => Period.Read(i, headers[i])).OfType<Period>().ToImmutableArray();
        if (periods.Length < FewestPeriods)
            return null;
        var columns = periods.Select(p => p.Index).ToHashSet();
        ImmutableArray<int> others = [.. Enumerable.Range(0, headers.Length).Where(i => !columns.Contains(i))];
        var match = HeaderMatch.Try(feed, others.Select(i => headers[i]), settings);
        if (match["date"].Index >= 0 || match[ValueOf(feed)!].Index >= 0)
            return null;
        if (periods.Any(p => p.IsNumbered) && settings.PeriodStart is null)
        {
            throw new FileRejectedException(
                $"The columns \"{headers[periods[0].Index]}\" to \"{headers[periods[^1].Index]}\" number their periods, and nothing says "
                + "when the first one begins: "
                + $"set input.{feed.SettingName()}.periodStart and input.{feed.SettingName()}.periodBucket.");
        }

        return new WideForm(feed, headers, others, periods);
    }

    /// <inheritdoc/>
    public override IEnumerable<RawRow> Turn(IEnumerable<RawRow> rows)
    {
        (cells, empty) = (0, 0);
        foreach (var row in rows)
        {
            if (row.Fault is not null)
            {
                yield return row;
                continue;
            }

            var key = new WideRow(row, others);
            foreach (var period in periods)
            {
                if (string.IsNullOrWhiteSpace(row.Field(period.Index)))
                {
                    empty++;
                    continue;
                }

                cells++;
                yield return key.At(period, headers[period.Index]);
            }
        }
    }

    /// <summary>Our column that the cells belong to; null for feeds that have no values by day.</summary>
    private static string? ValueOf(Feed feed) => feed switch
    {
        Feed.Sales => "quantity",
        Feed.Stock => "on_hand",
        Feed.Availability => "in_stock",
        _ => null,
    };
}
