using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Tests.Runs;

/// <summary>Runs and lines for the tests of the ledger.</summary>
internal static class LedgerSamples
{
    public static readonly DateTimeOffset Morning = new(2024, 4, 15, 5, 30, 0, TimeSpan.FromHours(2));
    public static readonly DateOnly Cycle = new(2024, 4, 15);

    public static RunIdentity Run(string settings) => new(Cycle, "all", settings, [], "1.0");

    public static SkuLocation Key(string sku) => new(new Sku(sku), new Location("LEEDS"));

    public static OrderLine Line(string id, string order, int number, string sku, string supplier, decimal quantity, string shipFrom = "") => new(
        id, order, number, supplier.Length > 0 ? OrderType.Purchase : OrderType.Transfer, OrderAction.Create, Cycle, supplier, shipFrom, new Location("LEEDS"),
        new Sku(sku), "", "", quantity, "each", quantity, null, Cycle.AddDays(7), 1.5m, "EUR", "normal", "BELOW_REORDER_POINT");

    public static RunLeases Leases(ForecastingDatabase database, Func<DateTimeOffset>? now = null, string owner = "here:1:a", bool isAlone = false) =>
        new(database, now ?? (() => Morning), owner, isAlone);

    /// <summary>Begins, plans and publishes a run.</summary>
    public static LedgerRun Publish(RunLedger ledger, string name, params OrderLine[] lines)
    {
        ledger.Begin(Run(name), Morning, "anna");
        var planned = ledger.Plan(Run(name).RunId, Cycle, LinesHash.Of(lines), Morning);
        ledger.BeginPublishing(planned.RunId);
        ledger.RecordPublication(planned.RunId, Cycle, planned.Sequence!.Value, $"2024-04-15_{name}", Cycle, lines, "done", Morning);
        return ledger.Find(planned.RunId)!;
    }
}
