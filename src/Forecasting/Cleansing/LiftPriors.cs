using System.Collections.Immutable;

namespace Forecasting.Cleansing;

/// <summary>What an effect does to SKU-locations in general: mean and variance of the logarithm of their multiples.</summary>
/// <param name="Mean">Mean of ln multiple.</param>
/// <param name="Variance">Variance of ln multiple from one SKU-location to the next, ≥ 0.</param>
public readonly record struct LiftPrior(double Mean, double Variance);

/// <summary>Which effects are separated from base demand, and what each does in general: what the lift of a single
/// SKU-location is drawn towards.</summary>
/// <remarks>
/// <para>An effect is separated only where the data also names a coming event of its kind (promotions) or name (holidays and others). Who
/// runs promotions and announces none would otherwise get a forecast without any.</para>
/// <para>Mean and variance by random-effects meta-analysis (DerSimonian &amp; Laird 1986): with estimates l of variance v from J
/// SKU-locations, weights w = 1/v, Q = Σ w (l − Σ w l / Σ w)², the variance between them is
/// max(0, (Q − (J − 1)) ÷ (Σ w − Σ w² / Σ w)) and the mean that of l with weights 1/(v + variance). Within a category where it has
/// <see cref="FewestSeries"/> estimates, else over all.</para>
/// <para>The lift of a SKU-location is then the mean of both, weighted by the inverse variances: ln m = (l/v + Mean/Variance) ÷
/// (1/v + 1/Variance) (Efron &amp; Morris 1975).</para>
/// </remarks>
public sealed class LiftPriors
{
    /// <summary>Fewest estimates that a prior is made from.</summary>
    public const int FewestSeries = 5;

    /// <summary>Nothing is separated.</summary>
    public static readonly LiftPriors None = new([], ImmutableDictionary<(string Category, string Effect), LiftPrior>.Empty);

    private readonly ImmutableHashSet<string> announced;
    private readonly ImmutableDictionary<(string Category, string Effect), LiftPrior> priors;

    private LiftPriors(ImmutableHashSet<string> announced, ImmutableDictionary<(string Category, string Effect), LiftPrior> priors)
    {
        this.announced = announced;
        this.priors = priors;
    }

    /// <summary>True when no effect is separated.</summary>
    public bool IsEmpty => announced.IsEmpty;

    /// <summary>Effects are separated, each SKU-location's by its own history alone.</summary>
    /// <param name="announced">Effects of coming events.</param>
    public static LiftPriors Announced(IEnumerable<EventEffect> announced) =>
        new([.. announced.Select(Announcement)], ImmutableDictionary<(string Category, string Effect), LiftPrior>.Empty);

    /// <summary>The same effects, with what they do in general.</summary>
    /// <param name="estimates">Estimates of single SKU-locations with the category of each.</param>
    public LiftPriors Learnt(IReadOnlyCollection<(string Category, LearntLift Lift)> estimates)
    {
        var learnt = ImmutableDictionary.CreateBuilder<(string Category, string Effect), LiftPrior>();
        foreach (var byEffect in estimates.GroupBy(e => e.Lift.Effect.Name, StringComparer.Ordinal))
        {
            foreach (var byCategory in byEffect.GroupBy(e => e.Category, StringComparer.Ordinal).Where(g => g.Key.Length > 0))
                Add(byCategory.Key, byEffect.Key, [.. byCategory.Select(e => e.Lift)]);
            Add("", byEffect.Key, [.. byEffect.Select(e => e.Lift)]);
        }

        return new LiftPriors(announced, learnt.ToImmutable());

        void Add(string category, string effect, LearntLift[] lifts)
        {
            if (lifts.Length >= FewestSeries)
                learnt[(category, effect)] = Pool(lifts);
        }
    }

    /// <summary>True when the effect is to be separated from base demand.</summary>
    public bool IsAnnounced(EventEffect effect) => announced.Contains(Announcement(effect));

    /// <summary>The lift drawn towards what the effect does in general; as estimated where nothing general is known.</summary>
    /// <param name="estimate">Estimated from the SKU-location's own history.</param>
    /// <param name="category">Category of the product.</param>
    public LearntLift Shrink(LearntLift estimate, string category)
    {
        if (!priors.TryGetValue((category, estimate.Effect.Name), out var prior)
            && !priors.TryGetValue(("", estimate.Effect.Name), out prior))
            return estimate;
        var own = prior.Variance / (prior.Variance + estimate.LogVariance);
        return estimate with
        {
            Multiple = Math.Exp(own * Math.Log(estimate.Multiple) + (1 - own) * prior.Mean),
            LogVariance = own * estimate.LogVariance,
        };
    }

    /// <summary>Promotions are announced by any promotion, whatever its discount; everything else by name.</summary>
    private static string Announcement(EventEffect effect) =>
        effect.Kind == History.EventKind.Promotion ? EventEffect.Promotion.Name : effect.Name;

    private static LiftPrior Pool(LearntLift[] lifts)
    {
        var (weights, squaredWeights, sum) = (0.0, 0.0, 0.0);
        foreach (var lift in lifts)
        {
            var weight = 1 / lift.LogVariance;
            weights += weight;
            squaredWeights += weight * weight;
            sum += weight * Math.Log(lift.Multiple);
        }

        var common = sum / weights;
        var heterogeneity = lifts.Sum(l => Math.Pow(Math.Log(l.Multiple) - common, 2) / l.LogVariance);
        var scale = weights - squaredWeights / weights;
        var variance = scale > 0 ? Math.Max(0, (heterogeneity - (lifts.Length - 1)) / scale) : 0;
        var mean = lifts.Sum(l => Math.Log(l.Multiple) / (l.LogVariance + variance)) / lifts.Sum(l => 1 / (l.LogVariance + variance));
        return new LiftPrior(mean, variance);
    }
}
