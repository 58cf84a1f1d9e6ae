using Forecasting.Forecasters.Ets;

namespace Forecasting.Forecasters.Ces;

/// <summary>How likely a history is under complex exponential smoothing.</summary>
/// <remarks>Svetunkov, Kourentzes and Ord (2022): the recursions (<see cref="CesConstant"/>) and the likelihood, the variance concentrated out.
/// <para>The states at the start are not fitted. The recursion runs through the history, back again and once more: what stands before the first bucket is
/// then what the recursion itself would expect there.</para></remarks>
internal static class CesLikelihood
{
    /// <summary>Squared errors below this share of the demand's are rounding: without it a perfect fit would be infinitely likely.</summary>
    private const double Rounding = 1e-12;

    /// <summary>A sum of squares as large as this has run away; demand lies within −2..2.</summary>
    private const double RunAway = 1e100;

    private enum Direction
    {
        Forward = 1,
        Backward = -1,
    }

    /// <summary>Runs a state through a window, back and again.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="window">The demand.</param>
    /// <param name="state">A guess of the state at the start; at the end, that after the last bucket.</param>
    /// <returns>−2 log L but for a constant that is the same for both forms: n ln(Σ e² ÷ n), e of the last run. Infinite where the errors run away, and the
    /// state is then of no use.</returns>
    public static double Run(in CesParameters parameters, EtsWindow window, CesState state)
    {
        Pass(parameters, window.Values, Direction.Forward, state);
        Pass(parameters, window.Values, Direction.Backward, state);
        var squares = Pass(parameters, window.Values, Direction.Forward, state);
        // False for NaN too.
        return squares < RunAway
            ? window.Observed * Math.Log(squares / window.Observed + Rounding * window.MeanSquare)
            : double.PositiveInfinity;
    }

    private static double Pass(in CesParameters parameters, ReadOnlySpan<double> values, Direction direction, CesState state) =>
        parameters.Form == CesForm.None
            ? PassLevel(parameters.Level, values, direction, state)
            : PassBoth(parameters, values, direction, state);

    // An unobserved bucket is as expected: its error is 0. Returns the squared errors.
    private static double PassLevel(CesConstant constant, ReadOnlySpan<double> values, Direction direction, CesState state)
    {
        var (valueGain, potentialGain, turn, kept) = constant.Recursion;
        var (level, potential) = (state.Level, state.Potential);
        var squares = 0.0;
        var t = direction == Direction.Forward ? 0 : values.Length - 1;
        for (var steps = 0; steps < values.Length; steps++, t += (int)direction)
        {
            var error = double.IsNaN(values[t]) ? 0 : values[t] - level;
            squares += error * error;
            (level, potential) = (level - turn * potential + valueGain * error, level + kept * potential + potentialGain * error);
        }

        (state.Level, state.Potential) = (level, potential);
        return squares;
    }

    private static double PassBoth(in CesParameters parameters, ReadOnlySpan<double> values, Direction direction, CesState state)
    {
        var (valueGain, potentialGain, turn, kept) = parameters.Level.Recursion;
        var (seasonGain, seasonPotentialGain, seasonTurn, seasonKept) = parameters.Season.Recursion;
        var season = state.Season.AsSpan();
        var seasonPotential = state.SeasonPotential.AsSpan();
        var (level, potential) = (state.Level, state.Potential);
        var squares = 0.0;
        var t = direction == Direction.Forward ? 0 : values.Length - 1;
        var phase = t % season.Length;
        for (var steps = 0; steps < values.Length; steps++, t += (int)direction)
        {
            var (added, addedPotential) = (season[phase], seasonPotential[phase]);
            var error = double.IsNaN(values[t]) ? 0 : values[t] - level - added;
            squares += error * error;
            (level, potential) = (level - turn * potential + valueGain * error, level + kept * potential + potentialGain * error);
            season[phase] = added - seasonTurn * addedPotential + seasonGain * error;
            seasonPotential[phase] = added + seasonKept * addedPotential + seasonPotentialGain * error;
            phase += (int)direction;
            phase = phase == season.Length ? 0 : phase < 0 ? season.Length - 1 : phase;
        }

        (state.Level, state.Potential) = (level, potential);
        return squares;
    }
}
