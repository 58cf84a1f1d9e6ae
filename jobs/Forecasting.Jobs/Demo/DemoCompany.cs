using System.Collections.Immutable;

namespace Forecasting.Jobs.Demo;

/// <summary>A sample company: a hardware and household retailer with 200 products at three places and two years of daily sales.</summary>
/// <remarks>
/// Everything is invented, and everything fits together: what was sold was on the shelf, what was on the shelf had been delivered,
/// what was late is still open. The same seed and date give the same bytes on every machine.
/// </remarks>
public static class DemoCompany
{
    /// <summary>The seed of the company that everybody sees.</summary>
    public const int DefaultSeed = 20260629;

    // One supplier is paid in dollars: without a rate its items would have no value beside the others.
    private const string Settings = """
        {
          "gate": { "rates": { "EUR": 1, "USD": 0.92 } }
        }

        """;

    /// <summary>Weeks of history.</summary>
    public const int Weeks = 104;

    /// <summary>The morning of the plan that everybody sees: a Monday in high summer, so that the season is on the turn.</summary>
    public static readonly DateOnly DefaultAsOf = new(2026, 6, 29);

    /// <summary>Writes the company of <see cref="DefaultSeed"/> on <see cref="DefaultAsOf"/>.</summary>
    /// <inheritdoc cref="Write(string, int, DateOnly)"/>
    public static ImmutableArray<DemoFile> Write(string folder) => Write(folder, DefaultSeed, DefaultAsOf);

    /// <summary>Writes the input files of the company: master data, sales and stock by month, deliveries, open orders, events, overrides.</summary>
    /// <param name="folder">Data folder; created if missing, files of the same name are replaced.</param>
    /// <param name="seed">Any number: another number is another company.</param>
    /// <param name="asOf">Morning of the plan. The history is the <see cref="Weeks"/> weeks before it.</param>
    /// <returns>The files, ordered by name, with what a correct reader makes of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="asOf"/> lies so near the ends of the calendar that history or plans fall off.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static ImmutableArray<DemoFile> Write(string folder, int seed, DateOnly asOf)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(asOf, new DateOnly(1900, 1, 1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(asOf, new DateOnly(2900, 1, 1));

        var first = asOf.AddDays(-7 * Weeks);
        var products = DemoAssortment.Products(seed, asOf);
        var events = DemoCalendar.Events(seed, products, first, asOf);
        var shelves = products.SelectMany(product => DemoStockHistory.Simulate(seed, product, events, first, asOf)).ToArray();

        Directory.CreateDirectory(folder);
        return
        [
            .. DemoMasterFiles.Files(seed, products, events, first, asOf)
                .Concat(DemoTradeFiles.Files(seed, shelves, first, asOf))
                .Concat(DemoSupplyFiles.Files(seed, shelves, asOf))
                .Select(file => file.Write(folder))
                .OrderBy(file => file.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Writes the settings of the company, <c>settings.json</c>, beside its files: what a dollar is worth.</summary>
    /// <param name="folder">Data folder; it is there.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void WriteSettings(string folder) => File.WriteAllText(Path.Combine(folder, "settings.json"), Settings);
}
