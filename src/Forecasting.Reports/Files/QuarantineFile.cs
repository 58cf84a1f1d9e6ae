using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Planning;
using static Forecasting.Reports.Files.CsvText;

namespace Forecasting.Reports.Files;

/// <summary><c>quarantine.csv</c>: for the data owner, every fault of every row set aside: <c>file, feed, line, column, value, rule, message,
/// original_line</c>.</summary>
public static class QuarantineFile
{
    /// <summary>File name.</summary>
    public const string Name = "quarantine.csv";

    /// <summary>Writes every fault, in the order of the report. The stream stays open.</summary>
    public static void Write(Stream stream, PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Write(stream, report.Quarantine);
    }

    /// <summary>Writes faults, in their order. The stream stays open.</summary>
    public static void Write(Stream stream, ImmutableArray<QuarantinedRow> quarantine)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = Writer(stream);
        WriteRow(writer, ["file", "feed", "line", "column", "value", "rule", "message", "original_line"]);
        foreach (var row in quarantine)
            WriteRow(writer, [row.File, row.Feed, Whole(row.Line), row.Column, row.Value, row.Rule, row.Message, row.OriginalLine]);
    }
}
