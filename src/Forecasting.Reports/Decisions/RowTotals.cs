using System.Collections.Immutable;
using Forecasting.History;

namespace Forecasting.Reports.Decisions;

/// <summary>What became of the rows of several files, and the law that they must obey.</summary>
/// <param name="Read">Data rows found.</param>
/// <param name="Loaded">Rows that count.</param>
/// <param name="SetAside">Rows that could not be used.</param>
/// <param name="Repeated">Rows that repeat another.</param>
/// <param name="Superseded">Of the rows loaded, those that a newer file corrects.</param>
/// <param name="IsConserved">True when rows and units add up, file by file.</param>
public readonly record struct RowTotals(long Read, long Loaded, long SetAside, long Repeated, long Superseded, bool IsConserved)
{
    /// <summary>The totals of some files.</summary>
    public static RowTotals Of(ImmutableArray<ImportReport> imports) => new(
        imports.Sum(i => i.RowsRead), imports.Sum(i => i.RowsLoaded), imports.Sum(i => i.RowsQuarantined), imports.Sum(i => i.RowsDuplicate),
        imports.Sum(i => i.RowsSuperseded), imports.All(i => i.IsConserved));

    /// <summary><c>12,000 rows read = 11,990 loaded + 8 set aside + 2 repeated</c></summary>
    public override string ToString() =>
        $"{Wording.Plural(Read, "row", "rows")} read = {Wording.Count(Loaded)} loaded + {Wording.Count(SetAside)} set aside + "
        + $"{Wording.Count(Repeated)} repeated";
}
