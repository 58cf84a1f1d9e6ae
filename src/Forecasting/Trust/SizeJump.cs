using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Trust;

/// <summary>The newest sizes of a series are the sizes before, times a unit factor.</summary>
/// <param name="Steps">Steps, counted from the end, that are off.</param>
/// <param name="Factor">The factor; below 1 when the newest are too small.</param>
/// <param name="Meaning">What may have been mixed up.</param>
/// <param name="Recent">Median size of the newest.</param>
/// <param name="Usual">Median size before.</param>
/// <param name="Evidence">Log likelihood ratio of "times the factor" against "as before".</param>
/// <param name="IsCertain">True when trade cannot explain it: a large factor that leaves more than a handful, or decimals among whole numbers.</param>
internal sealed record SizeJump(int Steps, double Factor, string Meaning, double Recent, double Usual, double Evidence, bool IsCertain)
{
    /// <summary>Evidence from which a jump is told.</summary>
    public const double Threshold = 6;

    /// <summary>Factors below this are as small as promotions and seasons: they are looked for only over all places together.</summary>
    public const double SmallFactor = 5;

    private const double ThresholdOfSmallFactors = 3;
    private const double ExceptionsBefore = 0.08;
    private const int Reference = 26;
    private const int LeastReference = 6;
    private const double Freedom = 4;

    // Seasons come a little sooner or later from year to year.
    private const int SeasonMoves = 2;

    private const double Handful = 5;

    // A shift of level moves all its steps together: each further step is worth less.
    private const double Repetition = 0.25;

    private static readonly ImmutableArray<int> Windows = [1, 2, 3, 4, 6, 8, 13];

    /// <summary>Finds the jump with the largest evidence.</summary>
    /// <param name="sizes">Units per step, oldest first; NaN where not observed or not comparable. Zeros are no sizes.</param>
    /// <param name="factors">Factors to try, both ways.</param>
    /// <param name="season">Steps in a season: what came at the same time a season ago is no jump.</param>
    /// <param name="common">Usual logarithm of newest ÷ before over all products, by number of steps; 0 where not known.</param>
    /// <returns>Null when nothing speaks for one.</returns>
    /// <remarks>
    /// The logarithms of the sizes before are taken as Student-t (4 degrees of freedom) around their median, with 1.4826 · MAD as scale, at least half of
    /// their standard deviation and what counts of that size have by chance. The evidence of a step is log p(x ÷ f) − log p(x); where sizes are whole
    /// numbers, that all of the newest are multiples of a whole f, or suddenly have decimals, adds what such luck would cost. Whole numbers that are a small
    /// factor off before a season is known, a small factor too small, or too small in one step only, are ordinary: trade falls off like that, and a division would have left decimals.
    /// </remarks>
    public static SizeJump? Find(ReadOnlySpan<double> sizes, ImmutableArray<UnitFactor> factors, int season, Func<int, double> common)
    {
        SizeJump? best = null;
        foreach (var window in Windows)
        {
            if (Compare(sizes, window) is not { } newest)
                continue;
            var center = newest.Center + common(window);
            foreach (var factor in factors)
            {
                foreach (var f in (ReadOnlySpan<double>)[factor.Value, 1 / factor.Value])
                {
                    if (f < 1 && newest.AreAllWhole && (factor.Value < SmallFactor || window == 1))
                        continue;

                    // Twice as much, in whole pieces, is what a season does: it takes a season to know better.
                    if (factor.Value < SmallFactor && newest.AreAllWhole && sizes.Length < season + window + LeastReference)
                        continue;
                    var evidence = LikelihoodRatio(newest, center, f);
                    if (evidence <= (factor.Value < SmallFactor ? ThresholdOfSmallFactors : Threshold) || evidence <= best?.Evidence
                        || !IsBeyond(newest, f) || CameLastSeason(sizes, window, season, Math.Log(newest.Middle), Math.Log(newest.Middle) - center))
                        continue;
                    best = new SizeJump(window, f, factor.Meaning, newest.Middle, Math.Exp(newest.Center), evidence, IsBeyondTrade(newest, f));
                }
            }
        }

        return best;
    }

    /// <summary>Logarithm of newest ÷ before, of medians; null when there is too little of either.</summary>
    public static double? LogChange(ReadOnlySpan<double> sizes, int window) =>
        Compare(sizes, window) is { } c ? Math.Log(c.Middle) - c.Center : null;

    /// <summary>The windows that are tried, in steps.</summary>
    public static ReadOnlySpan<int> WindowsTried => Windows.AsSpan();

    private static Sample? Compare(ReadOnlySpan<double> sizes, int window)
    {
        if (sizes.Length < window + LeastReference)
            return null;
        var newest = new List<double>(window);
        foreach (var x in sizes[^window..])
        {
            if (x > 0)
                newest.Add(x);
        }

        var before = new List<double>(Reference);
        foreach (var x in sizes[Math.Max(0, sizes.Length - window - Reference)..^window])
        {
            if (x > 0)
                before.Add(x);
        }

        // A window that begins without a sale is the next shorter one.
        if (newest.Count == 0 || !(sizes[^window] > 0) || before.Count < LeastReference)
            return null;
        return new Sample(newest, before);
    }

    private static double LikelihoodRatio(Sample s, double center, double f)
    {
        double sum = 0;
        foreach (var x in s.Newest)
            sum += LogT((Math.Log(x / f) - center) / s.Scale) - LogT((Math.Log(x) - center) / s.Scale);
        var luck = 0.0;
        if (s.IsWhole && f >= 6 && f == Math.Floor(f) && s.Newest.TrueForAll(x => x % f == 0))
            luck = -Math.Log((s.Before.Count(x => x % f == 0) + 1.0) / (s.Before.Count + 2.0));
        else if (s.IsWhole && s.Before.Count >= 2 * LeastReference && s.Newest.Exists(x => x != Math.Floor(x)))
            luck = Math.Log(s.Before.Count + 2.0);
        return (sum + luck * s.Newest.Count) / (1 + Repetition * (s.Newest.Count - 1));
    }

    // More than anything before, or less: a series that does this now and then has no unit error now.
    private static bool IsBeyond(Sample s, double f) =>
        s.Before.Count(x => f > 1 ? x >= s.Middle : x <= s.Middle) <= ExceptionsBefore * s.Before.Count;

    // A handful of pieces left of many may be the end of a season, of the stock or of the product.
    private static bool IsBeyondTrade(Sample s, double f) =>
        (s.IsWhole && !s.AreAllWhole) || f >= SmallFactor || (f <= 1 / SmallFactor && (!s.AreAllWhole || s.Middle > Handful));

    private static bool CameLastSeason(ReadOnlySpan<double> sizes, int window, int season, double middle, double change)
    {
        if (sizes.Length < season + window + LeastReference)
            return false;
        var then = sizes[Math.Max(0, sizes.Length - season - window - SeasonMoves)..^Math.Max(0, season - SeasonMoves)];
        var before = Logarithms(sizes[Math.Max(0, sizes.Length - season - window - Reference)..^(season + window)]);
        if (before.Count < LeastReference)
            return false;
        var newest = Logarithms(then);
        if (newest.Count == 0)
            return change < 0 && then.Contains(0);

        // The same way then, or to the same height: how deep the time before it was may differ from year to year.
        var moved = Robust.Median(newest) - Robust.Median(before);
        return (Math.Sign(moved) == Math.Sign(change) && Math.Abs(moved) > 0.5 * Math.Abs(change))
            || (Math.Abs(change) > Math.Log(SmallFactor) && Math.Abs(middle - Robust.Median(newest)) < 0.5 * Math.Abs(change));
    }

    private static List<double> Logarithms(ReadOnlySpan<double> sizes)
    {
        var logs = new List<double>(sizes.Length);
        foreach (var x in sizes)
        {
            if (x > 0)
                logs.Add(Math.Log(x));
        }

        return logs;
    }

    private static double LogT(double z) => -(Freedom + 1) / 2 * Math.Log(1 + z * z / Freedom);

    private sealed class Sample
    {
        public Sample(List<double> newest, List<double> before)
        {
            (Newest, Before) = (newest, before);
            Middle = Robust.Median(newest);
            var logs = before.ConvertAll(Math.Log);
            Center = Robust.Median(logs);
            var mean = logs.Average();
            var deviation = Math.Sqrt(logs.Sum(v => (v - mean) * (v - mean)) / logs.Count);
            var byChance = Math.Sqrt(0.12 * 0.12 + 0.5 / Math.Exp(Center));
            Scale = Math.Max(Math.Max(Robust.Deviation(logs, Center), 0.5 * deviation), Math.Min(byChance, 1));
            IsWhole = before.TrueForAll(x => x == Math.Floor(x));
            AreAllWhole = IsWhole && newest.TrueForAll(x => x == Math.Floor(x));
        }

        public List<double> Newest { get; }

        public List<double> Before { get; }

        public double Middle { get; }

        public double Center { get; }

        public double Scale { get; }

        public bool IsWhole { get; }

        public bool AreAllWhole { get; }
    }
}
