namespace Forecasting.Forecasters.Ets;

/// <summary>Where the states stand before the first bucket.</summary>
internal static class EtsStart
{
    /// <summary>Buckets that the first level and slope are read from; a season where it is longer.</summary>
    private const int FewestBuckets = 10;

    /// <summary>A first guess: the average season, and a line through the first seasonally adjusted buckets.</summary>
    /// <param name="form">The form.</param>
    /// <param name="window">The demand.</param>
    /// <remarks>Hyndman, Koehler, Ord and Snyder (2008), section 2.6.1. The season is averaged over the whole window and not over its first years: where it hardly
    /// changes this is its best estimate, and where it does the start is soon forgotten.
    /// The states at the start are guessed and not fitted: what a short history gains in likelihood by it, its forecasts lose.</remarks>
    public static EtsState Guess(EtsForm form, EtsWindow window)
    {
        var state = new EtsState(form.Season == EtsSeason.None ? 1 : window.SeasonLength);
        if (form.Season != EtsSeason.None)
            SeasonalIndices.Average(window.Values, window.SeasonLength, form.Season == EtsSeason.Multiplicative).CopyTo(state.Season, 0);

        double count = 0, time = 0, value = 0, timeSquare = 0, product = 0;
        var wanted = Math.Max(FewestBuckets, state.Season.Length);
        for (var t = 0; t < window.Values.Length && count < wanted; t++)
        {
            if (double.IsNaN(window.Values[t]))
                continue;
            var index = state.Season[t % state.Season.Length];
            var adjusted = form.Season == EtsSeason.Multiplicative ? window.Values[t] / index : window.Values[t] - index;
            count++;
            time += t;
            timeSquare += (double)t * t;
            value += adjusted;
            product += t * adjusted;
        }

        state.Level = value / count;
        if (form.Trend == EtsTrend.None || count < 3)
            return state;
        var slope = (product - time * value / count) / (timeSquare - time * time / count);
        // The bucket before the first is number −1.
        var level = value / count - slope * (time / count + 1);
        if (!form.MultipliesError || level > 0)
            (state.Level, state.Slope) = (level, slope);
        return state;
    }
}
