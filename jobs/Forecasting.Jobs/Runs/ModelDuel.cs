using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Statistics;

namespace Forecasting.Jobs.Runs;

/// <summary>Champion and challenger of a backtest, series by series.</summary>
/// <param name="champion">Name of the champion.</param>
/// <param name="challenger">Name of the challenger.</param>
/// <param name="horizon">Steps forecast.</param>
internal sealed class ModelDuel(string champion, string challenger, int horizon)
{
    private readonly ChampionTest test = new();
    private readonly List<double> probabilities = [];
    private readonly List<int> sides = [];

    /// <summary>Adds a series: its mean scaled pinball loss over all origins decides.</summary>
    /// <param name="series">Its trials.</param>
    public void Add(TriedSeries series)
    {
        var ofChampion = series.Models.First(m => m.Model == champion).Trials;
        var ofChallenger = series.Models.First(m => m.Model == challenger).Trials;
        test.Add(series.Class, Loss(ofChampion), Loss(ofChallenger));

        var differences = ofChallenger.Zip(ofChampion, Differences).SelectMany(d => d).ToArray();
        probabilities.Add(DieboldMariano.TwoSided(differences, horizon));
        sides.Add(Math.Sign(differences.Where(d => !double.IsNaN(d)).Sum()));
    }

    /// <summary>What was found, by class.</summary>
    public ImmutableArray<ChampionFinding> Findings() => test.Findings();

    /// <summary>Series in which champion, neither, challenger is better, as the test of each series says, adjusted for their number.</summary>
    public (int Champion, int Neither, int Challenger) OfSeries()
    {
        var adjusted = FalseDiscovery.Adjust([.. probabilities]);
        var found = sides.Where((_, i) => adjusted[i] <= ChampionTest.FalseDiscoveries).ToList();
        var (better, worse) = (found.Count(s => s < 0), found.Count(s => s > 0));
        return (worse, sides.Count - better - worse, better);
    }

    private static double Loss(ImmutableArray<ForecastTrial> trials)
    {
        var score = new SeriesScore();
        foreach (var trial in trials)
        {
            var levels = ScoredLevels.In(trial.Forecast.QuantileLevels);
            for (var h = 0; h < trial.Forecast.Horizon; h++)
                score.Add(trial.Bucket(h, levels));
        }

        return score.ScaledPinball;
    }

    // Of both forecasts from one origin, so both have the same scale: it need not be divided by.
    private static double[] Differences(ForecastTrial challenger, ForecastTrial champion)
    {
        var levels = ScoredLevels.In(challenger.Forecast.QuantileLevels);
        var differences = new double[challenger.Forecast.Horizon];
        for (var h = 0; h < differences.Length; h++)
            differences[h] = challenger.Bucket(h, levels).Pinball - champion.Bucket(h, levels).Pinball;
        return differences;
    }
}
