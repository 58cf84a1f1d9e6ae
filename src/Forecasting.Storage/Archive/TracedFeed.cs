using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Archive;

/// <summary>What a row of a feed says, as far as tracing asks.</summary>
/// <param name="IsAsked">True when it is one of the rows asked for.</param>
/// <param name="Key">What no two rows that count may share; null when rows have no key.</param>
/// <param name="Day">The day it speaks of; null = none.</param>
/// <param name="Location">The place it speaks of; null = none, or every one.</param>
/// <param name="Units">Units; 0 = none.</param>
internal readonly record struct TracedFacts(bool IsAsked, string? Key, DateOnly? Day, Location? Location, decimal Units);

/// <summary>Takes the rows of one feed as they are read, and keeps those that are asked for.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="files">The files, by name.</param>
/// <param name="feed">The feed.</param>
/// <param name="settings">How its files are read.</param>
/// <param name="column">Our column of the code by which most rows are passed over before they are looked at.</param>
/// <param name="codes">The codes asked for in that column, in UTF-8.</param>
/// <param name="facts">What a row says.</param>
internal sealed class TracedFeed<T>(
    IReadOnlyList<InputFile> files, Feed feed, FeedSettings settings, string column, ImmutableArray<byte[]> codes, Func<T, TracedFacts> facts)
    : IBulkSink<T>
{
    private readonly List<(TracedRow Row, int File)> rows = [];
    private readonly Dictionary<string, int> keys = new(StringComparer.Ordinal);
    private readonly HashSet<UInt128> texts = [];
    private HeaderMatch? header;
    private TableFile? table;
    private int file;
    private int codeField;

    /// <summary>Rows that count.</summary>
    public IEnumerable<TracedRow> Rows => rows.Select(r => r.Row);

    /// <summary>Rows that repeat another.</summary>
    public int Repeated { get; private set; }

    /// <summary>Rows set aside for their values.</summary>
    public int Faulty { get; private set; }

    /// <inheritdoc/>
    public void Restart()
    {
        rows.Clear();
        keys.Clear();
        texts.Clear();
        (Repeated, Faulty) = (0, 0);
    }

    /// <inheritdoc/>
    public void Begin(int number, HeaderMatch matched, ReadingProfile profile)
    {
        (file, header, table) = (number, matched, null);
        codeField = matched[column].Index;
    }

    /// <summary>Passes over a row of another code: nearly every one.</summary>
    public bool TryLoad(RawRow raw, UInt128 hash, out long units)
    {
        units = 0;
        if (codeField < 0)
            return false;
        if (!raw.HasUtf8)
        {
            var text = System.Text.Encoding.UTF8.GetBytes(raw.Field(codeField));
            return !codes.Any(code => code.AsSpan().SequenceEqual(text));
        }

        foreach (var code in codes)
        {
            if (raw.Utf8(codeField).SequenceEqual(code))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Load(T row, RawRow raw, UInt128 hash)
    {
        var said = facts(row);
        if (!said.IsAsked)
            return;
        if (!texts.Add(hash))
        {
            Repeated++;
            return;
        }

        table ??= TableFile.Open(files[file].FullPath, feed, settings);
        var traced = new TracedRow(
            files[file].File, raw.Line, table.HasLines, RowQuotation.Of(raw, header!, table.Delimiter), said.Day, said.Location, said.Units);
        if (said.Key is not { } key)
            rows.Add((traced, file));
        else if (keys.TryAdd(key, rows.Count))
            rows.Add((traced, file));
        else if (rows[keys[key]].File != file)
            rows[keys[key]] = (traced, file); // a later file corrects an earlier one
        else
            Faulty++; // in one file a key stands once
    }

    /// <inheritdoc/>
    public void SetAside(T row, IReadOnlyList<ValueFault> faults)
    {
        if (facts(row).IsAsked)
            Faulty++;
    }

    /// <inheritdoc/>
    public void Load(T row) => throw new NotSupportedException("A row is traced with its text.");

    /// <inheritdoc/>
    public void Replace(int index, T row) => throw new NotSupportedException("Corrections are told apart here.");
}
