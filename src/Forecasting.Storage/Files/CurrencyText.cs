using System.Buffers;
using System.Collections.Frozen;

namespace Forecasting.Storage.Files;

/// <summary>Reads amounts of money that carry their currency: <c>€ 12,50</c>, <c>12.50 USD</c>.</summary>
/// <remarks>
/// Only columns of money may carry one, and one alone: amounts in two currencies cannot be compared, and no rate is guessed.
/// </remarks>
internal static class CurrencyText
{
    private static readonly FrozenSet<string> MoneyColumns = FrozenSet.Create(
        StringComparer.Ordinal, "unit_price", "unit_cost", "holding_cost", "shortage_cost", "order_cost", "minimum_order_value");

    /// <summary>Signs and ISO 4217 codes, each with the name it is known by.</summary>
    private static readonly FrozenDictionary<string, string> Names = (
        "€=EUR £=GBP $ US$=USD ¥ ₹=INR ₽=RUB ₺=TRY ₩=KRW ₪=ILS ฿=THB ₫=VND zł=PLN Kč=CZK kr NT$=TWD HK$=HKD "
        + "EUR GBP USD JPY CNY INR RUB TRY KRW ILS THB VND PLN CZK CHF SEK NOK DKK HUF RON BGN UAH AUD NZD CAD MXN BRL ARS CLP COP ZAR EGP "
        + "MAD SAR AED TWD HKD SGD MYR IDR PHP")
        .Split(' ').Select(n => n.Split('=')).ToFrozenDictionary(n => n[0], n => n[^1], StringComparer.Ordinal);

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
