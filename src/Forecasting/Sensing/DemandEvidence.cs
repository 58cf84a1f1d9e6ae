using System.Collections.Immutable;

namespace Forecasting.Sensing;

/// <summary>A day that tells something of demand.</summary>
/// <param name="Day">Which.</param>
/// <param name="Span">Number of its bucket, from 0.</param>
/// <param name="Expected">Units promised for it, &gt; 0.</param>
/// <param name="Sold">Units sold, ≥ 0.</param>
public readonly record struct TellingDay(DateOnly Day, int Span, double Expected, double Sold);

/// <summary>Sequential evidence that demand has left its promise, to one side.</summary>
/// <param name="Alarm">Index of the day on which it reached the threshold; −1 = it did not.</param>
/// <param name="Onset">Index of the day from which on the change is likeliest to have begun.</param>
/// <param name="Strength">The largest value of the statistic.</param>
/// <remarks>
/// <para>The Shiryaev–Roberts statistic: for each day the likelihood ratio of a change that began then, added up over the days
/// (Shiryaev 1963; Roberts 1966; Pollak 1985; as an e-detector: Shin, Ramdas and Rinaldo, New England Journal of Statistics in Data Science, 2023).
/// It does what Page's CUSUM (1954) does, and its false alarms can be bounded without simulation: <see cref="AlarmBudget"/>.</para>
/// <para>A change multiplies the mean by one of <see cref="More"/> or <see cref="Less"/>, each as likely. A forecast's error may be new each day,
/// the same for a bucket, or partly the same since the plan; of the three statistics the smallest counts, so the bound holds whichever is true.</para>
/// </remarks>
public readonly record struct DemandEvidence(int Alarm, int Onset, double Strength)
{
    /// <summary>Factors of a spike.</summary>
    public static readonly ImmutableArray<double> More = [1.5, 2, 3, 5];

    /// <summary>Factors of a collapse.</summary>
    public static readonly ImmutableArray<double> Less = [0.5, 0.25, 0];

    /// <summary>Part of the variance of a bucket's level that is the same in all buckets of a plan.</summary>
    public const double SharedPart = 0.3;

    private const double LargestLog = 600;

    /// <summary>Looks at the days since a plan.</summary>
    /// <param name="days">In time order.</param>
    /// <param name="means">Promised units of each bucket.</param>
    /// <param name="sizes">Size of each bucket (<see cref="CountSize"/>).</param>
    /// <param name="factors">What a change may multiply demand by; <see cref="More"/> or <see cref="Less"/>.</param>
    /// <param name="threshold">From where on it is an alarm.</param>
    public static DemandEvidence Of(
        ReadOnlySpan<TellingDay> days, ReadOnlySpan<double> means, ReadOnlySpan<double> sizes, ImmutableArray<double> factors, double threshold)
    {
        var evidence = new DemandEvidence(-1, -1, 0);
        for (var last = 0; last < days.Length; last++)
        {
            var (sum, onset) = At(days[..(last + 1)], means, sizes, factors);
            if (sum > evidence.Strength || evidence.Onset < 0)
                evidence = evidence with { Strength = sum, Onset = evidence.Alarm < 0 ? onset : evidence.Onset };
            if (sum >= threshold && evidence.Alarm < 0)
                evidence = evidence with { Alarm = last, Onset = onset };
        }

        return evidence;
    }

    private static (double Sum, int Onset) At(ReadOnlySpan<TellingDay> days, ReadOnlySpan<double> means, ReadOnlySpan<double> sizes, ImmutableArray<double> factors)
    {
        double ofDays = 0, ofSpans = 0, ofPlan = 0, best = double.NegativeInfinity;
        var onset = days.Length - 1;
        Span<double> days1 = stackalloc double[factors.Length], spans1 = stackalloc double[factors.Length];
        days1.Clear();
        spans1.Clear();
        var (soldAll, expectedAll) = Total(days, -1);
        var common = Common(days, sizes);
        var (soldAfter, expectedAfter, soldHere, expectedHere) = (0.0, 0.0, 0.0, 0.0);
        var (soldSpan, expectedSpan) = Total(days, days[^1].Span);
        for (var first = days.Length - 1; first >= 0; first--)
        {
            var day = days[first];
            if (first < days.Length - 1 && day.Span != days[first + 1].Span)
            {
                for (var f = 0; f < factors.Length; f++)
                    spans1[f] += Log(factors[f], sizes[days[first + 1].Span], soldSpan, expectedSpan, soldHere, expectedHere);
                (soldHere, expectedHere) = (0, 0);
                (soldSpan, expectedSpan) = Total(days, day.Span);
            }

            (soldHere, expectedHere) = (soldHere + day.Sold, expectedHere + day.Expected);
            (soldAfter, expectedAfter) = (soldAfter + day.Sold, expectedAfter + day.Expected);
            double a = 0, b = 0, c = 0;
            for (var f = 0; f < factors.Length; f++)
            {
                // A day's own level has the size of its share: sizes of independent parts add up to that of the bucket.
                days1[f] += Log(factors[f], sizes[day.Span] * day.Expected / means[day.Span], day.Sold, day.Expected, day.Sold, day.Expected);
                a += Ratio(days1[f]);
                b += Ratio(spans1[f] + Log(factors[f], sizes[day.Span], soldSpan, expectedSpan, soldHere, expectedHere));
                c += Ratio(Log(factors[f], common, soldAll, expectedAll, soldAfter, expectedAfter));
            }

            (ofDays, ofSpans, ofPlan) = (ofDays + a / factors.Length, ofSpans + b / factors.Length, ofPlan + c / factors.Length);
            if (Math.Min(a, Math.Min(b, c)) is var here && here > best)
                (best, onset) = (here, first);
        }

        return (Math.Min(ofDays, Math.Min(ofSpans, ofPlan)), onset);
    }

    // ln of P(sold | changed) ÷ P(sold | promised): Poisson around one gamma level of that size; only the part after the onset is changed.
    private static double Log(double factor, double size, double sold, double expected, double soldAfter, double expectedAfter)
    {
        if (factor == 0 && soldAfter > 0)
            return double.NegativeInfinity;
        var units = soldAfter > 0 ? soldAfter * Math.Log(factor) : 0;
        var change = expectedAfter * (1 - factor);
        return size >= CountSize.Poisson
            ? change + units
            : (size + sold) * Math.Log((size + expected) / (size + expected - change)) + units;
    }

    private static double Ratio(double log) => Math.Exp(Math.Min(log, LargestLog));

    private static double Common(ReadOnlySpan<TellingDay> days, ReadOnlySpan<double> sizes)
    {
        var least = CountSize.Poisson;
        foreach (var day in days)
            least = Math.Min(least, sizes[day.Span]);
        return Math.Min(CountSize.Poisson, least / SharedPart);
    }

    private static (double Sold, double Expected) Total(ReadOnlySpan<TellingDay> days, int span)
    {
        var (sold, expected) = (0.0, 0.0);
        foreach (var day in days)
        {
            if (span < 0 || day.Span == span)
                (sold, expected) = (sold + day.Sold, expected + day.Expected);
        }

        return (sold, expected);
    }
}
