using System.Collections.Immutable;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

public class HeaderMatchTest
{
    [TestCase("ours", "date,sku,quantity,location,unit_price,promotion")]
    [TestCase("ours, shouted", "DATE, Sku ,QUANTITY,Location,Unit_Price,PROMOTION")]
    [TestCase("Nixtla", "ds,unique_id,y,store,price,promo")]
    [TestCase("benchmarks", "period,series_id,value,store_id,sell_price,onpromotion")]
    [TestCase("online retail", "InvoiceDate,StockCode,Quantity,Store,UnitPrice,Promo")]
    [TestCase("Shopify", "Created at,Lineitem sku,Lineitem quantity,Location,Lineitem price,Promo")]
    [TestCase("WooCommerce", "Order Date,SKU,Quantity,Shop,Item Cost,Promo")]
    [TestCase("Odoo", "date_order,product_id/default_code,product_uom_qty,warehouse_id,price_unit,Promo")]
    [TestCase("Dynamics 365", "InvoiceDate,ItemId,SalesQty,InventSiteId,SalesPrice,Promo")]
    [TestCase("SAP", "FKDAT,MATNR,FKIMG,WERKS,NETPR,Promo")]
    public void Of_SalesOfAnySystem_FindsEveryColumn(string system, string headers)
    {
        var match = HeaderMatch.Of(Feed.Sales, headers.Split(','), FeedSettings.Default);
        Assert.That(
            ((string[])["date", "sku", "quantity", "location", "unit_price", "promotion"]).Select(c => match[c].Index),
            Is.EqualTo(new[] { 0, 1, 2, 3, 4, 5 }), system);
        Assert.That(match.Notes.Length, Is.EqualTo(headers.Split(',').Zip(["date", "sku", "quantity", "location", "unit_price", "promotion"])
            .Count(h => !h.First.Trim().Equals(h.Second, StringComparison.OrdinalIgnoreCase))));
    }

    [Test]
    public void Of_Alias_IsNoted() =>
        Assert.That(HeaderMatch.Of(Feed.Sales, ["date", "StockCode", "quantity"], FeedSettings.Default).Notes, Is.EqualTo(new[] { "Column \"StockCode\" was read as sku." }));

    [TestCaseSource(typeof(FeedNames), nameof(FeedNames.All))]
    public void Of_HeaderWithoutLetters_IsNoColumn(Feed feed) =>
        Assert.That(FeedColumns.Of(feed).Select(c => HeaderMatch.Try(feed, ["", "#", "--"], FeedSettings.Default)[c.Name].Index), Is.All.EqualTo(-1));

    [TestCaseSource(typeof(FeedNames), nameof(FeedNames.All))]
    public void Of_OurOwnHeaders_NeedNoNote(Feed feed)
    {
        var headers = FeedColumns.Of(feed).Select(c => c.Name).ToList();
        var match = HeaderMatch.Of(feed, headers, FeedSettings.Default);
        Assert.That(headers.Select(name => match[name].Index), Is.EqualTo(Enumerable.Range(0, headers.Count)));
        Assert.That(match.Notes, Is.Empty);
    }

    [Test]
    public void Of_OurNameAndAnAlias_TakesOurs()
    {
        var match = HeaderMatch.Of(Feed.Sales, ["StockCode", "date", "sku", "quantity"], FeedSettings.Default);
        Assert.That(match["sku"].Index, Is.EqualTo(2));
        Assert.That(match.Notes, Is.EqualTo(new[] { "Columns not used: \"StockCode\"." }));
    }

    [Test]
    public void Of_DeclaredMapping_WinsOverOurNameAndTakesTheHeaderAway()
    {
        var settings = new FeedSettings { Columns = ImmutableSortedDictionary<string, string>.Empty.Add("sold", "quantity").Add("quantity", "location") };
        var match = HeaderMatch.Of(Feed.Sales, ["date", "sku", "quantity", "Sold"], settings);
        Assert.That((match["quantity"].Index, match["location"].Index), Is.EqualTo((3, 2)));
        Assert.That(match.Notes, Is.Empty);
    }

    [TestCase("customer")]
    [TestCase("CustomerID")]
    [TestCase("Customer Name")]
    [TestCase("name")]
    [TestCase("first_name")]
    [TestCase("E-Mail")]
    [TestCase("Billing Phone")]
    [TestCase("shipping_address")]
    [TestCase("Zip")]
    [TestCase("card_number")]
    [TestCase("IBAN")]
    [TestCase("Kundenname")]
    [TestCase("Employee")]
    public void IsPerson_ColumnOfAPerson_IsRecognised(string header) => Assert.That(PersonColumns.IsPerson(header), Is.True);

    [TestCase("product_name")]
    [TestCase("Item Name")]
    [TestCase("store name")]
    [TestCase("Description")]
    [TestCase("country")]
    [TestCase("discard")]
    [TestCase("quantity")]
    public void IsPerson_ColumnOfAThing_IsNot(string header) => Assert.That(PersonColumns.IsPerson(header), Is.False);

    [TestCase(Feed.Items, "sku,name")]
    [TestCase(Feed.Suppliers, "supplier,name")]
    [TestCase(Feed.Locations, "location,name")]
    [TestCase(Feed.Events, "start,end,name")]
    public void Of_NameOfAThing_IsKept(Feed feed, string headers)
    {
        var match = HeaderMatch.Of(feed, headers.Split(','), FeedSettings.Default);
        Assert.That(match["name"].Index, Is.GreaterThan(0));
        Assert.That(match.IsMasked, Has.None.True);
    }
}
