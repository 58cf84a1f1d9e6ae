using System.Globalization;
using Forecasting.Statistics;

namespace Forecasting.Trust;

/// <summary>Rows of one day whose quantity lies in one class of size.</summary>
/// <param name="Day">The day.</param>
/// <param name="Bin">−2 below zero, −1 zero, 0 between zero and one, else 1 + ⌊log2(quantity)⌋.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Fractions">Of them, rows whose quantity is not a whole number.</param>
public readonly record struct QuantityBin(DateOnly Day, int Bin, long Rows, long Fractions);

/// <summary>Are the newest quantities shaped as those before? By the population stability index over classes of size.</summary>
/// <remarks>PSI = Σ (pᵢ − qᵢ) · ln(pᵢ / qᵢ), p the newest period and q the periods before, half a row added to each class.
/// 0.25 is the credit scorer's "major shift" (Siddiqi 2006); here it must also be three times what the feed's own periods
/// show among themselves.</remarks>
internal static class QuantityShape
{
    private const double MajorShift = 0.25;
    private const double TimesUsual = 3;
    private const long LeastRows = 200;
    private const long LeastRowsBefore = 1000;
    private const double FractionsThatMatter = 0.02;

    public static IEnumerable<GateFinding> Find(FeedRhythm rhythm, IReadOnlyCollection<QuantityBin> bins)
    {
        var periods = rhythm.Periods();
        if (periods.Length < 4)
            yield break;
        var byPeriod = periods.Select(p => bins.Where(b => b.Day >= p.First && b.Day <= p.Last).ToList()).ToList();
        var now = byPeriod[0];
        var before = byPeriod.Skip(1).SelectMany(b => b).ToList();
        if (now.Sum(b => b.Rows) < LeastRows || before.Sum(b => b.Rows) < LeastRowsBefore)
            yield break;

        var fractions = now.Sum(b => b.Fractions) / (double)now.Sum(b => b.Rows);
        if (before.Sum(b => b.Fractions) == 0 && fractions > FractionsThatMatter)
        {
            yield return new GateFinding(rhythm.Feed, GateChecks.Distribution, GateLevel.Warning, string.Create(
                CultureInfo.InvariantCulture,
                $"{fractions:P0} of the newest rows of {rhythm.Feed} ({periods[0].First:yyyy-MM-dd} to {periods[0].Last:yyyy-MM-dd}) have "
                + $"quantities with decimals; before there were none. Check the unit and the decimal mark."));
        }

        var index = Index(now, before, out var bin);
        var usual = Robust.Median(Enumerable.Range(1, periods.Length - 1)
            .Select(p => Index(byPeriod[p], [.. byPeriod.Where((_, i) => i > 0 && i != p).SelectMany(b => b)], out _)));
        if (index > Math.Max(MajorShift, TimesUsual * usual))
        {
            yield return new GateFinding(rhythm.Feed, GateChecks.Distribution, GateLevel.Warning, string.Create(
                CultureInfo.InvariantCulture,
                $"The quantities of the newest rows of {rhythm.Feed} ({periods[0].First:yyyy-MM-dd} to {periods[0].Last:yyyy-MM-dd}) are "
                + $"not shaped as before (stability index {index:0.00}, usually {usual:0.00}): {Share(now, bin):P0} are {Name(bin)}, "
                + $"before {Share(before, bin):P0}. Check the unit."));
        }
    }

    private static double Index(List<QuantityBin> now, List<QuantityBin> before, out int gravest)
    {
        double sum = 0;
        double most = -1;
        gravest = 0;
        var classes = now.Concat(before).Select(b => b.Bin).Distinct().Order().ToList();
        foreach (var bin in classes)
        {
            var p = (Rows(now, bin) + 0.5) / (now.Sum(b => b.Rows) + 0.5 * classes.Count);
            var q = (Rows(before, bin) + 0.5) / (before.Sum(b => b.Rows) + 0.5 * classes.Count);
            var part = (p - q) * Math.Log(p / q);
            sum += part;
            if (part > most)
                (most, gravest) = (part, bin);
        }

        return sum;
    }

    private static double Share(List<QuantityBin> rows, int bin) => Rows(rows, bin) / (double)rows.Sum(b => b.Rows);

    private static long Rows(List<QuantityBin> rows, int bin) => rows.Where(b => b.Bin == bin).Sum(b => b.Rows);

    private static string Name(int bin) => bin switch
    {
        -2 => "below zero",
        -1 => "zero",
        0 => "between 0 and 1",
        1 => "1",
        _ => FormattableString.Invariant($"{Math.Pow(2, bin - 1):0} to {Math.Pow(2, bin) - 1:0}"),
    };
}
