using System.Collections.Immutable;
using Forecasting.Storage.Privacy;

namespace Forecasting.Storage.Files;

/// <summary>Which field of a file holds which of our columns.</summary>
internal sealed class HeaderMatch
{
    private readonly Dictionary<string, MatchedColumn> byName;
    private readonly FeedSettings settings;

    private HeaderMatch(Feed feed, ImmutableArray<string> headers, FeedSettings settings, IReadOnlyDictionary<int, PersonalKind> personal)
    {
        this.settings = settings;
        Feed = feed;
        Headers = headers;
        var notes = ImmutableArray.CreateBuilder<string>();
        byName = FeedColumns.Of(feed).ToDictionary(c => c.Name, c => Match(c, headers, settings, notes), StringComparer.Ordinal);
        var used = byName.Values.Where(c => c.Index >= 0).Select(c => c.Index).ToHashSet();
        var unused = Enumerable.Range(0, headers.Length).Where(i => !used.Contains(i) && headers[i].Length > 0).ToList();
        IsMasked =
        [
            .. Enumerable.Range(0, headers.Length)
                .Select(i => IsOrder(i) || (!used.Contains(i) && (IsPersonal(i) || IsSalesOrderId(headers[i])))),
        ];

        foreach (var i in unused.Where(IsPersonal))
        {
            var kind = personal.TryGetValue(i, out var content) && !PersonColumns.IsPerson(headers[i]) ? $" ({content.Plural()})" : "";
            notes.Add($"Column \"{headers[i]}\" looks like personal data{kind}: it was dropped and is not stored.");
        }

        var ignored = unused.Where(i => !IsPersonal(i)).Select(i => $"\"{headers[i]}\"").ToList();
        if (ignored.Count > 0)
            notes.Add($"Columns not used: {string.Join(", ", ignored)}.");
        Notes = notes.ToImmutable();

        bool IsPersonal(int i) => personal.ContainsKey(i) || PersonColumns.IsPerson(headers[i]);
    }

    /// <summary>Which table.</summary>
    public Feed Feed { get; }

    /// <summary>The file's headers without outer blanks, in their order.</summary>
    public ImmutableArray<string> Headers { get; }

    /// <summary>For each field, true when its value must not be quoted anywhere: personal data, and order numbers of sales.</summary>
    public ImmutableArray<bool> IsMasked { get; }

    /// <summary>True when a field holds a code of ours: of a product, a place, a supplier or an order.</summary>
    public bool IsCode(int index) => byName.Values.Any(c => c.Index == index && c.Column.Name is
        "sku" or "location" or "supplier" or "source_location" or "order_id" or "supplier_sku" or "gtin" or "replaces");

    /// <summary>True when a row is the header once more, as where exports were put together.</summary>
    public bool IsRepeatedIn(RawRow row)
    {
        for (var i = 0; i < Headers.Length; i++)
        {
            if (!row.Field(i).AsSpan().Trim().Equals(Headers[i], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

    /// <summary>Names recognised, columns dropped, columns not used; full sentences.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>Our required columns that no header stands for.</summary>
    public IEnumerable<string> Missing => FeedColumns.Of(Feed).Where(c => c.IsRequired && byName[c.Name].Index < 0).Select(c => c.Name);

    /// <summary>The column of that name of ours, in the file or not.</summary>
    public MatchedColumn this[string name] => byName[name];

    /// <summary>The column that a field holds; null when it holds none of ours.</summary>
    public MatchedColumn? At(int index) => byName.Values.FirstOrDefault(c => c.Index == index);

    /// <summary>The columns of that kind that the file has.</summary>
    public ImmutableArray<MatchedColumn> Present(ColumnKind kind) =>
        [.. byName.Values.Where(c => c.Index >= 0 && c.Column.Kind == kind).OrderBy(c => c.Index)];

    /// <summary>Matches the headers of a file: declared mapping first, our names second, known aliases last.</summary>
    /// <exception cref="FileRejectedException">A required column is missing, or two columns have the same header.</exception>
    public static HeaderMatch Of(Feed feed, IEnumerable<string> headers, FeedSettings settings)
    {
        var match = Try(feed, headers, settings);
        var found = string.Join(", ", match.Headers.Select(h => $"\"{h}\""));
        var twice = match.Headers.Where(h => h.Length > 0)
            .GroupBy(h => h, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => $"\"{g.Key}\"").ToList();
        if (twice.Count > 0)
            throw new FileRejectedException($"The header names {string.Join(", ", twice)} more than once, so nobody can tell which column "
                + $"counts. Columns found: {found}.");
        var missing = match.Missing.Select(c => $"\"{c}\"").ToList();
        if (missing.Count > 0)
        {
            throw new FileRejectedException(
                $"The header has no column {string.Join(", ", missing)}. Columns found: {found}. "
                + $"Rename a column, or say which one it is in input.{feed.SettingName()}.columns.");
        }

        return match;
    }

    /// <summary>As <see cref="Of"/>, whatever is missing.</summary>
    public static HeaderMatch Try(Feed feed, IEnumerable<string> headers, FeedSettings settings) =>
        new(feed, [.. headers.Select(h => h.Trim().Trim('\uFEFF'))], settings, ImmutableDictionary<int, PersonalKind>.Empty);

    /// <summary>The same header, some of whose unused columns hold personal data by their content.</summary>
    /// <param name="personal">What they hold, by field.</param>
    public HeaderMatch Dropping(IReadOnlyDictionary<int, PersonalKind> personal) => new(Feed, Headers, settings, personal);

    private bool IsOrder(int index) => Feed == Feed.Sales && byName["order_id"].Index == index;

    private bool IsSalesOrderId(string header) =>
        Feed == Feed.Sales
            && FeedColumns.Normalize(header) is var name
            && (name == "name" || byName["order_id"].Column.Aliases.Contains(name));

    private static MatchedColumn Match(
        FeedColumn column, ImmutableArray<string> headers, FeedSettings settings, ImmutableArray<string>.Builder notes)
    {
        var mapped = settings.Columns.ToDictionary(c => c.Key.Trim(), c => c.Value, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < headers.Length; i++)
        {
            if (mapped.TryGetValue(headers[i], out var name) && name == column.Name)
                return new MatchedColumn(column, i, headers[i]);
        }

        for (var i = 0; i < headers.Length; i++)
        {
            if (!mapped.ContainsKey(headers[i]) && headers[i].Equals(column.Name, StringComparison.OrdinalIgnoreCase))
                return new MatchedColumn(column, i, headers[i]);
        }

        foreach (var alias in column.Aliases)
        {
            for (var i = 0; i < headers.Length; i++)
            {
                if (mapped.ContainsKey(headers[i]) || FeedColumns.Normalize(headers[i]) != alias)
                    continue;
                notes.Add($"Column \"{headers[i]}\" was read as {column.Name}.");
                return new MatchedColumn(column, i, headers[i]);
            }
        }

        return new MatchedColumn(column, -1, column.Name);
    }
}

/// <summary>One of our columns in one file.</summary>
/// <param name="Column">Our column.</param>
/// <param name="Index">Its field, from 0; −1 when the file does not have it.</param>
/// <param name="Header">Its name in the file; ours when the file does not have it.</param>
internal sealed record MatchedColumn(FeedColumn Column, int Index, string Header)
{
    /// <summary>True where a date or a long number is not what somebody meant: in every text but a list of dates.</summary>
    public bool IsCode => Column.Kind == ColumnKind.Text && Column.Name != "closed";
}
