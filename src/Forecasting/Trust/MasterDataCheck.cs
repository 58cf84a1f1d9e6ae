using Forecasting.Catalog;

namespace Forecasting.Trust;

/// <summary>The master data themselves: check digits and currencies.</summary>
internal static class MasterDataCheck
{
    private const int Named = 5;

    public static IEnumerable<GateFinding> Find(IEnumerable<Item> items, IEnumerable<Supplier> suppliers, GateSettings settings)
    {
        var wrong = WrongGtins(items).Select(i => $"{i.Gtin} of {i.Sku}").ToList();
        if (wrong.Count > 0)
        {
            yield return new GateFinding("items", GateChecks.Gtin, GateLevel.Warning,
                $"{wrong.Count} {(wrong.Count == 1 ? "GTIN has" : "GTINs have")} the wrong length or check digit: "
                + $"{string.Join(", ", wrong.Take(Named))}{(wrong.Count > Named ? ", …" : "")}.");
        }

        var currencies = suppliers.Select(s => s.Currency).Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase).ToList();
        var withoutRate = currencies.Where(c => settings.RateOf(c) is null).ToList();
        if (currencies.Count > 1 && withoutRate.Count > 0)
        {
            yield return new GateFinding("suppliers", GateChecks.Currency, GateLevel.Warning,
                $"Suppliers are paid in {string.Join(", ", currencies)}, and gate.rates has no rate for {string.Join(", ", withoutRate)}: "
                + "amounts in these are not added to others, and their items have no value to be classed by.");
        }
    }

    public static IEnumerable<Item> WrongGtins(IEnumerable<Item> items) => items.Where(i => i.Gtin.Length > 0 && !Gtin.IsValid(i.Gtin));
}
