namespace Forecasting.Forecasters.Ets;

/// <summary>Level, slope and season between two buckets. Changes in place: one is run through a history thousands of times.</summary>
/// <param name="seasonLength">Buckets in a season; 1 = none.</param>
internal sealed class EtsState(int seasonLength)
{
    /// <summary>Demand of the bucket before, without the season.</summary>
    public double Level { get; set; }

    /// <summary>Change of the level a bucket.</summary>
    public double Slope { get; set; }

    /// <summary>What each phase adds or multiplies by, a ring: phase 0 is that of the first bucket of the window.</summary>
    public double[] Season { get; } = new double[seasonLength];

    /// <summary>Takes the values of another state of the same season.</summary>
    public void CopyFrom(EtsState other)
    {
        (Level, Slope) = (other.Level, other.Slope);
        other.Season.AsSpan().CopyTo(Season);
    }

    /// <summary>Runs forward without errors: the usual point forecast.</summary>
    /// <param name="form">The form.</param>
    /// <param name="damping">φ.</param>
    /// <param name="phase">Phase of the first bucket forecast.</param>
    /// <param name="means">Filled with the forecasts.</param>
    public void Forecast(EtsForm form, double damping, int phase, Span<double> means)
    {
        var (level, slope) = (Level, Slope);
        for (var h = 0; h < means.Length; h++)
        {
            slope *= damping;
            level += slope;
            var season = Season[(phase + h) % Season.Length];
            means[h] = form.Season switch
            {
                EtsSeason.None => level,
                EtsSeason.Additive => level + season,
                _ => level * season,
            };
        }
    }
}
