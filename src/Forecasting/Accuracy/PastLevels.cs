using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Accuracy;

/// <summary>How good the forecasts of sums were: of a category, of a place, of everything, bottom-up from their products and places.</summary>
/// <remarks>Sums are exact and rounded once, so that they do not depend on the order of adding. Errors of products cancel in a sum as far as they
/// are independent: what is left at the top is what they share.</remarks>
internal sealed class PastLevels
{
    private static readonly ImmutableArray<(string Level, Func<PromisedBucket, string> Node)> Levels =
    [
        ("Category", p => p.Group.Category),
        ("Location", p => p.Key.Location.Code),
        ("Total", _ => ""),
    ];

    private readonly Dictionary<(string Node, int Ahead, DateOnly Start, string Run), Sum>[] sums = [.. Levels.Select(_ => new Dictionary<(string, int, DateOnly, string), Sum>())];

    /// <summary>Adds an observed outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    public void Add(ForecastOutcome outcome)
    {
        var promised = outcome.Promised;
        for (var level = 0; level < sums.Length; level++)
        {
            var key = (Levels[level].Node(promised), promised.Ahead, promised.BucketStart, promised.RunId);
            if (!sums[level].TryGetValue(key, out var sum))
                sums[level].Add(key, sum = new Sum(promised));
            sum.Add(outcome);
        }
    }

    /// <summary>A total for each level above the products; one without names, such as categories that nobody gave, is left out.</summary>
    public IEnumerable<PastTotal> Totals()
    {
        for (var level = 0; level < sums.Length; level++)
        {
            if (Levels[level].Level != "Total" && sums[level].Keys.All(k => k.Node.Length == 0))
                continue;
            var ladder = new ValueLadder();
            foreach (var node in sums[level].GroupBy(s => (s.Key.Node, s.Key.Ahead)))
                ladder.Add([.. node.OrderBy(s => s.Key.Start).ThenBy(s => s.Key.Run, StringComparer.Ordinal).Select(s => s.Value.Outcome())]);
            yield return ladder.Total(PastAccuracy.ByLevel, Levels[level].Level);
        }
    }

    private sealed class Sum(PromisedBucket first)
    {
        private readonly ExactSum actual = new();
        private readonly ExactSum mean = new();
        private readonly ExactSum statistical = new();
        private readonly ExactSum naive = new();

        public void Add(ForecastOutcome outcome)
        {
            actual.Add(outcome.Actual);
            mean.Add(outcome.Promised.Mean);
            statistical.Add(outcome.Promised.Statistical);
            naive.Add(outcome.Promised.Naive);
        }

        // A sum has no history of its own here, so no scale, and no quantiles.
        public ForecastOutcome Outcome() => new(
            first with
            {
                Mean = mean.Value,
                Statistical = statistical.Value,
                Naive = naive.Value,
                Scales = new ErrorScales(double.NaN, double.NaN, double.NaN),
            },
            actual.Value, double.NaN, double.NaN, double.NaN);
    }
}
