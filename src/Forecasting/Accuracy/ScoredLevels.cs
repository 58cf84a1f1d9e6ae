using System.Collections.Immutable;

namespace Forecasting.Accuracy;

/// <summary>The quantiles that are scored, and where they stand in a forecast.</summary>
/// <remarks>Always the same five, whatever else a forecast gives, so that pinball losses compare: 0.025, 0.1, 0.5, 0.9, 0.975.</remarks>
public sealed class ScoredLevels
{
    private static readonly ImmutableArray<double> Scored = [0.025, 0.1, 0.5, 0.9, 0.975];

    private readonly int[] places;

    private ScoredLevels(int[] places) => this.places = places;

    /// <summary>Finds the scored quantiles among those of a forecast.</summary>
    /// <param name="levels">Probabilities of the forecast's quantiles.</param>
    public static ScoredLevels In(ImmutableArray<double> levels) => new([.. Scored.Select(level => levels.IndexOf(level))]);

    /// <summary>Mean pinball loss over the five, units; NaN when the forecast lacks one.</summary>
    /// <param name="actual">What came.</param>
    /// <param name="quantiles">Quantiles of that bucket, as many as there are levels.</param>
    public double Pinball(double actual, ReadOnlySpan<double> quantiles)
    {
        var sum = 0.0;
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] < 0)
                return double.NaN;
            sum += PinballLoss.Of(actual, quantiles[places[i]], Scored[i]);
        }

        return sum / places.Length;
    }

    /// <summary>1 when the actual is within the 10 % and 90 % quantiles, ends included; 0 when not; NaN when the forecast lacks one.</summary>
    /// <param name="actual">What came.</param>
    /// <param name="quantiles">Quantiles of that bucket.</param>
    public double Inside80(double actual, ReadOnlySpan<double> quantiles) => Inside(actual, quantiles, places[1], places[3]);

    /// <summary>The same for the 2.5 % and 97.5 % quantiles.</summary>
    /// <param name="actual">What came.</param>
    /// <param name="quantiles">Quantiles of that bucket.</param>
    public double Inside95(double actual, ReadOnlySpan<double> quantiles) => Inside(actual, quantiles, places[0], places[4]);

    private static double Inside(double actual, ReadOnlySpan<double> quantiles, int low, int high) =>
        low < 0 || high < 0 ? double.NaN : actual >= quantiles[low] && actual <= quantiles[high] ? 1 : 0;
}
