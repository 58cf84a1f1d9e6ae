using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;

namespace Forecasting.Storage.Files;

/// <summary>Numbers as the columns of a file demand them: in its decimal mark, in one currency, in range.</summary>
/// <param name="profile">How numbers are written.</param>
/// <param name="section">The settings of the feed, as a message names them: <c>input.sales</c>.</param>
/// <param name="faults">Where to note what is wrong.</param>
internal sealed class NumberValues(ReadingProfile profile, string section, RowFaults faults)
{
    private string Example => profile.DecimalMark switch
    {
        ',' => "expected e.g. 12,5; the file's decimal mark is a comma, whatever the culture of the machine",
        '.' => "expected e.g. 12.5; the file's decimal mark is a point, whatever the culture of the machine",
        _ => $"expected e.g. 12; the file's decimal mark is not known, see {section}.decimalMark",
    };

    private string PricesExample => $"expected e.g. {(profile.DecimalMark == ',' ? "100:9,50;500:9" : "100:9.50;500:9")}: from 100 units on each costs {(profile.DecimalMark == ',' ? "9,50" : "9.50")}";

    /// <summary>A number in the column's range; a placeholder when it is at fault.</summary>
    /// <param name="column">Where it stands.</param>
    /// <param name="text">The value found; not blank.</param>
    /// <param name="exact">The value where the file holds numbers as such; null where it holds text.</param>
    public decimal Read(MatchedColumn column, string text, decimal? exact)
    {
        if (exact is { } asSuch)
            return InRange(column, text, asSuch);
        var reading = NumberText.Read(text, profile.DecimalMark, out var number);
        if (reading == NumberReading.NotNumber
            && CurrencyText.IsMoney(column.Column.Name)
            && CurrencyText.Split(text, out var amount) is { } currency)
        {
            if (Strange(column, currency) is { } others)
            {
                return faults.Add(column, text, "currency", $"\"{MessageText.Shown(text)}\" is in {currency}, and {others} "
                    + "(send one currency a column, or the amounts alone)", 0m);
            }

            text = amount;
            reading = NumberText.Read(amount, profile.DecimalMark, out number);
        }

        return reading switch
        {
            NumberReading.Number => InRange(column, text, number),
            NumberReading.Ambiguous => faults.Add(column, text, "ambiguous number",
                $"\"{MessageText.Shown(text)}\" may be {Reading(text, '.')} or {Reading(text, ',')}, and nothing in the file tells "
                + $"(set {section}.decimalMark to \".\" or \",\")", 0m),
            NumberReading.TooLarge => faults.Add(
                column, text, "number", $"\"{MessageText.Shown(text)}\" is too large (at most 1,000,000,000,000)", 0m),
            _ => faults.Add(column, text, "number", $"\"{MessageText.Shown(text)}\" is not a number ({Example})", 0m),
        };
    }

    /// <summary>Prices by quantity, in the decimal mark of the file: <c>100:9.50;500:9</c>; null when they are at fault.</summary>
    /// <param name="column">Where they stand.</param>
    /// <param name="text">The value found; not blank.</param>
    public PriceList? ReadPrices(MatchedColumn column, string text)
    {
        var parts = text.Split([';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var breaks = ImmutableArray.CreateBuilder<PriceBreak>(parts.Length);
        foreach (var part in parts)
        {
            var ends = part.Split(':');
            if (ends.Length != 2
                || NumberText.Read(ends[0], profile.DecimalMark, out var from) != NumberReading.Number
                || NumberText.Read(ends[1], profile.DecimalMark, out var price) != NumberReading.Number)
            {
                return faults.Add(column, text, "price breaks", $"\"{MessageText.Shown(text)}\" is not a list of prices by quantity ({PricesExample})", (PriceList?)null);
            }

            breaks.Add(new PriceBreak(from, price));
        }

        var read = breaks.ToImmutable();
        return PriceList.WhyNot(read) is { } fault
            ? faults.Add(column, text, "price breaks", $"\"{MessageText.Shown(text)}\" is no price list: {fault} ({PricesExample})", (PriceList?)null)
            : new PriceList(read);
    }

    /// <summary>Why an amount in that currency cannot be compared with the others of its column; null when it can.</summary>
    private string? Strange(MatchedColumn column, string currency)
    {
        var known = profile.Currencies.GetValueOrDefault(column.Column.Name, []);
        if (known.IsEmpty)
            return "no amount at the beginning of the feed names a currency";
        var others = known.Remove(currency);
        return others.IsEmpty ? null : $"other amounts of the column are in {string.Join(", ", others)}";
    }

    private decimal InRange(MatchedColumn column, string text, decimal number) => column.Column.Range switch
    {
        NumberRange.NonNegative when number < 0 => OutOfRange(column, text, "0 or more", 0m),
        NumberRange.Positive when number <= 0 => OutOfRange(column, text, "more than 0", 1m),
        NumberRange.Share when number is < 0 or > 1 => OutOfRange(column, text, "0 to 1", 0m),
        _ => number,
    };

    private decimal OutOfRange(MatchedColumn column, string text, string expected, decimal placeholder) =>
        faults.Add(column, text, "range", $"\"{MessageText.Shown(text)}\" is out of range (expected {expected})", placeholder);

    private static string Reading(string text, char mark) =>
        NumberText.Read(text, mark, out var number) == NumberReading.Number ? number.ToString(CultureInfo.InvariantCulture) : text;
}
