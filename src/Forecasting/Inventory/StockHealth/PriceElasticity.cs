using Forecasting.Statistics;
using static System.FormattableString;

namespace Forecasting.Inventory.StockHealth;

/// <summary>By how many per cent demand changes where the price changes by one.</summary>
/// <param name="Value">The elasticity, below 0.</param>
/// <param name="StandardError">Of the elasticity, &gt; 0 but for perfect data.</param>
/// <param name="Cautious">The weakest value that the data allow for at 95 %, below 0.</param>
/// <param name="Buckets">Buckets that it was learnt from.</param>
/// <param name="Prices">Prices on record that differ by more than 1 %.</param>
/// <param name="LowestPrice">The lowest of them.</param>
public sealed record PriceElasticity(double Value, double StandardError, double Cautious, int Buckets, int Prices, double LowestPrice)
{
    // Prices as close as this are one: rounding, and mixtures of rows.
    private const double SamePrice = 0.01;

    private const double OneSided = 0.95;

    // Nearer to 0 a third off would not sell 2 % more, and rounding alone can give a sign.
    private const double Weakest = -0.05;

    /// <summary>The elasticity of one SKU-location from its own sales.</summary>
    /// <param name="price">Mean price paid in each bucket, oldest first; NaN or 0 = not known.</param>
    /// <param name="units">Units sold in each bucket; NaN = not observed. Same length.</param>
    /// <param name="promotions">True where the bucket was on promotion; same length, or empty when none is on record.</param>
    /// <param name="settings">What it takes.</param>
    /// <returns>Skipped, with words that begin "Not estimable:", where the record does not tell it.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <remarks>ln units = a + b·ln price + c·promotion + g·time, least squares; b is the elasticity. Believed where b is below −0.05
    /// beyond a one-sided test at 5 %. Tellis, Journal of Marketing Research 25 (1988) 331–341, on the model and on what leaving out
    /// promotions does.</remarks>
    public static Outcome<PriceElasticity> Estimate(
        ReadOnlySpan<double> price, ReadOnlySpan<double> units, ReadOnlySpan<bool> promotions, ElasticitySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (units.Length != price.Length || (!promotions.IsEmpty && promotions.Length != price.Length))
            throw new ArgumentException("Prices, units and promotions must have the same length.", nameof(units));
        var used = new List<int>();
        var (observed, zeros) = (0, 0);
        for (var t = 0; t < units.Length; t++)
        {
            if (double.IsNaN(units[t]))
                continue;
            observed++;
            if (units[t] <= 0)
                zeros++;
            else if (price[t] > 0 && double.IsFinite(price[t]) && double.IsFinite(units[t]))
                used.Add(t);
        }

        if (used.Count < settings.FewestBuckets)
            return No(Invariant($"{used.Count} buckets have sales at a known price, {settings.FewestBuckets} are needed."));
        if (zeros > settings.MostZeros * observed)
            return No(Invariant($"it sold nothing in {zeros} of {observed} buckets, too many to take logarithms."));
        var sorted = new double[used.Count];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = price[used[i]];
        Array.Sort(sorted);
        var prices = Distinct(sorted);
        if (prices < settings.FewestPrices)
            return No(Invariant($"{prices} different price{(prices == 1 ? " is" : "s are")} on record, {settings.FewestPrices} are needed."));
        if (sorted[^1] < sorted[0] * (1 + settings.LeastSpread))
            return No(Invariant($"prices differ by less than {settings.LeastSpread * 100:0.#} %."));

        var columns = Columns(price, promotions, used);
        var logs = new double[used.Count];
        for (var i = 0; i < logs.Length; i++)
            logs[i] = Math.Log(units[used[i]]);
        if (LeastSquares.Fit(columns, logs, out _) is not { } fit)
            return No("the price moved only with promotions or steadily with time, so that their effects cannot be told apart.");
        return Judge(fit, used.Count, prices, sorted[0], settings);
    }

    private static Outcome<PriceElasticity> Judge(LeastSquares fit, int buckets, int prices, double lowest, ElasticitySettings settings)
    {
        var (value, error) = (fit.Coefficients[^1], fit.StandardErrors[^1]);
        var cautious = value + StudentDistribution.Quantile(OneSided, fit.DegreesOfFreedom) * error;
        if (!(cautious < Weakest))
            return No(Invariant($"the effect of price, {Math.Round(value, 2) + 0.0:0.00} with a standard error of {error:0.00}, cannot be told from none."));
        return value < settings.Steepest
            ? No(Invariant($"{value:0.0} per cent for one would be beyond anything seen in shops; look at the prices on record."))
            : new Outcome<PriceElasticity>.Done(new PriceElasticity(value, error, cautious, buckets, prices, lowest));
    }

    // The price stands last: what is left of it beside level, time and promotions is what its effect is learnt from.
    private static double[][] Columns(ReadOnlySpan<double> price, ReadOnlySpan<bool> promotions, List<int> used)
    {
        var (level, time, promoted, logPrice) = (new double[used.Count], new double[used.Count], new double[used.Count], new double[used.Count]);
        var onPromotion = 0;
        for (var i = 0; i < used.Count; i++)
        {
            level[i] = 1;
            time[i] = (double)(used[i] - used[0]) / (used[^1] - used[0]);
            logPrice[i] = Math.Log(price[used[i]]);
            if (!promotions.IsEmpty && promotions[used[i]])
            {
                promoted[i] = 1;
                onPromotion++;
            }
        }

        return onPromotion == 0 || onPromotion == used.Count ? [level, time, logPrice] : [level, time, promoted, logPrice];
    }

    private static int Distinct(double[] sorted)
    {
        var count = 1;
        var first = sorted[0];
        foreach (var price in sorted)
        {
            if (price > first * (1 + SamePrice))
            {
                count++;
                first = price;
            }
        }

        return count;
    }

    private static Outcome<PriceElasticity> No(string why) => new Outcome<PriceElasticity>.Skipped("Not estimable: " + why);
}
