using Forecasting.Accuracy;
using Forecasting.Segmentation;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

[TestFixture]
public sealed class GlobalAdmissionTests
{
    private const int Horizon = 4;
    private static readonly int[] Origins = [20, 24, 28, 32, 36, 40];

    [Test]
    public void BetterModel_IsAdmittedWithMostOfTheWeight()
    {
        var decision = Decide(60, 1, (local, _) => 0.5 * local);
        Assert.That(decision.IsAdmitted, Is.True);
        Assert.That(decision.Weight, Is.InRange(0.9, 1));
        Assert.That(decision.LossRatio, Is.EqualTo(0.5).Within(1e-9));
        Assert.That(decision.Reason, Does.Contain("60 series").And.Contain("50.0 %"));
    }

    [Test]
    public void AsGoodButIndependentModel_IsAdmittedWithAboutHalf()
    {
        var decision = Decide(200, 2, (_, noise) => noise);
        Assert.That(decision.Weight, Is.EqualTo(0.5).Within(0.05));
    }

    [Test]
    public void Twin_IsNotAdmitted() => Assert.That(Decide(200, 3, (local, _) => local).IsAdmitted, Is.False);

    [Test]
    public void LocalErrorsPlusNoise_AreSeldomAdmitted()
    {
        // The best weight is 0: the global model is the local one made worse.
        var admitted = 0;
        for (var seed = 0UL; seed < 300; seed++)
            admitted += Decide(40, 100 + seed, (local, noise) => local + noise).IsAdmitted ? 1 : 0;
        Assert.That(admitted, Is.LessThanOrEqualTo(9), "of 300");
    }

    [Test]
    public void Help_InOneHalfOfThePastOnly_IsNotEnough()
    {
        var trials = Trials(80, 5, (local, _) => local).Select(t => t with
        {
            // Perfect at first, somewhat worse since.
            Global = t.Global with { Errors = [.. t.Global.Errors.Select((e, i) => i < 3 * Horizon ? 0 : 1.6 * e)] },
        });
        var decision = GlobalAdmission.Decide("the global model", trials)[0];
        Assert.That(decision.IsAdmitted, Is.False);
        Assert.That(decision.Reason, Does.Contain("one half"));
    }

    [Test]
    public void FewSeries_AreNotEnough() =>
        Assert.That(Decide(9, 6, (local, _) => 0.1 * local).Reason, Does.StartWith("Only 9 series"));

    [Test]
    public void Kinds_AreJudgedApart_WhateverTheOrder()
    {
        var good = Trials(40, 7, (local, _) => 0.5 * local);
        var bad = Trials(40, 8, (local, _) => 3 * local).Select(t => t with { Key = "b" + t.Key, Pattern = DemandPattern.Lumpy });
        GlobalTrial[] all = [.. good, .. bad];
        var decisions = GlobalAdmission.Decide("the global model", all);
        Assert.That(decisions.Select(d => (d.Pattern, d.IsAdmitted)), Is.EqualTo(new[] { (DemandPattern.Smooth, true), (DemandPattern.Lumpy, false) }));
        Assert.That(GlobalAdmission.Decide("the global model", all.Reverse()), Is.EqualTo(decisions));
    }

    [Test]
    public void OnlyCommonOrigins_Count()
    {
        // The origin that only the local models have was a disaster; without it they are better.
        var trials = Trials(40, 9, (local, _) => 1.5 * local).Select(t => t with
        {
            Local = t.Local with { Origins = t.Local.Origins.Insert(0, 10), Errors = t.Local.Errors.InsertRange(0, (double[])[99, 99, 99, 99]) },
        });
        Assert.That(GlobalAdmission.Decide("the global model", trials)[0].IsAdmitted, Is.False);
    }

    private static AdmissionDecision Decide(int series, ulong seed, Func<double, double, double> global) =>
        GlobalAdmission.Decide("the global model", Trials(series, seed, global)).Single();

    private static GlobalTrial[] Trials(int series, ulong seed, Func<double, double, double> global)
    {
        var stream = new SplitMix64(seed);
        var trials = new GlobalTrial[series];
        for (var i = 0; i < series; i++)
        {
            var size = 1 + 100 * stream.NextUniform();
            var local = new double[Origins.Length * Horizon];
            var other = new double[local.Length];
            for (var k = 0; k < local.Length; k++)
            {
                local[k] = size * NormalDistribution.Quantile(stream.NextUniform());
                other[k] = global(local[k], size * NormalDistribution.Quantile(stream.NextUniform()));
            }

            trials[i] = new GlobalTrial(
                FormattableString.Invariant($"S{i:000}"), DemandPattern.Smooth, Of("combination", local), Of("lightgbm", other));
        }

        return trials;
    }

    private static Backtest Of(string model, double[] errors) => new(model, Horizon, [.. Origins], [.. errors], [.. errors]);
}
