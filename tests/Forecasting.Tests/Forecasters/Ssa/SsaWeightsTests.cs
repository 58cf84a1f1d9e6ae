using Forecasting.Forecasters;
using Forecasting.Forecasters.Ssa;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

public sealed class SsaWeightsTests
{
    private static readonly SsaMember[] Members =
    [
        new(SsaView.Raw, 24, SsaMember.WholeMean), new(SsaView.Raw, 24, 0), new(SsaView.Raw, 24, 1), new(SsaView.Raw, 24, 3),
    ];

    [Test]
    public void Fill_NoErrorKnown_PrefersTheSimpler() =>
        Assert.That(Weights(origin: 0, (_, _, _) => 1), Is.EqualTo(new[] { 4, 4, 2, 1 }.Select(w => w / 11.0)).Within(1e-12));

    [Test]
    public void Fill_OneMemberIsRight_TakesItNearlyAlone()
    {
        var weights = Weights(origin: 3, (member, origin, h) => member == 3 ? 0.1 * Sign(origin + h) : 5 * Sign(h));

        Assert.That(weights[3], Is.GreaterThan(0.99));
    }

    [Test]
    public void Fill_ErrorsThatLeanTheSameWay_CountForFewer()
    {
        // The same sizes of error; once they alternate, once a whole horizon leans to one side.
        var independent = Weights(origin: 3, (member, _, h) => (member == 3 ? 1 : 1.5) * Sign(h));
        var leaning = Weights(origin: 3, (member, _, _) => member == 3 ? 1 : 1.5);

        Assert.That(leaning[3], Is.LessThan(independent[3]));
    }

    [Test]
    public void Fill_WhatComesAfterTheOrigin_ChangesNothing()
    {
        var before = Weights(origin: 2, (member, _, h) => member + Sign(h));
        var after = Weights(origin: 2, (member, origin, h) => origin * 5 + h >= 10 ? 1000 * (3 - member) : member + Sign(h));

        Assert.That(after, Is.EqualTo(before));
    }

    private static double Sign(int i) => i % 2 == 0 ? 1 : -1;

    /// <summary>Weights when history is 0 and the forecasts, which then are their own errors, are given: (member, origin, step).</summary>
    private static double[] Weights(int origin, Func<int, int, int, double> error)
    {
        const int horizon = 10;
        var task = new ForecastTask([.. new double[60]], 1, horizon, [30, 35, 40, 60]);
        var size = task.Origins.Length * Members.Length * horizon;
        var forecasts = new double[size];
        for (var i = 0; i < size; i++)
            forecasts[i] = error(i / horizon % Members.Length, i / horizon / Members.Length, i % horizon);
        var sums = new double[size];
        var squares = new double[size];
        var weights = new double[Members.Length];
        SsaWeights.Accumulate(task, Members.Length, forecasts, sums, squares);
        SsaWeights.Fill(task, origin, Members, sums, squares, weights);
        Assert.That(weights.Sum(), Is.EqualTo(1).Within(1e-12));
        return weights;
    }
}
