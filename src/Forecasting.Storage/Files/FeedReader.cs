using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Forecasting.History;

namespace Forecasting.Storage.Files;

/// <summary>Where the rows of a feed go as they are read.</summary>
/// <typeparam name="T">A row.</typeparam>
internal interface IRowSink<in T>
{
    /// <summary>Forgets every row so far: reading begins again without a file that failed half-way.</summary>
    void Restart();

    /// <summary>Takes a valid row that is no repetition.</summary>
    void Load(T row);

    /// <summary>Hears of a row that was set aside for its values: what stands in them otherwise may still tell something.</summary>
    /// <param name="row">The row; a value at fault is a placeholder.</param>
    /// <param name="faults">What is wrong, one or more; valid only during the call.</param>
    void SetAside(T row, IReadOnlyList<ValueFault> faults);

    /// <summary>Takes a row in the place of an earlier one with the same key, which a later file corrects.</summary>
    /// <param name="index">The earlier one, by its place among the rows loaded, from 0.</param>
    /// <param name="row">The row that counts.</param>
    void Replace(int index, T row);
}

/// <summary>Where the rows of a big table go: it finds repetitions and corrections by itself, when all are read.</summary>
/// <typeparam name="T">A row.</typeparam>
internal interface IBulkSink<in T> : IRowSink<T>
{
    /// <summary>Goes to another file.</summary>
    /// <param name="number">Its place among the files of the feed, from 0.</param>
    /// <param name="header">Its header.</param>
    /// <param name="profile">How it is read.</param>
    void Begin(int number, HeaderMatch header, ReadingProfile profile);

    /// <summary>Takes a row straight from its bytes, if every field has its plain form.</summary>
    /// <param name="raw">The row, sound as a whole.</param>
    /// <param name="hash">Hash of the row and its header.</param>
    /// <param name="units">Its units, × <see cref="PlainField.One"/>.</param>
    /// <returns>False when the row must be read as text.</returns>
    bool TryLoad(RawRow raw, UInt128 hash, out long units);

    /// <summary>Takes a valid row that was read as text.</summary>
    void Load(T row, RawRow raw, UInt128 hash);
}

/// <summary>What became of the files of one feed.</summary>
/// <param name="Reports">One for each file, ordered by name.</param>
/// <param name="Findings">What is wrong, ordered by file and line; at most so many for a file as the settings say.</param>
internal sealed record FeedOutcome(ImmutableArray<ImportReport> Reports, ImmutableArray<QuarantinedRow> Findings)
{
    /// <summary>Days of history that are not what was said before; the largest, when there are very many.</summary>
    public ImmutableArray<HistoryChange> Changes { get; init; } = [];

    /// <summary>How many such days there are.</summary>
    public long ChangeCount { get; init; }
    /// <summary>How the feed is written; null when it was not read again.</summary>
    public FeedProfile? Profile { get; init; }
}

/// <summary>Reads all files of one feed: each row is loaded, set aside with every fault it has, or counted as a repetition.</summary>
/// <remarks>A row whose key an earlier file has corrects it, and the later file counts. In one file a key stands once: the others are set aside.</remarks>
/// <typeparam name="T">A row of the feed.</typeparam>
/// <param name="feed">Which table.</param>
/// <param name="settings">How it is read.</param>
/// <param name="record">For a header, how a row of the file becomes a value.</param>
/// <param name="key">What no two rows may share, for people and for comparison; null when rows have no key.</param>
/// <param name="context">What does not stand in the files.</param>
internal sealed class FeedReader<T>(
    Feed feed, InputSettings settings, Func<HeaderMatch, Func<RowReader, T>> record, Func<T, string>? key, ReadingContext context)
{
    private static readonly RowFault RepeatedHeader = new("header", "the row is the header once more (leave it out when files are put together)");

    private readonly FeedSettings feedSettings = settings.For(feed);
    private readonly HashSet<UInt128> loaded = [];
    private readonly Dictionary<string, KeptRow> keys = new(StringComparer.Ordinal);
    private readonly string? units = FeedColumns.Of(feed).Select(c => c.Name).FirstOrDefault(c => c is "quantity" or "on_hand");

    /// <summary>Reads the files in the order of their names.</summary>
    /// <param name="files">The files of the feed.</param>
    /// <param name="sink">Where valid rows go.</param>
    /// <param name="progress">Told the file that is being read, and the share of bytes done, 0..1; may be called often.</param>
    /// <param name="cancellationToken">Stops reading between two rows.</param>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public FeedOutcome Read(IReadOnlyList<InputFile> files, IRowSink<T> sink, Action<string, double> progress, CancellationToken cancellationToken)
    {
        // A file that fails half-way must leave no row behind, nor hide another file's row as a repetition of one of its own:
        // everything is read again without it. That is rare, and each time one file fewer is left.
        var failed = new Dictionary<string, string>(StringComparer.Ordinal);
        var samples = Samples(files, failed, cancellationToken);
        while (true)
        {
            sink.Restart();
            loaded.Clear();
            keys.Clear();
            if (TryRead(files, failed, samples, sink, progress, cancellationToken) is { } outcome)
                return outcome;
        }
    }

    /// <summary>Looks into every file before any row is read: what one proves of how the feed is written may decide how another is read.</summary>
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
                    ReadFile(samples[file.File], profile, readings, sink, bytes => progress(file.File, (double)(before + bytes) / total), cancellationToken);
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
        FeedSample sample, FeedProfile feedProfile, List<FileReading> readings, IRowSink<T> sink, Action<long> progress, CancellationToken cancellationToken)
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
                row.Take(raw);
                reading.Quarantine(raw, rowFault);
                continue;
            }

            var hash = raw.Hash ^ headerHash;
            if (bulk is not null && bulk.TryLoad(raw, hash, out var plainUnits))
            {
                reading.Load(plainUnits);
                continue;
            }

            row.Take(raw);
            if (table.Header.IsRepeatedIn(raw))
            {
                reading.Quarantine(raw, RepeatedHeader);
                continue;
            }

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
            else if (key is null)
            {
                Load(result, raw, hash, reading, sink);
            }
            else
            {
                Load(key(result), result, new KeptRow(readings.Count - 1, file.File, raw.Line, hash, keys.Count), raw, readings, sink);
            }
        }

        if (FileContent.Hash(file.FullPath).Sha256 != file.Sha256)
            throw new FileRejectedException("The file changed while it was being read. Was it still being written? Run again when it is complete.");
    }

    /// <summary>A row without a key: a repetition when its text was loaded before.</summary>
    private void Load(T result, RawRow raw, UInt128 hash, FileReading reading, IRowSink<T> sink)
    {
        if (!loaded.Add(hash))
        {
            reading.Repeat(raw);
            return;
        }

        sink.Load(result);
        reading.Load(raw);
    }

    /// <summary>A row with a key: the first of its key, its repetition, a correction by a later file, or a contradiction within one file.</summary>
    private void Load(string name, T result, KeptRow row, RawRow raw, List<FileReading> readings, IRowSink<T> sink)
    {
        var reading = readings[^1];
        if (keys.TryAdd(name, row))
        {
            sink.Load(result);
            reading.Load(raw);
            return;
        }

        var first = keys[name];
        if (first.Hash == row.Hash)
        {
            // The file says it too: another row of it with other values would contradict it.
            keys[name] = first with { FileNumber = row.FileNumber, File = row.File, Line = row.Line };
            reading.Repeat(raw);
        }
        else if (first.FileNumber == row.FileNumber)
        {
            reading.Quarantine(raw, new RowFault("key", string.Create(
                CultureInfo.InvariantCulture, $"{name} is already given in {first.File} line {first.Line} with other values (keep one row for each)")));
        }
        else
        {
            readings[first.LoadedBy].RowsSuperseded++;
            reading.RowsCorrecting++;
            reading.Load(raw);
            sink.Replace(first.Index, result);
            keys[name] = row with { Index = first.Index };
        }
    }

    /// <summary>The row that counts for a key.</summary>
    /// <param name="FileNumber">The newest file that says it.</param>
    /// <param name="File">Name of that file.</param>
    /// <param name="Line">Its line there.</param>
    /// <param name="Hash">Hash of its text and header.</param>
    /// <param name="Index">Its place among the rows loaded.</param>
    private sealed record KeptRow(int FileNumber, string File, long Line, UInt128 Hash, int Index)
    {
        /// <summary>The file under which it was counted as loaded.</summary>
        public int LoadedBy { get; } = FileNumber;
    }
}
