using System.Collections.Immutable;
using Forecasting.Planning;
using static Forecasting.Reports.Files.CsvText;

namespace Forecasting.Reports.Files;

/// <summary><c>reorder.csv</c>: the canonical file that a warehouse or ERP system imports, one row per order line.</summary>
/// <remarks>UTF-8 without BOM, comma, RFC 4180 quotes, <c>.</c> decimals, ISO dates, LF, header row. Codes stand unchanged, whatever they begin
/// with: a warehouse file is read by a program, and a prefix would make another code of it.</remarks>
public static class ReorderFile
{
    /// <summary>File name.</summary>
    public const string Name = "reorder.csv";

    /// <summary>Version of the layout; a change of columns or their meaning raises it. Stands in the manifest.</summary>
    public const int LayoutVersion = 1;

    /// <summary>The columns, in order.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "line_id", "order_id", "line_no", "order_type", "action", "order_date", "supplier_id", "ship_from", "ship_to_location", "sku",
        "supplier_sku", "gtin", "quantity", "unit", "packs", "pallets", "requested_delivery", "unit_price", "currency", "priority",
        "reason_code", "run_id",
    ];

    /// <summary>Writes the lines of <paramref name="report"/> in its order. The stream stays open.</summary>
    public static void Write(Stream stream, PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(report);
        Write(stream, report.Orders, report.Identity.RunId);
    }

    /// <summary>Writes lines of a run in their order. The stream stays open.</summary>
    internal static void Write(Stream stream, IEnumerable<OrderLine> lines, string runId)
    {
        using var writer = Writer(stream);
        WriteRow(writer, Columns.AsSpan());
        foreach (var line in lines)
            WriteRow(writer, Fields(line, runId));
    }

    /// <summary>Reads a file strictly: every line is checked, and nothing is repaired.</summary>
    /// <returns>The run and its lines, equal to those written.</returns>
    /// <exception cref="ReorderFileException">Any fault. The message names line, column, value and what was expected for each of the first faults.</exception>
    public static ReorderContent Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReorderReader.Read(stream);
    }

    private static string[] Fields(OrderLine line, string runId) =>
    [
        line.LineId,
        line.OrderId,
        Whole(line.LineNumber),
        line.Type == OrderType.Purchase ? "purchase" : "transfer",
        line.Action switch { OrderAction.Create => "create", OrderAction.Change => "change", _ => "cancel" },
        Date(line.OrderDate),
        line.SupplierId,
        line.ShipFrom,
        line.ShipTo.Code,
        line.Sku.Code,
        line.SupplierSku,
        line.Gtin,
        Exact(line.Quantity),
        line.Unit,
        Exact(line.Packs),
        Exact(line.Pallets),
        Date(line.RequestedDelivery),
        Exact(line.UnitPrice),
        line.Currency,
        line.Priority,
        line.ReasonCode,
        runId,
    ];
}

/// <summary>What a reorder file says.</summary>
/// <param name="RunId">The run that wrote it; empty when the file has no lines.</param>
/// <param name="Lines">The lines, in the order of the file.</param>
public sealed record ReorderContent(string RunId, ImmutableArray<OrderLine> Lines);

/// <summary>A reorder file that must not be imported, and every reason found.</summary>
public sealed class ReorderFileException : FormatException
{
    /// <summary>A file with faults.</summary>
    /// <param name="faults">One sentence each, naming line and column.</param>
    public ReorderFileException(ImmutableArray<string> faults)
        : base($"The reorder file is refused:\n  {string.Join("\n  ", faults)}") => Faults = faults;

    /// <summary>One sentence each, naming line and column; the first 20.</summary>
    public ImmutableArray<string> Faults { get; }
}
