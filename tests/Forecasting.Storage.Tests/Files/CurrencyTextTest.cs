using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

public class CurrencyTextTest
{
    [TestCase("€ 12,50", "EUR", "12,50")]
    [TestCase("12,50 €", "EUR", "12,50")]
    [TestCase("EUR 1.234,5-", "EUR", "1.234,5-")]
    [TestCase("-$5", "$", "-5")]
    [TestCase("$(5)", "$", "(5)")]
    [TestCase("NT$ 100", "TWD", "100")]
    [TestCase("100 Kč", "CZK", "100")]
    public void Split_AmountWithCurrency_GivesBoth(string text, string currency, string amount)
    {
        Assert.That(CurrencyText.Split(text, out var rest), Is.EqualTo(currency));
        Assert.That(rest, Is.EqualTo(amount));
    }

    [TestCase("12.50")]
    [TestCase("€")]
    [TestCase("5 pcs")]
    [TestCase("€ 5 EUR")]
    [TestCase("5 € 6")]
    [TestCase("")]
    public void Split_AnythingElse_CarriesNone(string text) => Assert.That(CurrencyText.Split(text, out _), Is.Null);

    [Test]
    public void Import_OneCurrencyInAColumn_IsReadAndProvesTheDecimalMark()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n"), ("items.csv", "sku;unit_cost\nA;€ 12,50\nB;3,25 EUR\nC;1.234\n"));
        var imported = directory.Import();
        Assert.That(imported.Quarantine, Is.Empty);
        Assert.That(imported.Items.Values.Select(i => i.Planning.UnitCost), Is.EqualTo(new decimal?[] { 12.5m, 3.25m, 1234m }));
    }

    [Test]
    public void Import_TwoCurrenciesInAColumn_SetsEachAmountWithOneAside()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n"), ("items.csv", "sku,unit_cost\nA,€ 12\nB,$ 12\nC,12\n"));
        var imported = directory.Import();
        Assert.That(imported.Quarantine.Select(f => (f.Rule, f.Message)), Is.EqualTo(new[]
        {
            ("currency", "items.csv line 2, column \"unit_cost\": \"€ 12\" is in EUR, and other amounts of the column are in $ (send one currency a column, or the amounts alone). SKU A. The row was set aside."),
            ("currency", "items.csv line 3, column \"unit_cost\": \"$ 12\" is in $, and other amounts of the column are in EUR (send one currency a column, or the amounts alone). SKU B. The row was set aside."),
        }));
    }

    [Test]
    public void Import_CurrencyFarBelow_IsSetAside()
    {
        var rows = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"S{i},1\n"));
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n"), ("items.csv", $"sku,unit_cost\n{rows}Z,€ 12\n"));
        Assert.That(directory.Import().Quarantine.Single().Message, Is.EqualTo(
            "items.csv line 10002, column \"unit_cost\": \"€ 12\" is in EUR, and no amount at the beginning of the feed names a currency (send one currency a column, or the amounts alone). "
            + "SKU Z. The row was set aside."));
    }

    [Test]
    public void Import_CurrencyWhereUnitsAreExpected_IsNoNumber()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n2024-01-01,A,€ 5\n"));
        Assert.That(directory.Import().Quarantine.Single().Rule, Is.EqualTo("number"));
    }
}
