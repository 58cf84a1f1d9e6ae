using System.Globalization;
using Forecasting.History;

namespace Forecasting.Trust;

/// <summary>Did every row of the input arrive? Conservation, rows set aside, files refused.</summary>
internal static class ImportCheck
{
    private const double RowsWorthAWarning = 0.005;
    private const double UnitsWorthAWarning = 0.02;
    private const string Sales = "sales";

    /// <summary>Feeds without which a plan orders what is there, or is ordered, already.</summary>
    private static readonly string[] Counted = [Sales, "stock", "open_orders"];

    public static IEnumerable<GateFinding> Find(IReadOnlyCollection<ImportReport> imports, GateSettings settings, bool hasPublishedBefore)
    {
        foreach (var broken in imports.Where(i => !i.IsConserved))
        {
            yield return new GateFinding(broken.Feed, GateChecks.Conservation, GateLevel.Block, string.Create(CultureInfo.InvariantCulture,
                $"{broken.File}: {broken.RowsRead} rows ({broken.QuantityRead:0.###} units) read are not "
                + $"{broken.RowsLoaded} loaded + {broken.RowsQuarantined} set aside + {broken.RowsDuplicate} repeated "
                + $"({broken.QuantityLoaded:0.###} + {broken.QuantityQuarantined:0.###} + {broken.QuantityDuplicate:0.###} units). "
                + $"This is a fault of the program: report it."));
        }

        foreach (var refused in imports.Where(i => i.IsRejected))
        {
            var level = hasPublishedBefore && Counted.Contains(refused.Feed) ? GateLevel.Block : GateLevel.Warning;
            yield return new GateFinding(refused.Feed, GateChecks.Refused, level, $"{refused.File} was refused: {refused.RejectedReason}");
        }

        // A table of three rows loses a third with one bad row: only sales, the table all others hang on, and the
        // input as a whole can hold a run.
        var total = (SetAside: imports.Sum(i => i.RowsQuarantined), Read: imports.Sum(i => i.RowsRead));
        foreach (var feed in imports.GroupBy(i => i.Feed, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var (setAside, read) = (feed.Sum(i => i.RowsQuarantined), feed.Sum(i => i.RowsRead));
            if (IsAbove(setAside, read, RowsWorthAWarning))
            {
                var isHeld = feed.Key == Sales && IsAbove(setAside, read, settings.MaximumQuarantinedShare);
                yield return new GateFinding(feed.Key, GateChecks.Quarantine, isHeld ? GateLevel.Block : GateLevel.Warning,
                    FormattableString.Invariant(
                        $"{setAside} of {read} rows of {feed.Key} ({(double)setAside / read:P1}) were set aside (Data quality)."));
                continue;
            }

            var (unitsAside, units) = (feed.Sum(i => Math.Abs(i.QuantityQuarantined)), feed.Sum(i => Math.Abs(i.QuantityRead)));
            if (units > 0 && (double)unitsAside > UnitsWorthAWarning * (double)units)
            {
                yield return new GateFinding(feed.Key, GateChecks.Quarantine, GateLevel.Warning, string.Create(CultureInfo.InvariantCulture,
                    $"{unitsAside:0.###} of {units:0.###} units of {feed.Key} ({unitsAside / units:P1}) were set aside with their rows "
                    + $"(Data quality)."));
            }
        }

        if (IsAbove(total.SetAside, total.Read, settings.MaximumQuarantinedShare))
        {
            yield return new GateFinding("", GateChecks.Quarantine, GateLevel.Block, string.Create(CultureInfo.InvariantCulture,
                $"{total.SetAside} of {total.Read} rows of all files ({(double)total.SetAside / total.Read:P1}) were set aside: a plan "
                + $"from the rest would not be this firm's plan."));
        }
    }

    private static bool IsAbove(long part, long whole, double share) => whole > 0 && part > share * whole;
}
