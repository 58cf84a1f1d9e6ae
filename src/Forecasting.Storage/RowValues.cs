using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;

namespace Forecasting.Storage;

/// <summary>Lists that a row keeps in one column: DuckDB and PostgreSQL have lists of numbers and texts, SQL Server has neither, so there
/// numbers are packed into bytes and texts into a JSON array.</summary>
internal static class RowValues
{
    /// <summary>The numbers of a column; NaN is kept.</summary>
    /// <param name="value">A list, packed bytes, or null.</param>
    /// <returns>None for null.</returns>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static ImmutableArray<double> Doubles(object? value) => value switch
    {
        null or DBNull => [],
        byte[] bytes => Unpacked(bytes),
        IEnumerable<double> numbers => [.. numbers],
        _ => throw new ArgumentException($"A {value.GetType()} holds no numbers.", nameof(value)),
    };

    /// <summary>The texts of a column.</summary>
    /// <param name="value">A list, a JSON array, or null.</param>
    /// <returns>None for null.</returns>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static ImmutableArray<string> Texts(object? value) => value switch
    {
        null or DBNull => [],
        string json => JsonSerializer.Deserialize<ImmutableArray<string>>(json),
        IEnumerable<string> texts => [.. texts],
        _ => throw new ArgumentException($"A {value.GetType()} holds no texts.", nameof(value)),
    };

    /// <summary>Numbers as bytes: each a double of eight, the lowest byte first.</summary>
    public static byte[] Packed(ReadOnlySpan<double> numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(double)];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), numbers[i]);
        return bytes;
    }

    /// <summary>Texts as a JSON array.</summary>
    public static string Json(ImmutableArray<string> texts) => JsonSerializer.Serialize(texts);

    private static ImmutableArray<double> Unpacked(byte[] bytes)
    {
        if (bytes.Length % sizeof(double) != 0)
            throw new ArgumentException($"{bytes.Length} bytes are no list of numbers.", nameof(bytes));
        var numbers = ImmutableArray.CreateBuilder<double>(bytes.Length / sizeof(double));
        for (var i = 0; i < bytes.Length; i += sizeof(double))
            numbers.Add(BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(i)));
        return numbers.MoveToImmutable();
    }
}
