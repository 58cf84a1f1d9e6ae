using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class BacktestTests
{
    private const double Unobserved = double.NaN;

    /// <summary>Naive forecasts 2, 2 from bucket 2; 4, 4 from bucket 4; the last origin is the forecast itself.</summary>
    private static readonly ForecastTask Task = new([1, 2, 3, 4, Unobserved, 1], 1, 2, [2, 4, 6]);

    private static Backtest Naive() => Backtest.Of("naive", Task, ((Outcome<RollingForecast>.Done)new Naive().Forecast(Task)).Value);

    [Test]
    public void Of_ForecastMinusActual_PositiveIsTooMuch()
    {
        Assert.That(Naive().Origins, Is.EqualTo(new[] { 2, 4 }));
        Assert.That(Naive().Errors, Is.EqualTo(new[] { -1, -2, Unobserved, 3 }));
    }

    [Test]
    public void CumulativeErrors_TooFewObserved_LeavesTheOriginOut()
    {
        Assert.That(Naive().CumulativeErrors(1), Is.EqualTo(new[] { -1.0 }));
        Assert.That(Naive().CumulativeErrors(2), Is.EqualTo(new[] { -3.0 }));
        Assert.That(() => Naive().CumulativeErrors(3), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be in 1..2"));
    }

    [Test]
    public void Loss_RootMeanSquarePlusBias_AveragedOverOrigins() =>
        Assert.That(Naive().Loss(), Is.EqualTo((Math.Sqrt(2.5) + 1.5 + 3 + 3) / 2).Within(1e-12));

    [Test]
    public void Loss_NoPastOrigin_IsNaN()
    {
        var task = ForecastTask.FromEnd([1, 2, 3], 1, 2);

        var backtest = Backtest.Of("naive", task, ((Outcome<RollingForecast>.Done)new Naive().Forecast(task)).Value);

        Assert.That(backtest.Loss(), Is.NaN);
    }

    [Test]
    public void Score_ByHand()
    {
        ImmutableArray<double> history = [10, 14, 12, 16, 10, 20];
        var outcome = SeriesForecast.Create(history, 1, 1, new ForecastSettings { Model = ForecastModel.Naive }, []);
        var score = ((Outcome<SeriesForecast>.Done)outcome).Value.Score!;

        // Origins 4 and 5 (half the history, at least 4, behind them): errors 16 − 10 = 6 and 10 − 20 = −10.
        Assert.That(score.Origins, Is.EqualTo(2));
        Assert.That(score.MeanAbsoluteError, Is.EqualTo(8).Within(1e-12));
        Assert.That(score.Bias, Is.EqualTo(-2).Within(1e-12));
        Assert.That(score.Wape, Is.EqualTo(16.0 / 30).Within(1e-12));
        // Naive differences 4, 2, 4, 6, 10: mean 5.2, mean square 34.4.
        Assert.That(score.Mase, Is.EqualTo(8 / 5.2).Within(1e-12));
        Assert.That(score.Rmsse, Is.EqualTo(Math.Sqrt(68 / 34.4)).Within(1e-12));
    }
}
