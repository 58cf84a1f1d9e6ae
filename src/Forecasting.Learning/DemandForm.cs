using Forecasting.Forecasters;

namespace Forecasting.Learning;

/// <summary>What kind of numbers all series together are: it decides the loss and how series are made comparable.</summary>
internal enum DemandForm
{
    /// <summary>Counts with empty buckets: learnt as a multiple of the level, with Tweedie's loss.</summary>
    Counts,

    /// <summary>Amounts above 0: learnt in logarithms as a distance from the level, with the absolute loss.</summary>
    Positive,

    /// <summary>Anything else: learnt as a distance from the level, with the absolute loss.</summary>
    Real,
}

/// <summary>Tells the form.</summary>
internal static class DemandForms
{
    /// <summary>Share of empty buckets from which on demand is counts.</summary>
    private const double EmptyShare = 0.02;

    /// <summary>The form of all series together.</summary>
    /// <param name="series">The series.</param>
    /// <param name="cutOff">Buckets at the end of each that are not looked at, ≥ 0.</param>
    public static DemandForm Of(IReadOnlyList<GlobalSeries> series, int cutOff)
    {
        long observed = 0, zeros = 0;
        var negative = false;
        foreach (var one in series)
        {
            var hasSold = false;
            foreach (var value in one.Task.History.AsSpan(0, Math.Max(0, one.Task.History.Length - cutOff)))
            {
                hasSold |= value > 0;
                negative |= value < 0;
                if (!hasSold || double.IsNaN(value))
                    continue;
                observed++;
                zeros += value == 0 ? 1 : 0;
            }
        }

        if (negative)
            return DemandForm.Real;
        return zeros > EmptyShare * observed ? DemandForm.Counts : zeros == 0 ? DemandForm.Positive : DemandForm.Real;
    }
}
