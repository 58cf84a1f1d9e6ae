namespace Forecasting.Inventory.Clearance;

/// <summary>What prices usually do in a category.</summary>
/// <param name="Mean">Mean elasticity.</param>
/// <param name="MeanVariance">Variance of that mean.</param>
/// <param name="Between">Variance of elasticities from product to product, &gt; 0.</param>
/// <param name="Estimates">Estimates that it was learnt from.</param>
public sealed record CategoryElasticity(double Mean, double MeanVariance, double Between, int Estimates)
{
    // No record of a shop is as exact as its arithmetic: nothing weighs more than a standard error of this.
    private const double LeastError = 0.05;

    /// <summary>What the estimates of a category have in common.</summary>
    /// <param name="estimates">Of its SKU-locations, of either sign and however unsure: to leave out the weak ones would make the rest look
    /// strong.</param>
    /// <param name="settings">How many it takes.</param>
    /// <returns>Null where they are too few.</returns>
    /// <remarks>Random effects: DerSimonian and Laird, Controlled Clinical Trials 7 (1986) 177–188. The variance between products is taken one
    /// standard error above its estimate, so that few and unsure ones do not pass as all alike.</remarks>
    public static CategoryElasticity? Of(IReadOnlyCollection<OwnElasticity> estimates, ElasticitySettings settings)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        ArgumentNullException.ThrowIfNull(settings);
        if (estimates.Count < settings.FewestInCategory)
            return null;
        double weights = 0, squares = 0, sum = 0;
        foreach (var e in estimates)
        {
            var weight = 1 / Variance(e);
            (weights, squares, sum) = (weights + weight, squares + weight * weight, sum + weight * e.Value);
        }

        var common = sum / weights;
        double spread = 0;
        foreach (var e in estimates)
            spread += (e.Value - common) * (e.Value - common) / Variance(e);
        var freedom = estimates.Count - 1;
        var scale = weights - squares / weights;
        var between = (Math.Max(0, spread - freedom) + Math.Sqrt(2.0 * freedom)) / scale;
        (weights, sum) = (0, 0);
        foreach (var e in estimates)
        {
            var weight = 1 / (Variance(e) + between);
            (weights, sum) = (weights + weight, sum + weight * e.Value);
        }

        return new CategoryElasticity(sum / weights, 1 / weights, between, estimates.Count);
    }

    /// <summary>The mean of an estimate and what is usual, by how sure each is.</summary>
    /// <param name="own">The estimate.</param>
    /// <returns>The mean, its standard error, and the share of the estimate in it, 0..1.</returns>
    public (double Value, double Error, double Share) Shrink(OwnElasticity own)
    {
        ArgumentNullException.ThrowIfNull(own);
        var variance = Variance(own);
        var share = Between / (Between + variance);
        var value = share * own.Value + (1 - share) * Mean;
        return (value, Math.Sqrt(share * variance + (1 - share) * (1 - share) * MeanVariance), share);
    }

    private static double Variance(OwnElasticity e) => Math.Max(LeastError * LeastError, e.StandardError * e.StandardError);
}
