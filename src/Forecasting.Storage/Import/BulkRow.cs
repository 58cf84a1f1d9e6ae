using System.Runtime.CompilerServices;
using Forecasting.Storage.Files;
using Forecasting.Storage.Stores;

namespace Forecasting.Storage.Import;

/// <summary>One row of a big table, ready to be written.</summary>
internal struct BulkRow
{
    /// <summary>128-bit hash of the row's text and header: rows with the same hash are repetitions.</summary>
    public UInt128 Hash;

    /// <summary>Pseudonym of the order number; counts only where <see cref="HasOrder"/>.</summary>
    public UInt128 Order;

    /// <summary>The numbers, × <see cref="PlainField.One"/>, in the order of the table.</summary>
    public BulkNumbers Numbers;

    /// <summary>Bit i is set when number i was given.</summary>
    public int Given;

    /// <summary>Number of its SKU-location in the load.</summary>
    public int Key;

    /// <summary>Its day.</summary>
    public DateOnly Day;

    /// <summary>Number of its file in the load, from 0.</summary>
    public int File;

    /// <summary>True when its hash may be that of an earlier row.</summary>
    public bool MayRepeat;

    /// <summary>True when it has an order number.</summary>
    public bool HasOrder;

    /// <summary>The yes or no of the table.</summary>
    public bool Flag;

    /// <summary>Sets a number.</summary>
    public void Set(int index, decimal? value)
    {
        if (value is not { } number)
            return;
        Numbers[index] = (Int128)(Math.Round(number, NumberText.Scale) * PlainField.One);
        Given |= 1 << index;
    }

    /// <summary>Sets a number that is scaled already.</summary>
    public void SetScaled(int index, long scaled)
    {
        Numbers[index] = scaled;
        Given |= 1 << index;
    }
}

/// <summary>Room for the numbers of a row.</summary>
[InlineArray(Length)]
internal struct BulkNumbers
{
    /// <summary>Most numbers that a table has.</summary>
    public const int Length = 3;

    private Int128 first;
}

/// <summary>Rows on their way from the reader of files to the writer of the database.</summary>
internal sealed class BulkBatch
{
    /// <summary>Rows of a full batch: eight chunks of the database.</summary>
    public const int Capacity = 8 * ChunkAppender.ChunkRows;

    private readonly BulkRow[] rows = new BulkRow[Capacity];

    /// <summary>Number of the first row in the load, from 0.</summary>
    public long FirstRow { get; set; }

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>True when no further row has room.</summary>
    public bool IsFull => Count == Capacity;

    /// <summary>The rows so far.</summary>
    public Span<BulkRow> Rows => rows.AsSpan(0, Count);

    /// <summary>The place of the next row. It becomes a row with <see cref="Add"/>.</summary>
    public ref BulkRow Next => ref rows[Count];

    /// <summary>Takes what was written to <see cref="Next"/>.</summary>
    public void Add() => Count++;

    /// <summary>Forgets the rows.</summary>
    public void Clear() => Count = 0;
}
