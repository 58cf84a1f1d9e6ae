using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Trust;

namespace Forecasting.Planning;

/// <summary>Where overrides are weighed: which of them need a second person, and what each of them does.</summary>
/// <param name="input">What the plan is made from, with all overrides.</param>
/// <remarks>The worth of an override is the units by which it moves the forecast, bucket by bucket and up or down, at the cost of a unit. What a
/// unit is worth may not be known: then nobody can say that the override is small, and it waits too.</remarks>
internal sealed class OverrideDesk(PlanInput input)
{
    private readonly UnitValue value = new(input.Terms, input.Settings.Gate);

    private readonly Dictionary<DemandOverride, OverrideEffect> waiting = new(ReferenceEqualityComparer.Instance);

    /// <summary>Those that are worth too much for one person and are followed by these lines: they wait from now on.</summary>
    /// <param name="lines">Lines as planned.</param>
    public ImmutableArray<DemandOverride> Hold(IEnumerable<PlanLine> lines)
    {
        var limit = input.Settings.Publish.OverrideMoney;
        if (limit == 0 || input.Overrides.All(o => o.HasSecondPerson))
            return [];
        var held = ImmutableArray.CreateBuilder<DemandOverride>();
        foreach (var (given, (units, moved, money)) in Sums(lines))
        {
            if (given.HasSecondPerson || moved == 0 || money <= limit)
                continue;
            waiting.Add(given, new OverrideEffect(given, OverrideState.Waiting, units, money));
            held.Add(given);
        }

        return held.ToImmutable();
    }

    /// <summary>What became of every override, in the order in which they were given.</summary>
    /// <param name="lines">Lines as planned, without those that wait.</param>
    public ImmutableArray<OverrideEffect> Effects(IReadOnlyList<PlanLine> lines)
    {
        var sums = Sums(lines);
        return
        [
            .. input.Overrides.Select(o =>
                waiting.GetValueOrDefault(o)
                ?? (sums.TryGetValue(o, out var sum)
                    ? new OverrideEffect(o, OverrideState.Applied, sum.Units, sum.Money)
                    : new OverrideEffect(o, WhyNot(o, lines), 0, 0))),
        ];
    }

    private OverrideState WhyNot(DemandOverride given, IEnumerable<PlanLine> lines)
    {
        if (given.IsWithdrawn)
            return OverrideState.Withdrawn;
        if (given.Expires <= input.AsOf || given.Days.Last < input.Bucket.StartOf(input.AsOf))
            return OverrideState.Expired;
        return lines.Any(l => given.Concerns(l.Key)) ? OverrideState.NotYet : OverrideState.NotPlanned;
    }

    private Dictionary<DemandOverride, (double Units, double Moved, decimal? Money)> Sums(IEnumerable<PlanLine> lines)
    {
        // By the object and not by what it says: of two rows that say the same, each does its own.
        var sums = new Dictionary<DemandOverride, (double Units, double Moved, decimal? Money)>(ReferenceEqualityComparer.Instance);
        foreach (var line in lines.Where(l => !l.Overrides.IsEmpty))
        {
            var worth = value.Of(input.Terms.ColumnsOf(line.Key));
            foreach (var (given, units, moved) in line.Overrides)
            {
                var sum = sums.GetValueOrDefault(given, (0, 0, 0));
                decimal? money = moved == 0 ? 0 : worth == 0 ? null : (decimal)Math.Min(moved, 1e15) * worth;
                sums[given] = (sum.Units + units, sum.Moved + moved, sum.Money + money);
            }
        }

        return sums;
    }
}
