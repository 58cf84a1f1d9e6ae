using Dapper;
using Forecasting.Catalog;
using Forecasting.History;

namespace Forecasting.Storage.Tests;

/// <summary>What the big tables hold, for comparison.</summary>
internal static class HistoryRows
{
    /// <summary>The sales of a load that count, in the order of files and lines.</summary>
    public static List<SalesLine> Sales(ForecastingDatabase database, long load) => [.. database.Connection.Query<Row>(
        database.Store.Translate("""
        select s.day as Day, k.sku as Sku, k.location as Location, s.quantity as Quantity, s.unit_price as Price, cast(s.is_promotion as integer) as IsPromotion
        from history.sales as s
        join history.load_sku_location as k on k.load_id = s.load_id and k.key_no = s.key_no
        where s.load_id = $load
        order by s.row_no
        """),
        new { load }).Select(r => new SalesLine(r.Day, new SkuLocation(new Sku(r.Sku), new Location(r.Location)), r.Quantity, r.Price, r.IsPromotion == 1))];

    private sealed record Row
    {
        public DateOnly Day { get; init; }

        public string Sku { get; init; } = "";

        public string Location { get; init; } = "";

        public decimal Quantity { get; init; }

        public decimal? Price { get; init; }

        public int IsPromotion { get; init; }
    }
}
