using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using Forecasting.History;

namespace Forecasting.Storage.Files;

/// <summary>Reads all files of one feed: each row is loaded, set aside with every fault it has, or counted as a repetition.</summary>
/// <remarks>
/// A row whose key an earlier file has corrects it, and the later file counts. In one file a key stands once: the others are set aside.
/// </remarks>
/// <typeparam name="T">A row of the feed.</typeparam>
/// <param name="feed">Which table.</param>
/// <param name="settings">How it is read.</param>
/// <param name="record">For a header, how a row of the file becomes a value.</param>
/// <param name="key">What no two rows may share, for people and for comparison; null when rows have no key.</param>
/// <param name="context">What does not stand in the files.</param>
internal sealed class FeedReader<T>(
    Feed feed, InputSettings settings, Func<HeaderMatch, Func<RowReader, T>> record, Func<T, string>? key, ReadingContext context)
{
    private static readonly RowFault RepeatedHeader = new(
        "header", "the row is the header once more (leave it out when files are put together)");

    private readonly FeedSettings feedSettings = settings.For(feed);
    private readonly Repetitions<T> repetitions = new(key);
    private readonly string? units = FeedColumns.Of(feed).Select(c => c.Name).FirstOrDefault(c => c is "quantity" or "on_hand");

    /// <summary>Reads the files in the order of their names.</summary>
    /// <param name="files">The files of the feed.</param>
    /// <param name="sink">Where valid rows go.</param>
    /// <param name="progress">Told the file that is being read, and the share of bytes done, 0..1; may be called often.</param>
    /// <param name="cancellationToken">Stops reading between two rows.</param>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public FeedOutcome Read(
        IReadOnlyList<InputFile> files, IRowSink<T> sink, Action<string, double> progress, CancellationToken cancellationToken)
    {
        // A file that fails half-way must leave no row behind, nor hide another file's row as a repetition of one of its own:
        // everything is read again without it. That is rare, and each time one file fewer is left.
        var failed = new Dictionary<string, string>(StringComparer.Ordinal);
        var samples = Samples(files, failed, cancellationToken);
        while (true)
        {
            sink.Restart();
            repetitions.Clear();
            if (TryRead(files, failed, samples, sink, progress, cancellationToken) is { } outcome)
                return outcome;
        }
    }

    /// <summary>Looks into every file before any row is read: what one proves of how the feed is written may decide
    /// how another is read.</summary>
    private Dictionary<string, FeedSample> Samples(
        IReadOnlyList<InputFile> files, Dictionary<string, string> failed, CancellationToken cancellationToken)
    {
        var samples = new Dictionary<string, FeedSample>(StringComparer.Ordinal);
        foreach (var file in files.Where(f => f.Fault.Length == 0))
        {
            try
            {
                samples.Add(file.File, FeedSample.Take(file, feed, feedSettings, cancellationToken));
            }
            catch (FileRejectedException e)
            {
                failed[file.File] = e.Message;
            }
        }

        return samples;
    }

    private FeedOutcome? TryRead(
        IReadOnlyList<InputFile> files,
        Dictionary<string, string> failed,
        Dictionary<string, FeedSample> samples,
        IRowSink<T> sink,
        Action<string, double> progress,
        CancellationToken cancellationToken)
    {
        var readable = files.Where(f => samples.ContainsKey(f.File) && !failed.ContainsKey(f.File)).Select(f => samples[f.File]).ToList();
        var profile = FeedProfile.Of(readable, context.Earlier, feedSettings);
        var readings = new List<FileReading>(files.Count);
        var findings = ImmutableArray.CreateBuilder<QuarantinedRow>();
        var (done, total) = (0L, Math.Max(1, files.Sum(f => f.Bytes)));
        foreach (var file in files)
        {
            var before = done;
            progress(file.File, (double)before / total);
            done += file.Bytes;
            var reading = new FileReading(file, settings.MaxFindingsPerFile);
            readings.Add(reading);
            if (file.Fault.Length > 0)
            {
                reading.Reject(file.Fault);
            }
            else if (failed.TryGetValue(file.File, out var reason))
            {
                reading.Reject(reason);
            }
            else
            {
                try
                {
                    ReadFile(
                        samples[file.File],
                        profile,
                        readings,
                        sink,
                        bytes => progress(file.File, (double)(before + bytes) / total),
                        cancellationToken);
                }
                catch (Exception e) when (FileContent.Reason(e) is { } fault)
                {
                    failed[file.File] = fault;
                    if (reading.RowsRead > 0)
                        return null;
                    reading.Reject(fault);
                }
            }

            findings.AddRange(reading.Findings);
        }

        progress("", 1);
        return new FeedOutcome([.. readings.Select(r => r.Report())], findings.ToImmutable()) { Profile = profile };
    }

    private void ReadFile(
        FeedSample sample,
        FeedProfile feedProfile,
        List<FileReading> readings,
        IRowSink<T> sink,
        Action<long> progress,
        CancellationToken cancellationToken)
    {
        var (file, table, evidence) = sample;
        var reading = readings[^1];
        var profile = ReadingProfile.Of(table.Format, evidence, feedProfile, feedSettings);
        var row = new RowReader(table.Header, profile, feedSettings, context.Zone);
        var value = record(table.Header);
        var bulk = sink as IBulkSink<T>;
        reading.Begin(table, profile, row, units is null ? null : table.Header[units], feedProfile.Changes(file));
        bulk?.Begin(readings.Count - 1, table.Header, profile);

        // Rows are repetitions only under the same header: "A,B,5" means nothing by itself.
        var headerHash = XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(string.Join('\u001f', table.Header.Headers)));
        foreach (var raw in table.DataRows())
        {
            if ((++reading.RowsRead & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress(table.BytesRead);
            }

            if (raw.Fault is { } rowFault)
            {
                reading.Quarantine(raw, rowFault);
                continue;
            }

            var hash = raw.Hash ^ headerHash;
            if (bulk is not null && bulk.TryLoad(raw, hash, out var plainUnits))
            {
                reading.Load(plainUnits);
                continue;
            }

            if (table.Header.IsRepeatedIn(raw))
            {
                reading.Quarantine(raw, RepeatedHeader);
                continue;
            }

            row.Take(raw);
            var result = value(row);
            if (row.Faults.Count > 0)
            {
                reading.Quarantine(raw, row);
                sink.SetAside(result, row.Faults);
            }
            else if (bulk is not null)
            {
                bulk.Load(result, raw, hash);
                reading.Load(raw);
            }
            else
            {
                repetitions.Load(result, raw, hash, readings, sink);
            }
        }

        if (FileContent.Hash(file.FullPath).Sha256 != file.Sha256)
            throw new FileRejectedException(
                "The file changed while it was being read. Was it still being written? Run again when it is complete.");
    }
}
