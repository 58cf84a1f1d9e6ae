using System.Collections.Immutable;
using Forecasting.History;

namespace Forecasting.Reports.Decisions;

/// <summary>What became of the units in the files of one feed.</summary>
/// <param name="Feed">Which table.</param>
/// <param name="Read">Units in rows whose quantity can be read.</param>
/// <param name="Loaded">Of them in rows that count.</param>
/// <param name="SetAside">Of them in rows that could not be used.</param>
/// <param name="Repeated">Of them in rows that repeat another.</param>
public readonly record struct UnitTotals(string Feed, decimal Read, decimal Loaded, decimal SetAside, decimal Repeated)
{
    /// <summary>True when nothing is lost.</summary>
    public bool IsConserved => Read == Loaded + SetAside + Repeated;

    /// <summary>The feeds whose files hold units, in the order of their names.</summary>
    public static ImmutableArray<UnitTotals> Of(ImmutableArray<ImportReport> imports) =>
    [
        .. imports
            .GroupBy(i => i.Feed, StringComparer.Ordinal)
            .Select(g => new UnitTotals(
                g.Key, g.Sum(i => i.QuantityRead), g.Sum(i => i.QuantityLoaded), g.Sum(i => i.QuantityQuarantined), g.Sum(i => i.QuantityDuplicate)))
            .Where(t => t is not { Read: 0, Loaded: 0, SetAside: 0, Repeated: 0 })
            .OrderBy(t => t.Feed, StringComparer.Ordinal),
    ];

    /// <summary><c>sales: 48,120 units read = 48,000 loaded + 100 set aside + 20 repeated</c></summary>
    public override string ToString() =>
        $"{Feed}: {Wording.Units(Read)} units read = {Wording.Units(Loaded)} loaded + {Wording.Units(SetAside)} set aside + "
        + $"{Wording.Units(Repeated)} repeated";
}
