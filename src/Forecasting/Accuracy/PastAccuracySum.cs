using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Accuracy;

/// <summary>Sums outcomes up, product by product, so that only those of one are in memory.</summary>
/// <remarks>A score is a product and place at a distance: its buckets of all runs are judged together; by group, it is split where the group
/// changed. Sums over products are exact: their order does not matter.</remarks>
public sealed class PastAccuracySum
{
    private static readonly ImmutableArray<(string By, Func<OutcomeGroup, string> Group)> Ways =
    [
        ("Model", g => g.Model),
        ("ABC class", g => string.IsNullOrWhiteSpace(g.AbcClass) ? Unknown : g.AbcClass),
        ("Demand pattern", g => g.Pattern),
        ("Category", g => g.Category.Length == 0 ? Unknown : g.Category),
    ];

    private const string Unknown = "(not known)";

    private readonly ValueLadder all = new();
    private readonly SortedDictionary<int, ValueLadder> ahead = [];
    private readonly SortedDictionary<string, ValueLadder>[] groups =
        [.. Ways.Select(_ => new SortedDictionary<string, ValueLadder>(StringComparer.Ordinal))];

    private readonly PastLevels levels = new();
    private readonly SharedErrors shared = new();
    private readonly List<PastSeries> series = [];
    private readonly HashSet<string> runs = new(StringComparer.Ordinal);
    private DateOnly first = DateOnly.MaxValue;
    private DateOnly last = DateOnly.MinValue;

    /// <summary>Adds all outcomes of one product at one place.</summary>
    /// <param name="outcomes">In any order, each bucket of a run once; those that were not observed count nowhere.</param>
    public void Add(IEnumerable<ForecastOutcome> outcomes)
    {
        ForecastOutcome[] observed =
        [
            .. outcomes.Where(o => !double.IsNaN(o.Actual))
                .OrderBy(o => o.Promised.Ahead)
                .ThenBy(o => o.Promised.BucketStart)
                .ThenBy(o => o.Promised.RunId, StringComparer.Ordinal),
        ];
        if (observed.Length == 0)
            return;
        series.Add(PastSeries.Of(observed));
        foreach (var outcome in observed)
        {
            levels.Add(outcome);
            runs.Add(outcome.Promised.RunId);
            first = outcome.Promised.BucketStart < first ? outcome.Promised.BucketStart : first;
            last = outcome.Promised.BucketStart > last ? outcome.Promised.BucketStart : last;
        }

        foreach (var distance in observed.GroupBy(o => o.Promised.Ahead))
            AddDistance([.. distance]);
    }

    /// <summary>The sum; null when not one outcome was observed.</summary>
    public PastAccuracy? Result() => series.Count == 0
        ? null
        : new PastAccuracy(
            first,
            last,
            runs.Count,
            [
                all.Total(PastAccuracy.All, "all"),
                .. ahead.Select(a => a.Value.Total(PastAccuracy.ByAhead, a.Key.ToString(CultureInfo.InvariantCulture))),
                .. groups.SelectMany((way, i) => way.Keys.All(k => k == Unknown) ? [] : way.Select(g => g.Value.Total(Ways[i].By, g.Key))),
                .. levels.Totals(),
            ],
            [.. series.OrderBy(s => s.Key)])
        {
            Correlation = shared.Result(),
        };

    private void AddDistance(ForecastOutcome[] outcomes)
    {
        all.Add(outcomes);
        shared.Add(outcomes);
        Of(ahead, outcomes[0].Promised.Ahead).Add(outcomes);
        for (var way = 0; way < groups.Length; way++)
        {
            foreach (var part in outcomes.GroupBy(o => Ways[way].Group(o.Promised.Group), StringComparer.Ordinal))
                Of(groups[way], part.Key).Add([.. part]);
        }
    }

    private static ValueLadder Of<TKey>(SortedDictionary<TKey, ValueLadder> ladders, TKey key)
        where TKey : notnull
    {
        if (!ladders.TryGetValue(key, out var ladder))
            ladders.Add(key, ladder = new ValueLadder());
        return ladder;
    }
}
