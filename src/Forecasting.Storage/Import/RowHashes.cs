using System.Runtime.InteropServices;

namespace Forecasting.Storage.Import;

/// <summary>The hashes of all rows of a load, in their order, in a file: almost none of them is ever looked at again.</summary>
/// <remarks>
/// A filter tells which rows may repeat another. Only these, and the rows that they may repeat, go into the database, which compares them
/// exactly. Memory is bounded whatever the number of rows; the file is gone when the program is.
/// </remarks>
internal sealed class RowHashes : IDisposable
{
    /// <summary>Suspects that are held in memory; beyond, the database gets the hashes of all rows to choose from.</summary>
    private const int MostSuspects = 1 << 20;

    private const int BufferRows = 1 << 13;

    private const int SieveBits = 1 << 20;

    /// <summary>Rows between fetching a part of the filter and looking at it.</summary>
    private const int Ahead = 16;

    private readonly RepeatFilter filter;
    private readonly HashSet<UInt128> suspects = [];
    private readonly UInt128[] buffer = new UInt128[BufferRows];
    private readonly FileStream file;
    private int buffered;

    /// <summary>No row yet.</summary>
    /// <param name="expectedRows">About how many rows will come; a wrong guess costs time only.</param>
    public RowHashes(long expectedRows)
    {
        filter = new RepeatFilter(expectedRows);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose | FileOptions.SequentialScan,
            BufferSize = 0,
        });

        // Where an open file may lose its name it does so now: then not even a kill leaves it behind.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
    }

    /// <summary>True when some row may repeat another.</summary>
    public bool HasSuspects => suspects.Count > 0;

    /// <summary>Takes the hashes of the next rows, and marks those that may repeat an earlier one.</summary>
    public void Add(Span<BulkRow> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (buffered == BufferRows)
                Flush();
            buffer[buffered++] = rows[i].Hash;
            if (i + Ahead < rows.Length)
                filter.Prefetch(rows[i + Ahead].Hash);
            rows[i].MayRepeat = filter.MayRepeat(rows[i].Hash);
            if (rows[i].MayRepeat && suspects.Count < MostSuspects)
                suspects.Add(rows[i].Hash);
        }
    }

    /// <summary>Writes the hashes that a suspect has to <c>history.row_hash</c>, with the numbers of their rows, inside the open transaction.</summary>
    /// <exception cref="DatabaseException">They cannot be written.</exception>
    public void WriteSuspects(ForecastingDatabase database, long loadId)
    {
        Flush();
        database.Append("history", "row_hash", Suspects(), (row, suspect) => row
            .AppendValue((long?)loadId)
            .AppendValue((long?)suspect.Row)
            .AppendHash(suspect.Hash));
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private IEnumerable<(long Row, UInt128 Hash)> Suspects()
    {
        // Nearly no row is one: a bit for each, in the nearest cache, answers for most of the others.
        var bits = new ulong[SieveBits / 64];
        foreach (var suspect in suspects)
            bits[Place(suspect) >> 6] |= 1UL << (Place(suspect) & 63);
        var row = 0L;
        file.Position = 0;
        for (int read; (read = Read()) > 0;)
        {
            for (var i = 0; i < read; i++, row++)
            {
                var hash = buffer[i];
                if (suspects.Count >= MostSuspects
                    || ((bits[Place(hash) >> 6] >> (Place(hash) & 63) & 1) != 0 && suspects.Contains(hash)))
                    yield return (row, hash);
            }
        }
    }

    /// <summary>Bits of a hash that the filter does not choose its word by.</summary>
    private static int Place(UInt128 hash) => (int)(hash >> 96) & (SieveBits - 1);

    private void Flush()
    {
        file.Write(MemoryMarshal.AsBytes(buffer.AsSpan(0, buffered)));
        buffered = 0;
    }

    private int Read() => file.ReadAtLeast(MemoryMarshal.AsBytes(buffer.AsSpan()), BufferRows * 16, throwOnEndOfStream: false) / 16;
}
