using System.Globalization;
using Forecasting.Storage.Privacy;

namespace Forecasting.Storage.Files;

/// <summary>Looks into the columns of a file for personal data that no header announces.</summary>
internal sealed class PersonSample
{
    /// <summary>Share of a column's values from which on it is a column of personal data: one running number in ten is a
    /// sound card number by chance.</summary>
    private const double PersonalShare = 0.25;

    private readonly HeaderMatch header;
    private readonly List<Column> unused;
    private readonly List<Column> codes;

    /// <summary>Nothing seen yet.</summary>
    /// <param name="header">Which columns the feed uses.</param>
    public PersonSample(HeaderMatch header)
    {
        this.header = header;
        var used = FeedColumns.Of(header.Feed).Select(c => header[c.Name].Index).ToHashSet();
        unused =
            [.. Enumerable.Range(0, header.Headers.Length).Where(i => !used.Contains(i) && !header.IsMasked[i]).Select(i => new Column(i))];
        codes = [.. header.Present(ColumnKind.Text).Where(c => c.Column.Name is "sku" or "location").Select(c => new Column(c.Index))];
    }

    /// <summary>Columns that the feed does not use and that hold personal data, by field.</summary>
    public IReadOnlyDictionary<int, PersonalKind> Personal => unused.Where(c => c.IsPersonal).ToDictionary(c => c.Index, c => c.Kind);

    /// <summary>Looks at a sound row.</summary>
    public void Add(RawRow row)
    {
        foreach (var column in unused)
            column.Add(row.Field(column.Index), PersonalContent.Of);
        foreach (var column in codes)
            column.Add(row.Field(column.Index), PersonalContent.Sure);
    }

    /// <summary>Refuses a file whose codes of products or places are personal data: they would be stored and shown everywhere.</summary>
    /// <exception cref="FileRejectedException">They are.</exception>
    public void RefuseCodes()
    {
        foreach (var column in codes.Where(c => c.IsPersonal))
        {
            var name = FeedColumns.Of(header.Feed).First(c => header[c.Name].Index == column.Index).Name;
            throw new FileRejectedException(string.Create(
                CultureInfo.InvariantCulture,
                $"Column \"{header[name].Header}\" holds personal data ({column.Kind.Plural()}) where codes are expected, in {column.Hits} "
                + $"of {column.Seen} values. "
                + $"Send the codes, or say which column is {name} in input.{header.Feed.SettingName()}.columns."));
        }
    }

    /// <summary>What was seen of one column.</summary>
    private sealed class Column(int index)
    {
        private readonly int[] hits = new int[Enum.GetValues<PersonalKind>().Length];

        public int Index => index;

        public int Seen { get; private set; }

        public int Hits { get; private set; }

        public bool IsPersonal => Hits > 0 && Hits >= PersonalShare * Seen;

        /// <summary>The kind seen most often.</summary>
        public PersonalKind Kind => (PersonalKind)Array.IndexOf(hits, hits.Max());

        public void Add(string value, Func<string, PersonalKind?> kindOf)
        {
            if (string.IsNullOrWhiteSpace(value))
                return;
            Seen++;
            if (kindOf(value) is not { } kind)
                return;
            Hits++;
            hits[(int)kind]++;
        }
    }
}
