using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Planning;

namespace Forecasting.Replay;

/// <summary>Orders what the plan recommends, at its own service targets and at easier and harder ones: the forecasts of a morning are made once.</summary>
/// <remarks>
/// <para>The setting is a factor on what a target allows to be missed: at 0.5 a fill rate of 95 % becomes 97.5 %, and where costs decide, a unit short
/// costs twice as much. So one number moves every target, and their order stays.</para>
/// <para>Where one total sets the targets (<c>inventory.totalFillRate</c>, <c>inventory.stockBudget</c>), the factor is on what the total leaves missed, and each morning the targets are
/// chosen again.</para>
/// <para>Other policies of the family: the plan that orders each item of a supplier by itself; the plan that is not held between <c>min_stock</c> and <c>max_stock</c>, which are often the very numbers that
/// it is compared with; and the plan whose targets come from a total where they do not, or do not where they do. At factor 1 a total serves, as far as is expected, what the targets of
/// the classes come to.</para>
/// </remarks>
public sealed class PlanFamily : IReplayFamily
{
    /// <summary>Name of the plan in tables.</summary>
    public const string Plan = "plan";

    /// <summary>Name of the plan that is not held between min and max.</summary>
    public const string PlanWithoutLimits = "plan without min/max";

    /// <summary>Name of the plan whose targets come from one total, where those of the plan do not.</summary>
    public const string PlanByTotal = "plan by one total";

    /// <summary>Name of the plan with the targets of the classes, where those of the plan come from one total.</summary>
    public const string PlanByTargets = "plan by targets";

    /// <summary>Name of the plan that orders each item by itself, where the plan orders those of a supplier together.</summary>
    public const string PlanAlone = "plan item by item";

    /// <summary>Factors that a search plays: from four times the shortages to a thirtieth.</summary>
    public static readonly ImmutableArray<double> SearchFactors = [4, 2, 1, 0.5, 0.25, 0.1, 0.03];

    private readonly int current;

    /// <summary>The plan at some settings.</summary>
    /// <param name="factors">Factors on the allowed shortage, each &gt; 0; 1 must be among them.</param>
    /// <param name="others">Which others are played beside <see cref="Plan"/>: <see cref="PlanWithoutLimits"/>, <see cref="PlanByTotal"/>, <see cref="PlanByTargets"/>, <see cref="PlanAlone"/>.</param>
    /// <exception cref="ArgumentException">1 is not among the factors.</exception>
    public PlanFamily(ImmutableArray<double> factors, params ImmutableArray<string> others)
    {
        if (!factors.Contains(1))
            throw new ArgumentException("The plan as it is, factor 1, must be among the factors.", nameof(factors));
        Members = [.. others.Insert(0, Plan).SelectMany(name => factors.Select(f => new ReplayMember(name, f, f == 1)))];
        current = factors.IndexOf(1);
    }

    /// <inheritdoc/>
    public ImmutableArray<ReplayMember> Members { get; }

    /// <summary>True for the plan and the others of its family.</summary>
    /// <param name="policy">Name in tables.</param>
    public static bool IsPlan(string policy) => policy is Plan or PlanWithoutLimits or PlanByTotal or PlanByTargets or PlanAlone;

    /// <summary>The terms with a target that allows so many times the shortage.</summary>
    /// <param name="terms">Terms as settled.</param>
    /// <param name="factor">Above 0; 1 = as they are.</param>
    public static SupplyTerms Allowing(SupplyTerms terms, double factor) => terms.ServiceTarget switch
    {
        _ when factor == 1 => terms,
        ServiceTarget.FillRate fill => terms with { ServiceTarget = new ServiceTarget.FillRate(Share(fill.Share, factor)) },
        ServiceTarget.CycleServiceLevel level => terms with { ServiceTarget = new ServiceTarget.CycleServiceLevel(Share(level.Probability, factor)) },
        ServiceTarget.CostOptimal when terms is { ShortageCost: > 0 } => terms with { ShortageCost = terms.ShortageCost / (decimal)factor },
        // Without costs the plan takes a fill rate of 95 % in place of the least cost.
        ServiceTarget.CostOptimal => terms with { ServiceTarget = new ServiceTarget.FillRate(Share(0.95, factor)) },
        _ => throw new InvalidOperationException("The family of service targets is closed."),
    };

    /// <inheritdoc/>
    public ReplayOrders Order(ReplayMorning morning, IReadOnlyList<StockPositions> stocks, int threads, CancellationToken cancellation)
    {
        int[] others = [.. Enumerable.Range(0, Members.Length).Where(m => m != current)];
        var hasTotal = morning.Input.Settings.Inventory.HasTotal();
        var plan = Planning.Plan.Make(
            morning.Input with
            {
                Positions = stocks[current],
                Alternatives = [.. others.Select(m => new PlanAlternative(stocks[m], Change(Members[m])) { TimesMissed = TimesMissed(Members[m], hasTotal) })],
                TellsServiceCost = false,
                FollowsSources = false,
            },
            threads,
            null,
            cancellation);

        var number = new Dictionary<SkuLocation, int>(morning.Input.Series.Length);
        for (var i = 0; i < morning.Input.Series.Length; i++)
            number.Add(morning.Input.Series[i].Key, i);
        var quantities = Members.Select(_ => new decimal[number.Count]).ToArray();
        var targets = new double[number.Count];
        Array.Fill(targets, double.NaN);
        foreach (var line in plan.Lines)
        {
            if (!number.TryGetValue(line.Key, out var i))
                continue;
            quantities[current][i] = line.Recommendation.Explanation.Quantity;
            for (var a = 0; a < others.Length; a++)
                quantities[others[a]][i] = line.Alternatives[a].Quantity;
            targets[i] = line.Terms.ServiceTarget is ServiceTarget.FillRate fill ? fill.Share : double.NaN;
        }

        return new ReplayOrders(quantities, targets);
    }

    private static Func<SupplyTerms, SupplyTerms> Change(ReplayMember member) => member.Policy switch
    {
        PlanWithoutLimits => terms => Allowing(terms with { MinStock = 0, MaxStock = null }, member.Parameter),
        PlanAlone => terms => Allowing(terms with { Cycle = null }, member.Parameter),
        _ => terms => Allowing(terms, member.Parameter),
    };

    private static double? TimesMissed(ReplayMember member, bool hasTotal) =>
        member.Policy == PlanByTotal || (hasTotal && member.Policy != PlanByTargets) ? member.Parameter : null;

    // Beyond these, one more unit decides nothing that a search could see.
    private static double Share(double share, double factor) => Math.Clamp(1 - (1 - share) * factor, 0.05, 0.9999);
}
