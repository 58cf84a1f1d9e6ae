namespace Forecasting.Forecasters.Ets;

/// <summary>The part of a history that one origin learns from, in units that make its largest value lie in 1..2.</summary>
internal sealed class EtsWindow
{
    /// <summary>Longest window, buckets.</summary>
    /// <remarks>Even with a constant of 0.01 what lies 600 buckets back weighs a 400th of what is new, and no search is worth more time.</remarks>
    private const int Longest = 600;

    /// <summary>Longest season that has states of its own.</summary>
    /// <remarks>Each phase is a state to be learnt: beyond 24 a history is too short to tell so many apart.</remarks>
    public const int LongestSeason = 24;

    private readonly SeasonalIndices? removed;
    private readonly PlausibleRange range;

    /// <summary>Opens the window before an origin.</summary>
    /// <param name="seen">All demand before the origin; at least one bucket observed.</param>
    /// <param name="seasonLength">Buckets in a season; 1 = none.</param>
    public EtsWindow(ReadOnlySpan<double> seen, int seasonLength)
    {
        First = Math.Max(0, seen.Length - Longest);
        if (!seen[First..].ContainsAnyExcept(double.NaN))
            First = 0;
        while (double.IsNaN(seen[First]))
            First++;

        removed = seasonLength > LongestSeason ? SeasonalIndices.Of(seen, seasonLength) : null;
        SeasonLength = seasonLength > LongestSeason ? 1 : seasonLength;
        range = PlausibleRange.Of(seen, 1);
        SeenLength = seen.Length;
        Values = seen[First..].ToArray();
        var largest = 0.0;
        for (var t = 0; t < Values.Length; t++)
        {
            Values[t] = removed is null ? Values[t] : removed.Remove(Values[t], First + t);
            largest = double.IsNaN(Values[t]) ? largest : Math.Max(largest, Math.Abs(Values[t]));
        }

        Exponent = largest > 0 ? Math.ILogB(largest) : 0;
        IsPositive = true;
        var squares = 0.0;
        for (var t = 0; t < Values.Length; t++)
        {
            Values[t] = Math.ScaleB(Values[t], -Exponent);
            if (double.IsNaN(Values[t]))
                continue;
            Observed++;
            squares += Values[t] * Values[t];
            IsPositive &= Values[t] > 0;
        }

        MeanSquare = squares > 0 ? squares / Observed : 1;
    }

    /// <summary>Number of the first bucket in the history.</summary>
    public int First { get; }

    /// <summary>One unit of the window is 2 to this power. Powers of two lose no digit.</summary>
    public int Exponent { get; }

    /// <summary>Buckets of the history up to the origin.</summary>
    public int SeenLength { get; }

    /// <summary>Scaled demand from the first observed bucket on; NaN = not observed. Without a season longer than 24.</summary>
    public double[] Values { get; }

    /// <summary>Season that the states hold; 1 = none.</summary>
    public int SeasonLength { get; }

    /// <summary>Observed buckets, ≥ 1.</summary>
    public int Observed { get; }

    /// <summary>True when every observed value is above 0.</summary>
    public bool IsPositive { get; }

    /// <summary>Mean square of the values; 1 when all are 0.</summary>
    public double MeanSquare { get; }

    /// <summary>What was taken out before, in words; empty when nothing was.</summary>
    public string Removed => removed is null
        ? ""
        : FormattableString.Invariant($", {(removed.IsMultiplicative ? "multiplicative" : "additive")} season {removed.Values.Length} taken out first");

    /// <summary>Turns forecasts of the window into forecasts of the history, within one range of it.</summary>
    public void Restore(Span<double> means)
    {
        for (var h = 0; h < means.Length; h++)
        {
            var mean = Math.ScaleB(means[h], Exponent);
            means[h] = removed is null ? mean : removed.Apply(mean, SeenLength + h);
        }

        range.Clamp(means);
    }
}
