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
    /// changes this is its best estimate, and where it does the start is soon forgotten.</remarks>
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

    /// <summary>A better start for given parameters: least squares on how much each state at the start still shows in each error.</summary>
    /// <param name="form">The form.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="window">The demand.</param>
    /// <param name="start">The start so far.</param>
    /// <param name="better">Filled with the proposal. Whether it is better, the likelihood tells.</param>
    /// <remarks>Errors are linear in the states at the start (section 3.2 of the same book), so for level and slope without a season one step is exact. With a
    /// season, level and season are moved as if each were alone.</remarks>
    public static void Refine(EtsForm form, in EtsParameters parameters, EtsWindow window, EtsState start, EtsState better)
    {
        better.CopyFrom(start);
        var length = start.Season.Length;
        Span<double> bySeason = stackalloc double[3 * length];
        var shown = bySeason[..length];
        var products = bySeason[length..(2 * length)];
        var squares = bySeason[(2 * length)..];
        shown.Fill(1);
        var fit = new LineFit(parameters);
        var phase = 0;
        foreach (var value in window.Values)
        {
            better.Slope *= parameters.Damping;
            better.Level += better.Slope;
            fit.Advance(parameters.Damping);
            if (!double.IsNaN(value))
            {
                var factor = form.Season == EtsSeason.Multiplicative ? better.Season[phase] : 1;
                var mean = form.Season == EtsSeason.Multiplicative ? better.Level * factor : better.Level + better.Season[phase];
                var error = (value - mean) / factor;
                var unit = form.MultipliesError ? mean / factor : 1;
                fit.Observe(error, 1 / (unit * unit), parameters);
                var ofSeason = form.Season == EtsSeason.Multiplicative ? (value - mean) / better.Level : value - mean;
                products[phase] += shown[phase] * ofSeason;
                squares[phase] += shown[phase] * shown[phase];
                shown[phase] *= 1 - parameters.Season;
                better.Season[phase] += parameters.Season * ofSeason;
                better.Level += parameters.Level * error;
                better.Slope += parameters.Trend * error;
            }

            phase = phase + 1 == length ? 0 : phase + 1;
        }

        better.CopyFrom(start);
        var (level, slope) = fit.Solve(form.Trend != EtsTrend.None);
        better.Level += level;
        better.Slope += slope;
        if (form.Season != EtsSeason.None)
            MoveSeason(better.Season, products, squares);
    }

    // The mean of all phases belongs to the level.
    private static void MoveSeason(Span<double> season, Span<double> products, Span<double> squares)
    {
        var mean = 0.0;
        for (var phase = 0; phase < season.Length; phase++)
        {
            products[phase] = squares[phase] > 0 ? products[phase] / squares[phase] : 0;
            mean += products[phase] / season.Length;
        }

        for (var phase = 0; phase < season.Length; phase++)
            season[phase] += products[phase] - mean;
    }

    /// <summary>Weighted least squares of errors on what is left of the first level and of the first slope in each mean.</summary>
    private struct LineFit(EtsParameters parameters)
    {
        private readonly double keptLevel = 1 - parameters.Level;
        private double levelByLevel = 1, slopeByLevel, levelBySlope, slopeBySlope = 1;
        private double levelLevel, levelSlope, slopeSlope, levelError, slopeError;

        public void Advance(double damping)
        {
            slopeByLevel *= damping;
            slopeBySlope *= damping;
            levelByLevel += slopeByLevel;
            levelBySlope += slopeBySlope;
        }

        public void Observe(double error, double weight, in EtsParameters parameters)
        {
            levelLevel += weight * levelByLevel * levelByLevel;
            levelSlope += weight * levelByLevel * levelBySlope;
            slopeSlope += weight * levelBySlope * levelBySlope;
            levelError += weight * levelByLevel * error;
            slopeError += weight * levelBySlope * error;
            slopeByLevel -= parameters.Trend * levelByLevel;
            slopeBySlope -= parameters.Trend * levelBySlope;
            levelByLevel *= keptLevel;
            levelBySlope *= keptLevel;
        }

        public readonly (double Level, double Slope) Solve(bool hasSlope)
        {
            var determinant = levelLevel * slopeSlope - levelSlope * levelSlope;
            if (!hasSlope || !(determinant > 1e-9 * levelLevel * slopeSlope))
                return (levelLevel > 0 ? levelError / levelLevel : 0, 0);
            return (
                (levelError * slopeSlope - slopeError * levelSlope) / determinant,
                (slopeError * levelLevel - levelError * levelSlope) / determinant);
        }
    }
}
