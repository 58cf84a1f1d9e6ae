namespace Forecasting.Accuracy;

/// <summary>The steps of forecast value added, summed up: naive, model, planner.</summary>
internal sealed class ValueLadder
{
    private readonly ScoreTotals naive = new();
    private readonly ScoreTotals statistical = new();
    private readonly ScoreTotals final = new();
    private long overridden;

    /// <summary>Adds outcomes that are judged together: of one thing at one distance.</summary>
    /// <param name="outcomes">Observed, in time order.</param>
    public void Add(IReadOnlyCollection<ForecastOutcome> outcomes)
    {
        naive.Add(Score(outcomes, o => o.Naive));
        statistical.Add(Score(outcomes, o => o.Statistical));
        final.Add(Score(outcomes, o => o.Final));
        overridden += outcomes.Count(o => o.IsOverridden);
    }

    /// <summary>The sum.</summary>
    /// <param name="by">What it is grouped by.</param>
    /// <param name="group">Which group.</param>
    public PastTotal Total(string by, string group) =>
        new(by, group, naive.Measures(), statistical.Measures(), final.Measures(), overridden);

    private static SeriesScore Score(IEnumerable<ForecastOutcome> outcomes, Func<ForecastOutcome, ScoredBucket> bucket)
    {
        var score = new SeriesScore();
        foreach (var outcome in outcomes)
            score.Add(bucket(outcome));
        return score;
    }
}
