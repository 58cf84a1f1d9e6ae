using System.Globalization;

namespace Forecasting.Storage.Files;

/// <summary>Which rows of a feed say again what an earlier one said, which correct it, and which contradict it.</summary>
/// <remarks>
/// A row whose key an earlier file has corrects it, and the later file counts. In one file a key stands once: the others are set aside.
/// </remarks>
/// <typeparam name="T">A row of the feed.</typeparam>
/// <param name="key">What no two rows may share, for people and for comparison; null when rows have no key.</param>
internal sealed class Repetitions<T>(Func<T, string>? key)
{
    private readonly HashSet<UInt128> texts = [];
    private readonly Dictionary<string, KeptRow> keys = new(StringComparer.Ordinal);

    /// <summary>Forgets every row so far.</summary>
    public void Clear()
    {
        texts.Clear();
        keys.Clear();
    }

    /// <summary>Loads a valid row, counts it as a repetition, or sets it aside as a contradiction.</summary>
    /// <param name="value">The row.</param>
    /// <param name="raw">As it stands in the file.</param>
    /// <param name="hash">Hash of its text and header.</param>
    /// <param name="readings">The files so far; the last is the row's.</param>
    /// <param name="sink">Where rows that count go.</param>
    public void Load(T value, RawRow raw, UInt128 hash, List<FileReading> readings, IRowSink<T> sink)
    {
        if (key is not null)
        {
            Load(key(value), value, raw, hash, readings, sink);
        }
        else if (texts.Add(hash))
        {
            sink.Load(value);
            readings[^1].Load(raw);
        }
        else
        {
            readings[^1].Repeat(raw);
        }
    }

    /// <summary>A row with a key: the first of its key, its repetition, a correction by a later file, or a
    /// contradiction within one file.</summary>
    private void Load(string name, T value, RawRow raw, UInt128 hash, List<FileReading> readings, IRowSink<T> sink)
    {
        var reading = readings[^1];
        var row = new KeptRow(readings.Count - 1, reading.File, raw.Line, hash, keys.Count);
        if (keys.TryAdd(name, row))
        {
            sink.Load(value);
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
                CultureInfo.InvariantCulture,
                $"{name} is already given in {first.File} line {first.Line} with other values (keep one row for each)")));
        }
        else
        {
            readings[first.LoadedBy].RowsSuperseded++;
            reading.RowsCorrecting++;
            reading.Load(raw);
            sink.Replace(first.Index, value);
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
