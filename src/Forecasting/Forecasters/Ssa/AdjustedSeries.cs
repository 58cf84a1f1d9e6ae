using System.Diagnostics.CodeAnalysis;

namespace Forecasting.Forecasters.Ssa;

/// <summary>A history without its average season, in logarithms where nothing seen is 0 or less; and the way back.</summary>
/// <param name="season">Additive in the units of <paramref name="values"/>; null when the data show none.</param>
/// <param name="isLogarithmic">True when <paramref name="values"/> are logarithms.</param>
/// <param name="values">The adjusted buckets, oldest first.</param>
internal sealed class AdjustedSeries(SeasonalIndices? season, bool isLogarithmic, double[] values)
{
    /// <summary>The adjusted history.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Adjusts what was seen; false when there is nothing to adjust: no season, and a bucket without demand.</summary>
    /// <param name="seen">Finite values, oldest first.</param>
    /// <param name="seasonLength">Buckets in a season; 1 = none.</param>
    /// <param name="adjusted">The adjusted history.</param>
    public static bool TryOf(ReadOnlySpan<double> seen, int seasonLength, [NotNullWhen(true)] out AdjustedSeries? adjusted)
    {
        var season = SeasonalIndices.Of(seen, seasonLength);
        var isLogarithmic = true;
        foreach (var value in seen)
            isLogarithmic &= value > 0;
        adjusted = null;
        if (season is null && !isLogarithmic)
            return false;

        var values = new double[seen.Length];
        for (var t = 0; t < values.Length; t++)
        {
            var value = season is null ? seen[t] : season.Remove(seen[t], t);
            values[t] = isLogarithmic ? Math.Log(value) : value;
        }

        adjusted = new AdjustedSeries(season, isLogarithmic, values);
        return true;
    }

    /// <summary>Turns forecasts of the adjusted series into forecasts of demand.</summary>
    /// <param name="forecasts">One after the other, each over the horizon from the end of the adjusted history.</param>
    /// <param name="horizon">Buckets in a forecast.</param>
    public void Restore(Span<double> forecasts, int horizon)
    {
        for (var i = 0; i < forecasts.Length; i++)
        {
            var value = isLogarithmic ? Math.Exp(forecasts[i]) : forecasts[i];
            forecasts[i] = season is null ? value : season.Apply(value, values.Length + i % horizon);
        }
    }
}
