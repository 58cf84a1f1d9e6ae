using Forecasting.Inventory.StockHealth;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.StockHealth;

[TestFixture]
public sealed class PriceElasticityTests
{
    private static readonly ElasticitySettings Settings = new();
    private static readonly double[] FourPrices = [1, 0.9, 0.8, 1.1];
    private static readonly DateOnly Day = new(2026, 5, 31);

    [Test]
    public void Estimate_SalesMadeByAPrice_FindsTheElasticity()
    {
        var (price, promotions) = (Prices(24), Promotions(24));
        var units = price.Select((p, t) => 100 * Math.Pow(p, -2) * (promotions[t] ? 1.5 : 1) * Math.Exp(0.01 * t)).ToArray();
        // What is not known is passed over.
        (price[3], units[5]) = (double.NaN, double.NaN);
        var found = Found(price, units, promotions);
        Assert.That(found.Value, Is.EqualTo(-2).Within(1e-9));
        Assert.That(found.StandardError, Is.EqualTo(0).Within(1e-9));
        Assert.That(found, Has.Property("Buckets").EqualTo(22).And.Property("Prices").EqualTo(4).And.Property("LowestPrice").EqualTo(0.8));
    }

    [Test]
    public void Estimate_NoisySales_CoversTheTruthAsOftenAsItsErrorSays()
    {
        var random = new SplitMix64(2);
        var (covered, estimated) = (0, 0);
        for (var round = 0; round < 400; round++)
        {
            var price = Prices(104);
            var units = price.Select(p => 50 * Math.Pow(p, -2.5) * Math.Exp(0.3 * Normal(ref random))).ToArray();
            if (PriceElasticity.Estimate(price, units, [], Settings) is not Outcome<PriceElasticity>.Done { Value: var e })
                continue;
            estimated++;
            covered += Math.Abs(e.Value + 2.5) <= 1.984 * e.StandardError ? 1 : 0;
        }

        Assert.That(estimated, Is.GreaterThan(395));
        Assert.That(covered / (double)estimated, Is.InRange(0.92, 0.98), "95 % are meant; four standard errors of 400 draws are 4 %");
    }

    [Test]
    public void Estimate_PriceWithoutEffect_IsSeldomBelieved()
    {
        var random = new SplitMix64(4);
        var believed = 0;
        for (var round = 0; round < 400; round++)
        {
            var price = Prices(52);
            var units = price.Select(_ => 50 * Math.Exp(0.3 * Normal(ref random))).ToArray();
            believed += PriceElasticity.Estimate(price, units, [], Settings) is Outcome<PriceElasticity>.Done ? 1 : 0;
        }

        Assert.That(believed / 400.0, Is.InRange(0.01, 0.09), "5 % are meant");
    }

    [Test]
    public void Estimate_RecordThatDoesNotTell_SaysWhy()
    {
        var flat = Enumerable.Repeat(10.0, 24).ToArray();
        Assert.That(Why(Prices(12), flat[..12]), Is.EqualTo("Not estimable: 12 buckets have sales at a known price, 20 are needed."));
        Assert.That(Why(flat, flat), Is.EqualTo("Not estimable: 1 different price is on record, 3 are needed."));
        Assert.That(Why(Cycle([1, 1.2]), flat), Is.EqualTo("Not estimable: 2 different prices are on record, 3 are needed."));
        Assert.That(Why(Cycle([1, 1.02, 1.04]), flat), Is.EqualTo("Not estimable: prices differ by less than 5 %."));
        Assert.That(
            Why(Cycle(FourPrices, 40), [.. Cycle([10, 10, 10, 0], 40)]),
            Is.EqualTo("Not estimable: it sold nothing in 10 of 40 buckets, too many to take logarithms."));
        Assert.That(
            Why(Prices(24), flat), Is.EqualTo("Not estimable: the effect of price, 0.00 with a standard error of 0.00, cannot be told from none."));
        Assert.That(
            Why(Prices(24), [.. Prices(24).Select(p => Math.Pow(p, -12))]),
            Is.EqualTo("Not estimable: -12.0 per cent for one would be beyond anything seen in shops; look at the prices on record."));
        double[] rising = [.. Enumerable.Range(0, 24).Select(t => Math.Exp(0.05 * t))];
        Assert.That(
            Why(rising, flat),
            Is.EqualTo("Not estimable: the price moved only with promotions or steadily with time, so that their effects cannot be told apart."));
    }

    [Test]
    public void Estimate_DifferentLengths_Throws() =>
        Assert.That(() => PriceElasticity.Estimate([1, 2], [1], [], Settings), Throws.ArgumentException);

    // (144 ÷ 100)^(−½) = 0.8333: 16.7 % off, 17 in whole per cents.
    [Test]
    public void Hint_EnoughReach_ClearsTheStock()
    {
        var hint = Hint(144, 100);
        Assert.That(hint, Is.EqualTo(new ClearanceHint(
            0.17, 8.30m, 144, 132.246m, 195.20m, true,
            "17 % off are expected to sell 144 units by 2026-05-31 instead of 100 (elasticity -2.00 ± 0.30, 52 buckets, 4 prices).")));
    }

    // The lowest price on record was 8, so 7.20 is the lowest that may be asked.
    [Test]
    public void Hint_BeyondTheRecord_StopsThereAndSaysSo()
    {
        var hint = Hint(400, 100);
        Assert.That(hint, Has.Property("Discount").EqualTo(0.28).And.Property("IsEnough").False.And.Property("Sells").EqualTo(192.901m));
        Assert.That(hint.Reason, Does.StartWith(
            "28 % off are expected to sell 192.9 units by 2026-05-31 instead of 100, of 400; the record tells nothing of lower prices"));
    }

    [Test]
    public void Hint_MoreToClear_NeverTakesALowerDiscount()
    {
        var previous = 0.0;
        for (var units = 101; units < 250; units += 7)
        {
            var hint = Hint(units, 100);
            Assert.That(hint.Discount, Is.GreaterThanOrEqualTo(previous));
            Assert.That(hint.Sells, Is.InRange(hint.SellsCautiously, units));
            Assert.That(hint.SellsCautiously, Is.GreaterThan(100));
            previous = hint.Discount;
        }
    }

    [Test]
    public void Hint_WithoutAnAnswer_SaysWhy()
    {
        Assert.That(NoHint(100, 120, 10), Is.EqualTo("No discount is needed: 120 units are expected to sell by 2026-05-31."));
        Assert.That(NoHint(100, 0, 10), Is.EqualTo("Not estimable: no demand is expected at today's price, so there is none to lift."));
        Assert.That(
            NoHint(100, 50, 7),
            Is.EqualTo("Not estimable: today's price of 7.00 is as low as any on record, and nobody knows what a lower one does."));
        var unknown = new Outcome<PriceElasticity>.Skipped("Not estimable: 1 different price is on record, 3 are needed.");
        Assert.That(
            ClearanceHint.Of(unknown, 10, 100, 50, Day, Settings),
            Is.EqualTo(new Outcome<ClearanceHint>.Skipped("Not estimable: 1 different price is on record, 3 are needed.")));
    }

    [Test]
    public void Settings_OutOfRange_AreNamed() => Assert.That(
        new ElasticitySettings { FewestBuckets = 7, FewestPrices = 1, LeastSpread = 0, MostZeros = 2, Steepest = 0, Reach = -1 }.Validate(),
        Is.EqualTo(new[]
        {
            "The fewest buckets of an elasticity are 7; they must be at least 8.",
            "The fewest prices of an elasticity are 1; they must be at least 2.",
            "The least spread of prices is 0; it must be above 0.",
            "The share of buckets without a sale is 2; it must be in 0..1.",
            "The steepest elasticity is 0; it must be below 0.",
            "The reach below the lowest price is -1; it must be in 0..1.",
        }));

    private static Outcome<PriceElasticity> Known() => new Outcome<PriceElasticity>.Done(new PriceElasticity(-2, 0.3, -1.5, 52, 4, 8));

    private static ClearanceHint Hint(decimal units, double expected) =>
        ((Outcome<ClearanceHint>.Done)ClearanceHint.Of(Known(), 10, units, expected, Day, Settings)).Value;

    private static string NoHint(decimal units, double expected, decimal price) =>
        ((Outcome<ClearanceHint>.Skipped)ClearanceHint.Of(Known(), price, units, expected, Day, Settings)).Reason;

    private static PriceElasticity Found(double[] price, double[] units, bool[] promotions) =>
        ((Outcome<PriceElasticity>.Done)PriceElasticity.Estimate(price, units, promotions, Settings)).Value;

    private static string Why(double[] price, double[] units) =>
        ((Outcome<PriceElasticity>.Skipped)PriceElasticity.Estimate(price, units, [], Settings)).Reason;

    private static double[] Prices(int count) => Cycle(FourPrices, count);

    private static double[] Cycle(double[] values, int count = 24) => [.. Enumerable.Range(0, count).Select(t => values[t % values.Length])];

    private static bool[] Promotions(int count) => [.. Enumerable.Range(0, count).Select(t => t % 7 == 0)];

    private static double Normal(ref SplitMix64 random) => NormalDistribution.Quantile(random.NextUniform());
}
