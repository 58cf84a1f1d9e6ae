using System.Globalization;
using System.Text;

namespace Forecasting.Reports.Files;

/// <summary>How every CSV of ours is written: UTF-8 without BOM, comma, RFC 4180 quotes, LF, invariant numbers and ISO dates.</summary>
internal static class CsvText
{
    /// <summary>The encoding of every file we write.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A writer that leaves the stream open, because the caller still has to flush it to disk.</summary>
    public static StreamWriter Writer(Stream stream) => new(stream, Utf8, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };

    /// <summary>One line. Text is left as it is, apart from the quotes that RFC 4180 asks for.</summary>
    public static void WriteRow(TextWriter writer, ReadOnlySpan<string> fields, string newLine = "\n")
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                writer.Write(',');
            WriteField(writer, fields[i]);
        }

        writer.Write(newLine);
    }

    /// <summary>A decimal, exactly, without trailing zeros.</summary>
    public static string Exact(decimal value) =>
        value == 0 ? "0" : value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>A decimal as in <see cref="Exact(decimal)"/>; empty when unknown.</summary>
    public static string Exact(decimal? value) => value is { } known ? Exact(known) : "";

    /// <summary>A double to six decimals; empty when it is not a finite number.</summary>
    /// <remarks>Six decimals are far below any forecast's worth, and above what differs between processors.</remarks>
    public static string SixDecimals(double value)
    {
        if (!double.IsFinite(value))
            return "";
        var rounded = Math.Round(value, 6);
        return rounded == 0 ? "0" : rounded.ToString("0.######", CultureInfo.InvariantCulture);
    }

    /// <summary>An ISO date.</summary>
    public static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static void WriteField(TextWriter writer, string field)
    {
        if (field.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            writer.Write(field);
            return;
        }

        writer.Write('"');
        writer.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
