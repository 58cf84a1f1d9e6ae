using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using NUnit.Framework;

namespace Forecasting.Tests.Accuracy;

public sealed class ForecastTrialTests
{
    private static readonly ForecastSettings Naive = new() { Model = ForecastModel.Naive };

    [Test]
    public void Origins_OneHorizonApart_TheLastOneHorizonBeforeTheEnd()
    {
        Assert.That(TrialOrigins.Choose(20, 4, 3), Is.EqualTo(new[] { 8, 12, 16 }));
        Assert.That(TrialOrigins.Choose(20, 8, 5), Is.EqualTo(new[] { 12 }), "another would have less than a horizon behind it");
        Assert.That(TrialOrigins.Choose(7, 4, 5), Is.Empty);
        Assert.That(TrialOrigins.Choose(3, 1, 5), Is.EqualTo(new[] { 2 }), "a scale needs two buckets");
        Assert.That(() => TrialOrigins.Choose(3, 1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Of_Naive_ByHand()
    {
        var trial = Trial([2, 4, 3, 9, 6, double.NaN], 4, Naive);

        Assert.That(trial.Forecast.Mean, Is.EqualTo(new double[] { 9, 9 }));
        Assert.That(trial.Actuals, Is.EqualTo(new[] { 6, double.NaN }));
        Assert.That(trial.Errors(), Is.EqualTo(new[] { 3, double.NaN }));
        // Differences 2, 1, 6 of what was seen.
        Assert.That(trial.Score().Mase, Is.EqualTo(3 / 3.0).Within(1e-15));
    }

    [Test]
    public void Of_WhatComesAfterTheOrigin_ChangesNothingOfTheForecast()
    {
        double[] seen = [.. Enumerable.Range(0, 48).Select(t => 20 + 6 * Math.Sin(t * Math.PI / 6) + t % 5)];
        var trial = Trial([.. seen, 1, 1, 1, 1, 1, 1], 48, new ForecastSettings());
        var other = Trial([.. seen, 900, -5, 1e6, 0, 7, 1e9], 48, new ForecastSettings());

        Assert.That(other.Forecast.Mean, Is.EqualTo(trial.Forecast.Mean));
        Assert.That(other.Forecast.Quantiles, Is.EqualTo(trial.Forecast.Quantiles));
        Assert.That(other.Scales, Is.EqualTo(trial.Scales));
    }

    [Test]
    public void Of_NothingObserved_IsSkippedWithTheReason() => Assert.That(
        ForecastTrial.Of([double.NaN, double.NaN, 1], 2, 1, 1, Naive, []),
        Is.EqualTo(new Outcome<ForecastTrial>.Skipped("No bucket was observed.")));

    [Test]
    public void Of_OriginOutOfRange_IsRefused() => Assert.That(
        () => ForecastTrial.Of([1, 2, 3], 2, 1, 2, Naive, []),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("must be in 1..1"));

    [Test]
    public void Table_AnyOrderOfSeries_IsTheSame()
    {
        var series = Enumerable.Range(0, 40).Select(i => (
            Class: i % 3 == 0 ? "lumpy" : "smooth",
            Trials: new[] { Trial([i, 2 + i, 3, i % 7, 5, 8.1 * i], 2, Naive), Trial([i, 2 + i, 3, i % 7, 5, 8.1 * i], 4, Naive) })).ToList();
        var (forwards, backwards) = (Table(series), Table(Enumerable.Reverse(series)));

        Assert.That(backwards.All("naive").Measures, Is.EqualTo(forwards.All("naive").Measures));
        Assert.That(forwards.Classes, Is.EqualTo(new[] { "lumpy", "smooth" }));
        Assert.That(forwards.OfClass("naive", "lumpy").Measures.Series, Is.EqualTo(28), "a score for each origin");
        Assert.That(forwards.OfDistance("naive", 1).Measures.Series, Is.EqualTo(40), "a score for each series");
        Assert.That(forwards.OfDistance("naive", 0).Calibration.Observed, Is.EqualTo(80));
        Assert.That(forwards.All("naive").Calibration.Observed, Is.EqualTo(160));
    }

    [Test]
    public void Table_FarHorizon_PutsNeighboursTogether()
    {
        Assert.That((new TrialTable(24, []).Distances, new TrialTable(25, []).Distances, new TrialTable(1, []).Distances), Is.EqualTo((24, 13, 1)));
        Assert.That((new TrialTable(25, []).Ahead(0), new TrialTable(25, []).Ahead(12)), Is.EqualTo(((1, 2), (25, 25))));
    }

    private static TrialTable Table(IEnumerable<(string Class, ForecastTrial[] Trials)> series)
    {
        var table = new TrialTable(2, [0.1, 0.9]);
        foreach (var (name, trials) in series)
            table.Add("naive", name, trials);
        return table;
    }

    private static ForecastTrial Trial(ImmutableArray<double> history, int origin, ForecastSettings settings)
    {
        var outcome = ForecastTrial.Of(history, origin, 1, history.Length > 10 ? 6 : 2, settings, [0.1, 0.9]);
        Assert.That(outcome, Is.InstanceOf<Outcome<ForecastTrial>.Done>(), outcome.ToString());
        return ((Outcome<ForecastTrial>.Done)outcome).Value;
    }
}
