using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Planning;

namespace Forecasting.Reports.Formats;

/// <summary>Oracle WMS Cloud's purchase order file: name beginning with <c>POS</c>, a row <c>[H1]</c> an order and <c>[H2]</c> a line, parted by bars.</summary>
/// <remarks>Oracle, <i>Creating Purchase Orders through Interfaces</i> and <i>Interface Files</i>: the fields come in the sequence of the vendor's workbook of
/// interface formats, which is not public. The profile therefore gives the columns, <c>header</c> and <c>detail</c>: our names, parted by
/// commas; <c>'text'</c> stands for itself, nothing between two commas for an empty column, <c>seq_nbr</c> for the number of the row.</remarks>
public static class OracleWarehouse
{
    private const string Sequence = "seq_nbr";

    private static readonly ImmutableArray<FormatField<OrderLine>> Columns =
    [
        Rules.Head("order_id", "order_id", Rules.Required(50)),
        Rules.Line("line_no", "line_no", Rules.Number(9, 0)),
        Rules.Head("order_date", "order_date", Rules.Required(10)),
        Rules.Head("supplier_id", "supplier_id", Rules.Required(50)),
        Rules.Head("ship_to_location", "ship_to_location", Rules.Required(50)),
        Rules.Line("sku", "sku", Rules.Required(50)),
        Rules.Line("gtin", "gtin", Rules.Gtin),
        Rules.Line("quantity", "quantity", Rules.Number(15, 4)),
        Rules.Line("unit", "unit", Rules.Required(25)),
        Rules.Line("requested_delivery", "requested_delivery", Rules.Required(10)),
        Rules.Line("unit_price", "unit_price", Rules.Optional(15, 6)),
        Rules.Line("line_id", "line_id", Rules.Required(50)),
    ];

    /// <summary>The format.</summary>
    public static OrderFormat Format { get; } = new()
    {
        Name = "oracle-wms-pos",
        Version = "1",
        Extension = ".psv",
        Prefix = "POS",
        Characters = [Repertoire.UnicodeBarred],
        Values = [new("header", "[H1]", Rules.Required(4000)), new("detail", "[H2]", Rules.Required(4000))],
        Fields = Columns,
        Write = Write,
    };

    /// <summary>What is wrong with a list of columns; null when nothing is.</summary>
    internal static string? ColumnFault(string list) =>
        list.Split(',').FirstOrDefault(c => c.Length > 0 && c != Sequence && !IsText(c) && Columns.All(f => f.Name != c)) is { } unknown
            ? $"names the column \"{unknown}\"; known are {Sequence}, {string.Join(", ", Columns.Select(f => f.Name))} and 'text'"
            : null;

    private static void Write(Stream stream, Interchange interchange, IEnumerable<OrderLine> lines)
    {
        using var writer = new StreamWriter(stream, interchange.Characters.Encoding, 1 << 16, leaveOpen: true);
        var (header, detail) = (interchange.Value("header").Split(','), interchange.Value("detail").Split(','));
        string? order = null;
        var sequence = 0L;
        foreach (var line in lines)
        {
            if (!string.Equals(order, line.OrderId, StringComparison.Ordinal))
                Row("[H1]", header, line);
            order = line.OrderId;
            Row("[H2]", detail, line);
        }

        void Row(string kind, string[] columns, OrderLine line)
        {
            sequence++;
            writer.Write(kind);
            foreach (var column in columns)
            {
                writer.Write('|');
                writer.Write(
                    column.Length == 0 ? ""
                    : column == Sequence ? sequence.ToString(CultureInfo.InvariantCulture)
                    : IsText(column) ? column[1..^1]
                    : Columns.First(f => f.Name == column).Text(line, interchange));
            }

            writer.Write('\n');
        }
    }

    private static bool IsText(string column) => column.Length >= 2 && column[0] == '\'' && column[^1] == '\'';
}
