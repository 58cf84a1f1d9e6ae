using System.CommandLine;
using System.Globalization;
using Forecasting.Jobs.Deliveries;
using Forecasting.Jobs.Runs;
using Forecasting.Planning;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting orders</c>: every line that went out, and how far it has come.</summary>
internal static class OrdersCommand
{
    public static Command Create(TimeProvider clock)
    {
        var cycle = new Option<DateOnly?>("--cycle")
        {
            Description = "Only lines of the plan cycle that begins on this day.",
            HelpName = "DATE",
            CustomParser = CommonOptions.ParseDate,
        };
        var open = new Option<bool>("--open") { Description = "Only lines of which units or an answer are expected." };
        var ledger = new LedgerOptions();
        var command = new Command(
            "orders",
            """
            List the order lines that went out, with their status and age.

            Examples:
              forecasting orders --open --out ./reports
              forecasting orders --cycle 2026-01-26 --out ./reports
            """)
        {
            cycle, open, ledger.Out, ledger.Database,
        };
        command.SetAction(parse =>
        {
            using var database = ledger.Open(parse);
            var today = DateOnly.FromDateTime(database.UtcNow(clock).UtcDateTime);
            var lines = new ReorderLedger(database).Status(today, parse.GetValue(cycle)).Where(s => s.IsOpen || !parse.GetValue(open));
            Console.Out.Write(PlainTable.Of(
                9, [["line", "order", "cycle", "sku", "location", "source", "status", "answered", "delivery", "days", "quantity", "confirmed"], .. lines.Select(Row)]));
            foreach (var warning in SentFiles.Before(database, "").Select(f => f.Warning).OfType<string>())
                Console.Error.WriteLine("note: " + warning);
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(OrderLineStatus status) =>
    [
        status.Line.LineId,
        status.Line.OrderId,
        Day(status.Line.Cycle),
        status.Line.Key.Sku.Code,
        status.Line.Key.Location.Code,
        status.Line.Source,
        Word(status.State),
        status.AnsweredAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "",
        Day(status.Line.RequestedDelivery),
        status.AgeDays.ToString(CultureInfo.InvariantCulture),
        Units(status.Line.Quantity),
        status.Line.Confirmed is { } units ? Units(units) : "",
    ];

    private static string Word(OrderLineState state) => state switch
    {
        OrderLineState.InFeed => "in feed",
        OrderLineState.NotDelivered => "not delivered",
        _ => state.ToString().ToLowerInvariant(),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Units(decimal units) => units.ToString("0.###", CultureInfo.InvariantCulture);
}
