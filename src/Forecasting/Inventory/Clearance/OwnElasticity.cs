using Forecasting.Statistics;

namespace Forecasting.Inventory.Clearance;

/// <summary>What the sales of one SKU-location alone say about the effect of its price, of either sign.</summary>
/// <param name="Value">Per cent of demand for one per cent of price.</param>
/// <param name="StandardError">Of it, &gt; 0 but for perfect data.</param>
/// <param name="DegreesOfFreedom">Of the standard error.</param>
/// <param name="Buckets">Buckets that it was learnt from.</param>
/// <param name="Prices">Prices on record that differ by more than 1 %.</param>
/// <param name="LowestPrice">The lowest of them.</param>
/// <param name="Unit">What a bucket is called.</param>
public sealed record OwnElasticity(
    double Value, double StandardError, int DegreesOfFreedom, int Buckets, int Prices, double LowestPrice, string Unit)
{
    // A season can be told from a trend after a year of it, and its shape after two.
    private const double YearsOfSeason = 1;
    private const double YearsOfShape = 2;

    private const double LargestCorrelation = 0.95;
    private const double DaysOfWeeks = 40;

    /// <summary>The estimate.</summary>
    /// <param name="sales">What sold at which price.</param>
    /// <returns>Skipped, with words that begin "Not estimable:", where the price moved only together with something else.</returns>
    /// <remarks>ln mean units = a + b·ln price + c·promotion + g·time + waves of a year, as counts whose variance is proportional to their
    /// mean; b is the elasticity. One wave from one year of record on, two from two. Where weeks in a row err alike, and stand at one price,
    /// they say less than as many single ones: the variance is widened by (1 + r·s) ÷ (1 − r·s), r and s the correlations of errors and prices
    /// from bucket to bucket (Bartlett, Journal of the Royal Statistical Society 98 (1935) 536–543). On the model and on what leaving out
    /// promotions does: Tellis, Journal of Marketing Research 25 (1988) 331–341.</remarks>
    public static Outcome<OwnElasticity> Of(PricedSales sales)
    {
        ArgumentNullException.ThrowIfNull(sales);
        var columns = Columns(sales);
        if (PoissonRegression.Fit(columns, sales.Units) is not { } fit)
        {
            return new Outcome<OwnElasticity>.Skipped(
                "Not estimable: the price moved only with promotions, or steadily with time, so that their effects cannot be told apart.");
        }

        // What a column explains of the errors it takes from their correlation: about 1 ÷ rows each.
        var lost = columns.Length / (double)sales.Bucket.Length;
        var alike = Correlation(fit.Residuals, sales.Bucket, lost) * Correlation(fit.LastAlone, sales.Bucket, 0);
        var widened = alike > 0 ? (1 + alike) / (1 - alike) : 1;
        return new Outcome<OwnElasticity>.Done(new OwnElasticity(
            fit.Coefficients[^1],
            fit.StandardErrors[^1] * Math.Sqrt(widened),
            fit.DegreesOfFreedom,
            sales.Price.Length,
            sales.Distinct(),
            sales.Price.Min(),
            sales.BucketsPerYear > DaysOfWeeks ? "week" : "month"));
    }

    // The price stands last: what is left of it beside everything else is what its effect is learnt from.
    private static double[][] Columns(PricedSales sales)
    {
        var (rows, first) = (sales.Bucket.Length, sales.Bucket[0]);
        var years = (sales.Bucket[^1] - first + 1) / sales.BucketsPerYear;
        var waves = years >= YearsOfShape - 0.05 ? 2 : years >= YearsOfSeason - 0.05 ? 1 : 0;
        var columns = new List<double[]> { Column(_ => 1), Column(t => (sales.Bucket[t] - first) / (double)(sales.Bucket[^1] - first)) };
        for (var wave = 1; wave <= waves; wave++)
        {
            var angle = 2 * Math.PI * wave / sales.BucketsPerYear;
            columns.Add(Column(t => Math.Cos(angle * (sales.Bucket[t] - first))));
            columns.Add(Column(t => Math.Sin(angle * (sales.Bucket[t] - first))));
        }

        if (sales.Promoted.Any(share => share > 0) && sales.Promoted.Any(share => share < 1))
            columns.Add(Column(t => sales.Promoted[t]));
        columns.Add(Column(t => Math.Log(sales.Price[t])));
        return [.. columns];

        double[] Column(Func<int, double> value)
        {
            var column = new double[rows];
            for (var t = 0; t < rows; t++)
                column[t] = value(t);
            return column;
        }
    }

    // From one bucket to the next, where both are there; 0..0.95.
    private static double Correlation(double[] values, int[] bucket, double lost)
    {
        double square = 0, product = 0;
        for (var t = 0; t < values.Length; t++)
        {
            square += values[t] * values[t];
            if (t > 0 && bucket[t] == bucket[t - 1] + 1)
                product += values[t] * values[t - 1];
        }

        return square > 0 ? Math.Clamp(product / square + lost, 0, LargestCorrelation) : 0;
    }
}
