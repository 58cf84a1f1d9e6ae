using Forecasting.Inventory.Clearance;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.Clearance;

[TestFixture]
public sealed class CategoryElasticityTests
{
    private static readonly ElasticitySettings Settings = new() { FewestInCategory = 3 };

    // Three of error 1 at 0, −2 and −4: the spread is 8 on 2 degrees of freedom, so the variance between is (8 − 2) ÷ 2 = 3 (DerSimonian and
    // Laird), and with its standard error √4 ÷ 2 = 1 above, 4. Each then weighs 1 ÷ 5; an estimate of error 1 keeps 4 ÷ 5 of itself.
    [Test]
    public void Of_ThreeEstimates_IsWhatAPencilGives()
    {
        var usual = CategoryElasticity.Of([Own(0, 1), Own(-2, 1), Own(-4, 1)], Settings)!;
        Assert.That(usual.Mean, Is.EqualTo(-2).Within(1e-12));
        Assert.That((usual.Between, usual.MeanVariance), Is.EqualTo((4.0, 5 / 3.0)).Within(1e-12));
        var (value, error, share) = usual.Shrink(Own(-4, 1));
        Assert.That((value, share), Is.EqualTo((-3.6, 0.8)).Within(1e-12));
        Assert.That(error, Is.EqualTo(Math.Sqrt(0.8 + 0.04 * 5 / 3)).Within(1e-12));
    }

    [Test]
    public void Of_TooFew_IsNone() => Assert.That(CategoryElasticity.Of([Own(0, 1), Own(-2, 1)], Settings), Is.Null);

    [Test]
    public void Shrink_SurerEstimate_KeepsMoreOfItself()
    {
        var usual = CategoryElasticity.Of([Own(-1, 0.5), Own(-2, 0.5), Own(-3, 0.5)], Settings)!;
        var shares = new[] { 2, 1, 0.5, 0.1, 0 }.Select(error => usual.Shrink(Own(-4, error)).Share).ToArray();
        Assert.That(shares, Is.Ordered.Ascending.And.All.InRange(0, 1));
        Assert.That(usual.Shrink(Own(-4, 0)).Error, Is.GreaterThan(0.04), "nothing is known for sure");
    }

    // 40 categories of 12 products whose true effects differ: leaning on the category is nearer to the truth, and its intervals hold it.
    [Test]
    public void Shrink_ManyCategories_IsNearerToTheTruth_AndCoversIt()
    {
        var random = new SplitMix64(5);
        var (alone, leaning, covered) = (0.0, 0.0, 0);
        for (var category = 0; category < 40; category++)
        {
            var truth = new double[12];
            var own = new OwnElasticity[12];
            for (var i = 0; i < 12; i++)
            {
                truth[i] = -2.2 + 0.6 * NormalDistribution.Quantile(random.NextUniform());
                var error = 0.3 + random.NextUniform();
                own[i] = Own(truth[i] + error * NormalDistribution.Quantile(random.NextUniform()), error);
            }

            var usual = CategoryElasticity.Of(own, Settings)!;
            for (var i = 0; i < 12; i++)
            {
                var (value, error, _) = usual.Shrink(own[i]);
                alone += Math.Pow(own[i].Value - truth[i], 2);
                leaning += Math.Pow(value - truth[i], 2);
                covered += Math.Abs(value - truth[i]) <= 1.96 * error ? 1 : 0;
            }
        }

        TestContext.Out.WriteLine($"error alone {Math.Sqrt(alone / 480):0.000}, leaning {Math.Sqrt(leaning / 480):0.000}, covered {covered / 480.0:0.000}");
        Assert.That(leaning, Is.LessThan(0.6 * alone));
        Assert.That(covered / 480.0, Is.InRange(0.92, 0.99));
    }

    private static OwnElasticity Own(double value, double error) => new(value, error, 98, 104, 4, 8, "week");
}
