using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Accuracy;

/// <summary>What was found about champion and challenger in one class of series.</summary>
/// <param name="Class">The class.</param>
/// <param name="Series">Pairs compared.</param>
/// <param name="ChampionLoss">Mean loss of the champion.</param>
/// <param name="ChallengerLoss">Mean loss of the challenger.</param>
/// <param name="ChallengerBetter">Share of series in which the challenger's loss is lower; a draw counts half.</param>
/// <param name="Probability">Two-sided p of the signed-rank test over series.</param>
/// <param name="Adjusted">The same, adjusted for the number of classes.</param>
/// <param name="Verdict">What follows.</param>
public sealed record ChampionFinding(
    string Class,
    int Series,
    double ChampionLoss,
    double ChallengerLoss,
    double ChallengerBetter,
    double Probability,
    double Adjusted,
    ChampionVerdict Verdict);

/// <summary>What a comparison says.</summary>
public enum ChampionVerdict
{
    /// <summary>Nothing that chance would not explain.</summary>
    NoDifference,

    /// <summary>The champion is better.</summary>
    Champion,

    /// <summary>The challenger is better.</summary>
    Challenger,
}

/// <summary>Compares two models over many series, class by class, and says a difference only where chance is no explanation.</summary>
/// <remarks>
/// One pair for each series (<see cref="SignedRankTest"/>), so that a series counts once however many buckets it has; over the classes the share
/// of false discoveries is kept (<see cref="FalseDiscovery"/>). Series that share a shock, such as a week of snow, are not independent, and then
/// the test claims too much: compare origins that lie apart.
/// </remarks>
public sealed class ChampionTest
{
    /// <summary>Share of false discoveries borne.</summary>
    public const double FalseDiscoveries = 0.05;

    private readonly SortedDictionary<string, List<(double Champion, double Challenger)>> pairs = new(StringComparer.Ordinal);

    /// <summary>Adds a series.</summary>
    /// <param name="demandClass">Its class.</param>
    /// <param name="champion">Loss of the champion, scaled, so that series compare; NaN leaves the series out.</param>
    /// <param name="challenger">Loss of the challenger.</param>
    public void Add(string demandClass, double champion, double challenger)
    {
        if (double.IsNaN(champion) || double.IsNaN(challenger))
            return;
        if (!pairs.TryGetValue(demandClass, out var list))
            pairs.Add(demandClass, list = []);
        list.Add((champion, challenger));
    }

    /// <summary>What was found, by class in ordinal order.</summary>
    public ImmutableArray<ChampionFinding> Findings()
    {
        var classes = pairs.Keys.ToArray();
        var tests = Array.ConvertAll(classes, c => SignedRankTest.Of([.. pairs[c].Select(p => p.Challenger - p.Champion)]));
        var adjusted = FalseDiscovery.Adjust(Array.ConvertAll(tests, t => t.Probability));
        return [.. classes.Select((c, i) => Finding(c, pairs[c], tests[i], adjusted[i]))];
    }

    private static ChampionFinding Finding(
        string name, List<(double Champion, double Challenger)> series, (double Probability, int Side) test, double adjusted)
    {
        var (champion, challenger) = (new ExactSum(), new ExactSum());
        var better = 0.0;
        foreach (var pair in series)
        {
            champion.Add(pair.Champion);
            challenger.Add(pair.Challenger);
            better += pair.Challenger < pair.Champion ? 1 : pair.Challenger > pair.Champion ? 0 : 0.5;
        }

        // The side that the ranks lie on, not the means: that is what was tested.
        var verdict = adjusted > FalseDiscoveries ? ChampionVerdict.NoDifference
            : test.Side < 0 ? ChampionVerdict.Challenger : ChampionVerdict.Champion;
        return new ChampionFinding(
            name, series.Count, champion.Value / series.Count, challenger.Value / series.Count, better / series.Count,
            test.Probability, adjusted, verdict);
    }
}
