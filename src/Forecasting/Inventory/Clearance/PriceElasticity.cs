using Forecasting.Statistics;
using static System.FormattableString;

namespace Forecasting.Inventory.Clearance;

/// <summary>By how many per cent demand changes where the price changes by one.</summary>
/// <param name="Value">The elasticity, below 0.</param>
/// <param name="Weakest">The weak end of its interval, which the truth is beyond in 5 of 100 cases; below 0.</param>
/// <param name="Strongest">The strong end of its interval, likewise.</param>
/// <param name="LowestPrice">The lowest price on record.</param>
/// <param name="Source">What it was learnt from, as a clause.</param>
public sealed record PriceElasticity(double Value, double Weakest, double Strongest, double LowestPrice, string Source)
{
    // Nearer to 0 a third off would not sell 2 % more, and rounding alone can give a sign.
    private const double LeastEffect = -0.05;

    // 5 of 100 on either side.
    private const double OneSided = 0.95;

    /// <summary>What to believe of one SKU-location, beside the others of its category.</summary>
    /// <param name="own">What its own sales say, or why they say nothing.</param>
    /// <param name="category">What is usual in its category; null = not known.</param>
    /// <param name="settings">What it takes.</param>
    /// <returns>Skipped, with words that begin "Not estimable:", where both together do not tell it.</returns>
    /// <remarks>The mean of its own estimate and the category's, by how sure each is: Morris, Journal of the American Statistical Association
    /// 78 (1983) 47–55. Believed where its weak end is below −0.05.</remarks>
    public static Outcome<PriceElasticity> Of(Outcome<OwnElasticity> own, CategoryElasticity? category, ElasticitySettings settings)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(settings);
        if (own is not Outcome<OwnElasticity>.Done { Value: var found })
        {
            return own is Outcome<OwnElasticity>.Failed failed
                ? new Outcome<PriceElasticity>.Failed(failed.Error)
                : new Outcome<PriceElasticity>.Skipped(((Outcome<OwnElasticity>.Skipped)own).Reason);
        }

        if (category is null && found.Prices < settings.FewestPrices)
            return No(Invariant($"{found.Prices} different prices are on record, {settings.FewestPrices} are needed, and its category does not tell either."));
        var (value, error, freedom) = (found.Value, found.StandardError, found.DegreesOfFreedom);
        var source = Invariant($"{found.Buckets} {found.Unit}s at {found.Prices} prices");
        if (category is { } usual)
        {
            (value, error, var share) = usual.Shrink(found);
            freedom += usual.Estimates - 1;
            source += Invariant($", and by {(1 - share) * 100:0} % what is usual in its category, {usual.Mean:0.0} of {usual.Estimates}");
        }

        var reach = StudentDistribution.Quantile(OneSided, freedom) * error;
        if (!(value + reach < LeastEffect))
            return No(Invariant($"the effect of price, {Math.Round(value, 2) + 0.0:0.00} within {Math.Round(value - reach, 2) + 0.0:0.00} and {Math.Round(value + reach, 2) + 0.0:0.00}, cannot be told from none."));
        return value < settings.Steepest
            ? No(Invariant($"{value:0.0} per cent for one would be beyond anything seen in shops; look at the prices on record."))
            : new Outcome<PriceElasticity>.Done(new PriceElasticity(value, value + reach, value - reach, found.LowestPrice, source));
    }

    private static Outcome<PriceElasticity> No(string why) => new Outcome<PriceElasticity>.Skipped("Not estimable: " + why);
}
