using Forecasting.Accuracy;
using Forecasting.Forecasters;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class ModelPoolTests
{
    [TestCase(0, 7, "theta ets ces drift", TestName = "Every bucket sells")]
    [TestCase(0, 24, "theta ets ces drift", TestName = "Every bucket sells, and a season is a day of hours")]
    [TestCase(0, 25, "theta ets drift", TestName = "Every bucket sells, and a season is longer")]
    [TestCase(1, 7, "theta ets tsb seasonal_naive", TestName = "A few buckets are empty")]
    [TestCase(1, 1, "theta ets tsb", TestName = "A few are empty and there is no season")]
    [TestCase(15, 7, "theta ets tsb seasonal_naive sba imapa", TestName = "One bucket in seven is empty")]
    [TestCase(40, 7, "ets tsb sba imapa", TestName = "Sales are seldom")]
    [TestCase(100, 7, "ets tsb sba imapa", TestName = "Nothing was ever sold")]
    public void Rivals_AreThoseThatTheDemandCanBear(int empty, int season, string expected)
    {
        double[] history = [.. Enumerable.Range(0, 100).Select(t => t < empty ? 0.0 : 5)];
        var task = new ForecastTask([.. history], season, 5, [50, 100]);

        Assert.That(string.Join(' ', ModelPool.Rivals(task).Select(rival => rival.Name)), Is.EqualTo(expected));
    }

    [Test]
    public void Rivals_NoPastOrigin_AreALevelAlone() =>
        Assert.That(ModelPool.Rivals(ForecastTask.FromEnd([1, 2, 3], 1, 2)).Single().Name, Is.EqualTo("moving_average"));

    [Test]
    public void Named_EveryModel_IsTheOneOfThatName()
    {
        var named = Enum.GetValues<ForecastModel>().Except([ForecastModel.Auto]).Select(model => ModelPool.Named(new ForecastSettings { Model = model }).Name).ToList();

        Assert.That(named, Is.Unique);
        Assert.That(named, Is.SupersetOf(new[] { "ssa", "theta", "drift", "seasonal_naive", "ses", "tsb", "ets", "ces" }));
    }
}
