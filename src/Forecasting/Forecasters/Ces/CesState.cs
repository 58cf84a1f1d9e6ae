namespace Forecasting.Forecasters.Ces;

/// <summary>Level and season between two buckets, each a complex number. Changes in place: one is run through a history thousands of times.</summary>
/// <param name="seasonLength">Buckets in a season; 1 = none.</param>
internal sealed class CesState(int seasonLength)
{
    /// <summary>No state grows beyond this, in units of the window: where it would, the forecast is cut to the range of the history anyway.</summary>
    private const double Most = 1e100;

    /// <summary>Expected demand without the season: the real part.</summary>
    public double Level { get; set; }

    /// <summary>What past errors have left behind: the imaginary part.</summary>
    public double Potential { get; set; }

    /// <summary>What each phase adds, a ring: phase 0 is that of the first bucket of the window.</summary>
    public double[] Season { get; } = new double[seasonLength];

    /// <summary>The imaginary part of the season.</summary>
    public double[] SeasonPotential { get; } = new double[seasonLength];

    /// <summary>Takes up the place before the first bucket.</summary>
    /// <param name="parameters">The parameters; with them each potential is that which a steady demand would leave, the state ÷ its real constant.</param>
    /// <param name="level">The level.</param>
    /// <param name="season">What each phase adds, one for each phase.</param>
    public void Begin(in CesParameters parameters, double level, ReadOnlySpan<double> season)
    {
        Level = level;
        Potential = level / parameters.Level.Real;
        season.CopyTo(Season);
        for (var phase = 0; phase < Season.Length && parameters.Form == CesForm.Full; phase++)
            SeasonPotential[phase] = season[phase] / parameters.Season.Real;
    }

    /// <summary>Runs forward without errors.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="phase">Phase of the first bucket forecast.</param>
    /// <param name="means">Filled with the forecasts, finite.</param>
    public void Forecast(in CesParameters parameters, int phase, Span<double> means)
    {
        for (var h = 0; h < means.Length; h++)
        {
            means[h] = Level + Season[phase];
            (Level, Potential) = Next(parameters.Level, Level, Potential);
            if (parameters.Form == CesForm.Full)
                (Season[phase], SeasonPotential[phase]) = Next(parameters.Season, Season[phase], SeasonPotential[phase]);
            phase = phase + 1 == Season.Length ? 0 : phase + 1;
        }
    }

    private static (double Value, double Potential) Next(CesConstant constant, double value, double potential)
    {
        var (_, _, turn, kept) = constant.Recursion;
        return (Math.Clamp(value - turn * potential, -Most, Most), Math.Clamp(value + kept * potential, -Most, Most));
    }
}
