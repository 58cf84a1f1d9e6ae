namespace Forecasting.Storage.Files;

/// <summary>A file opened and looked into before its rows are read: what it proves, and which of its columns are about people.</summary>
/// <param name="File">The file.</param>
/// <param name="Table">The file as a table, without the columns about people.</param>
/// <param name="Evidence">What it proves about numbers and dates.</param>
internal sealed record FeedSample(InputFile File, TableFile Table, ReadingEvidence Evidence)
{
    /// <summary>Rows that are always looked at; the rest of the file only while a number or date seen so far is ambiguous.</summary>
    private const int SampleRows = 10_000;

    /// <summary>Opens a file and looks into it.</summary>
    /// <exception cref="FileRejectedException">The file cannot be read, is no table, or has personal data where
    /// codes are expected.</exception>
    public static FeedSample Take(InputFile file, Feed feed, FeedSettings settings, CancellationToken cancellationToken) =>
        FileContent.Reading(() =>
    {
        var table = TableFile.Open(file.FullPath, feed, settings);
        var (evidence, people) = (new ReadingEvidence(table.Header), new PersonSample(table.Header));
        var seen = 0;
        foreach (var row in table.DataRows())
        {
            if ((seen & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (row.Fault is not null)
                continue;
            evidence.Add(row);
            if (seen < SampleRows)
                people.Add(row);
            if (++seen >= SampleRows && !evidence.IsWanting(settings))
                break;
        }

        people.RefuseCodes();
        table.Drop(people.Personal);
        return new FeedSample(file, table, evidence);
    });
}
