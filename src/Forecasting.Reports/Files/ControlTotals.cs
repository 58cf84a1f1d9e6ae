using System.Collections.Immutable;
using Forecasting.Planning;

namespace Forecasting.Reports.Files;

/// <summary>What a receiver adds up to know that nothing is missing: workbook, reorder file and manifest give the same.</summary>
/// <param name="Lines">Number of order lines, cancellations included.</param>
/// <param name="Quantity">Sum of the quantities, in units of every kind: a check sum, not an amount.</param>
/// <param name="ValueByCurrency">Sum of quantity × unit price by ISO 4217 code, ordinal order; <see cref="NoCurrency"/> where no currency is given.
/// Lines without a price are not in it.</param>
/// <param name="LinesWithoutPrice">Number of lines whose price is unknown.</param>
public sealed record ControlTotals(
    long Lines, decimal Quantity, ImmutableSortedDictionary<string, decimal> ValueByCurrency, long LinesWithoutPrice)
{
    /// <summary>ISO 4217's own code for "no currency involved".</summary>
    public const string NoCurrency = "XXX";

    /// <summary>The totals of some lines.</summary>
    public static ControlTotals Of(IEnumerable<OrderLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var (count, quantity, unpriced) = (0L, 0m, 0L);
        var values = ImmutableSortedDictionary.CreateBuilder<string, decimal>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            count++;
            quantity += line.Quantity;
            if (line.UnitPrice is null)
            {
                unpriced++;
                continue;
            }

            var currency = line.Currency.Length == 0 ? NoCurrency : line.Currency;
            values[currency] = values.GetValueOrDefault(currency) + line.Value;
        }

        return new ControlTotals(count, quantity, values.ToImmutable(), unpriced);
    }
}
