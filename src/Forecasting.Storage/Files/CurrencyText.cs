using System.Buffers;
using System.Collections.Frozen;

namespace Forecasting.Storage.Files;

/// <summary>Reads amounts of money that carry their currency: <c>€ 12,50</c>, <c>12.50 USD</c>.</summary>
/// <remarks>Only columns of money may carry one, and only one: amounts in two currencies cannot be compared, and a rate is nobody's guess.</remarks>
internal static class CurrencyText
{
    private static readonly FrozenSet<string> MoneyColumns = FrozenSet.Create(
        StringComparer.Ordinal, "unit_price", "unit_cost", "holding_cost", "shortage_cost", "order_cost", "minimum_order_value");

    /// <summary>Signs and ISO 4217 codes, each with the name it is known by.</summary>
    private static readonly FrozenDictionary<string, string> Names = (
        "€=EUR £=GBP $=$ US$=USD ¥=¥ ₹=INR ₽=RUB ₺=TRY ₩=KRW ₪=ILS ฿=THB ₫=VND zł=PLN Kč=CZK kr=kr EUR=EUR GBP=GBP USD=USD JPY=JPY CNY=CNY INR=INR "
        + "RUB=RUB TRY=TRY KRW=KRW ILS=ILS THB=THB VND=VND PLN=PLN CZK=CZK CHF=CHF SEK=SEK NOK=NOK DKK=DKK HUF=HUF RON=RON BGN=BGN UAH=UAH AUD=AUD NZD=NZD "
        + "CAD=CAD MXN=MXN BRL=BRL ARS=ARS CLP=CLP COP=COP ZAR=ZAR EGP=EGP MAD=MAD SAR=SAR AED=AED TWD=TWD NT$=TWD HKD=HKD HK$=HKD SGD=SGD MYR=MYR IDR=IDR PHP=PHP")
        .Split(' ').Select(n => n.Split('=')).ToFrozenDictionary(n => n[0], n => n[1], StringComparer.Ordinal);

    private static readonly SearchValues<char> NumberStart = SearchValues.Create("0123456789(-\u2212");

    private static readonly SearchValues<char> NumberEnd = SearchValues.Create("0123456789)-");

    /// <summary>True when the column of that name of ours holds money.</summary>
    public static bool IsMoney(string column) => MoneyColumns.Contains(column);

    /// <summary>Takes the currency off an amount.</summary>
    /// <param name="text">The text.</param>
    /// <param name="amount">The amount alone; a sign before the currency stays with it.</param>
    /// <returns>Name of the currency; null when the text carries none.</returns>
    public static string? Split(string text, out string amount)
    {
        amount = text.Trim();
        var sign = amount.Length > 0 && amount[0] is '-' or '+' or '\u2212' ? amount[..1] : "";
        var rest = amount[sign.Length..];
        var first = rest.AsSpan().IndexOfAny(NumberStart);
        var last = rest.AsSpan().LastIndexOfAny(NumberEnd);
        if (first < 0 || last < first)
            return null;
        var (before, after) = (rest[..first].Trim(), rest[(last + 1)..].Trim());
        if (before.Length > 0 == after.Length > 0 || !Names.TryGetValue(before.Length > 0 ? before : after, out var name))
            return null;
        amount = sign + rest[first..(last + 1)];
        return name;
    }
}
