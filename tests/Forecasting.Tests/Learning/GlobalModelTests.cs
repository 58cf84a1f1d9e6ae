using Forecasting.Forecasters;
using Forecasting.Learning;
using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Learning;

[TestFixture]
public sealed class GlobalModelTests
{
    [Test]
    public void Promotion_ThatNoSeriesHadTwice_IsLearntFromAll()
    {
        // Each series had one promotion, which tripled its sales; one is announced for the third bucket ahead.
        const int Length = 120, Announced = 2;
        var stream = new SplitMix64(5);
        var series = new GlobalSeries[80];
        for (var i = 0; i < series.Length; i++)
        {
            var promotion = 20 + stream.NextBelow(80);
            var flags = new double[Length + ManySeries.Horizon];
            flags[promotion] = flags[Length + Announced] = 1;
            series[i] = ManySeries.Weekly(1, Length, (ulong)i)[0].With((t, value) => (value + 2) * (t == promotion ? 3 : 1)) with
            {
                Key = FormattableString.Invariant($"P{i}"),
                KnownAhead = [[.. flags]],
            };
        }

        var ratios = new List<double>();
        foreach (var outcome in ManySeries.Forecast(series))
        {
            var final = outcome.Value().Final;
            ratios.Add(2 * final[Announced] / (final[Announced - 1] + final[Announced + 1]));
        }

        Assert.That(ratios.Average(), Is.InRange(2, 4), "with the announcement");
        var silent = series.Select(s => s with { KnownAhead = [s.KnownAhead[0].SetItem(Length + Announced, 0)] }).ToArray();
        var quiet = ManySeries.Forecast(silent)[0].Value().Final;
        Assert.That(2 * quiet[Announced] / (quiet[Announced - 1] + quiet[Announced + 1]), Is.LessThan(1.7), "without it");
    }

    [Test]
    public void PastForecasts_OfAnotherFuture_AreTheSameToTheLastBit()
    {
        var series = ManySeries.Weekly(40, 90, 1);
        var answers = ManySeries.Forecast(series);
        var origins = series[0].Task.Origins;
        for (var o = 0; o < origins.Length - 1; o++)
        {
            // Larger than anything seen, with gaps and negative values: neither scales nor the kind of loss may follow from it.
            var seen = origins[0];
            var other = series.Select(s => s.With((t, value) => t < seen ? value : t % 3 == 0 ? double.NaN : t % 3 == 1 ? -5 : 1e6 + t)).ToArray();
            if (o > 0)
            {
                // Whichever model forecasts from this origin has seen nothing after it.
                other = [.. series.Select(s => s.With((t, value) => t < origins[o] ? value : 1e6 + t))];
            }

            var changed = ManySeries.Forecast(other);
            for (var i = 0; i < series.Length; i++)
                Assert.That(changed[i].Value().Row(o).ToArray(), Is.EqualTo(answers[i].Value().Row(o).ToArray()), $"series {i}, origin {o}");
            Assert.That(changed[0].Value().Final.ToArray(), Is.Not.EqualTo(answers[0].Value().Final.ToArray()), "the change is seen at the end");
        }
    }

    [Test]
    public void PastForecasts_BeforeTheCutOff_AreLeftOut()
    {
        // Most series are short; the first origins of the long ones lie before the cut-off of all.
        GlobalSeries[] series = [.. ManySeries.Weekly(9, 60, 1), .. ManySeries.Weekly(4, 300, 2).Select(s => s with { Key = "long " + s.Key })];
        var answers = ManySeries.Forecast(series);
        var answer = answers[^1].Value();
        Assert.That(answer.Origins, Is.EqualTo(series[^1].Task.Origins));
        Assert.That(answer.Row(0).ToArray(), Is.All.NaN);
        Assert.That(answer.Final.ToArray(), Is.All.Matches<double>(double.IsFinite));
    }

    [Test]
    public void Answer_OfShuffledSeries_OnMoreThreads_IsTheSameToTheLastBit()
    {
        var series = ManySeries.Weekly(30, 90, 3);
        var first = ManySeries.Forecast(series);
        var backwards = GlobalModel.Forecast([.. series.Reverse()], ManySeries.Quick with { Threads = 4 }, CancellationToken.None);
        for (var i = 0; i < series.Length; i++)
            Assert.That(backwards[series.Length - 1 - i].Value().Means, Is.EqualTo(first[i].Value().Means));
    }

    [Test]
    public void UnobservedBuckets_AreNotTakenForZeros()
    {
        // Three buckets of ten are not known.
        var series = ManySeries.Weekly(40, 140, 4);
        var gaps = series.Select(s => s.With((t, value) => t * 7919 % 1009 % 10 < 3 ? double.NaN : value)).ToArray();
        var whole = ManySeries.Forecast(series).Sum(o => o.Value().Final.ToArray().Sum());
        Assert.That(ManySeries.Forecast(gaps).Sum(o => o.Value().Final.ToArray().Sum()), Is.EqualTo(whole).Within(0.1 * whole));
    }

    [Test]
    public void Seasonal_AmountsAboveZero_AreForecastWithTheirSeason()
    {
        var stream = new SplitMix64(9);
        var series = new GlobalSeries[30];
        for (var i = 0; i < series.Length; i++)
        {
            var level = Math.Pow(10, 1 + 4 * stream.NextUniform());
            var values = new double[98];
            for (var t = 0; t < values.Length; t++)
                values[t] = level * (1 + 0.5 * Math.Sin(2 * Math.PI * t / 7)) * (0.95 + 0.1 * stream.NextUniform());
            series[i] = ManySeries.Of(FormattableString.Invariant($"A{i}"), values);
        }

        var answers = ManySeries.Forecast(series);
        for (var i = 0; i < series.Length; i++)
        {
            var history = series[i].Task.History;
            var final = answers[i].Value().Final;
            for (var h = 0; h < 7; h++)
                Assert.That(final[h], Is.EqualTo(history[history.Length - 7 + h]).Within(15).Percent);
        }
    }

    [Test]
    public void OddSeries_AmongOrdinaryOnes_AreAnsweredOrSkipped()
    {
        (string Name, double[] Values)[] odd =
        [
            ("one bucket", [3]),
            ("two buckets", [3, 4]),
            ("all zero", new double[60]),
            ("constant", [.. Enumerable.Repeat(5.0, 60)]),
            ("one sale", [.. Enumerable.Range(0, 60).Select(t => t == 30 ? 1.0 : 0)]),
            ("last sale", [.. Enumerable.Range(0, 60).Select(t => t == 59 ? 1.0 : 0)]),
            ("first known last", [.. Enumerable.Range(0, 60).Select(t => t == 0 || t == 59 ? 1.0 : double.NaN)]),
            ("all but one gap", [.. Enumerable.Range(0, 60).Select(t => t == 0 ? 1.0 : double.NaN)]),
            ("huge", [.. Enumerable.Range(0, 60).Select(t => 1e200 * (t % 5))]),
            ("largest", [.. Enumerable.Range(0, 60).Select(t => t % 2 == 0 ? double.MaxValue : 0)]),
            ("tiny", [.. Enumerable.Range(0, 60).Select(t => 1e-300 * (t % 5))]),
            ("negative", [.. Enumerable.Range(0, 60).Select(t => -1.0 - t % 4)]),
            ("wild", [.. Enumerable.Range(0, 60).Select(t => t == 40 ? 1e9 : t % 3)]),
            ("growing", [.. Enumerable.Range(0, 60).Select(t => Math.Pow(1.5, t))]),
        ];
        foreach (var isCounts in (bool[])[true, false])
        {
            var ordinary = ManySeries.Weekly(20, 90, 6);
            GlobalSeries[] series =
            [
                .. isCounts ? ordinary : ordinary.Select(s => s.With((_, v) => v + 1.5)),
                .. odd.Where(o => !isCounts || o.Name != "negative").Select(o => ManySeries.Of(o.Name, o.Values)),
            ];
            var answers = ManySeries.Forecast(series);
            for (var i = 0; i < series.Length; i++)
            {
                if (answers[i] is Outcome<RollingForecast>.Skipped { Reason: var why })
                    Assert.That(why, Does.EndWith("."), series[i].Key);
                else
                    Assert.That(answers[i].Value().Final.ToArray(), Is.All.Matches<double>(double.IsFinite), series[i].Key);
            }

            Assert.That(answers[0], Is.InstanceOf<Outcome<RollingForecast>.Done>());
        }
    }

    [Test]
    public void Set_TooSmallToLearnFrom_IsSkipped()
    {
        var answers = ManySeries.Forecast(ManySeries.Weekly(1, 6, 1));
        Assert.That(answers, Is.All.InstanceOf<Outcome<RollingForecast>.Skipped>());
        Assert.That(ManySeries.Forecast([]), Is.Empty);
    }

    [Test]
    public void MissingLibrary_IsSkippedWithTheReason()
    {
        var answers = GlobalModel.Forecast(ManySeries.Weekly(3, 60, 1), ManySeries.Quick, "lib_that_is_not_there", CancellationToken.None);
        Assert.That(answers, Has.Length.EqualTo(3));
        foreach (var answer in answers)
            Assert.That(((Outcome<RollingForecast>.Skipped)answer).Reason, Does.Contain("lib_that_is_not_there").And.Contain("libgomp1"));
    }

    [Test]
    public void Series_ThatShareAKeyOrDifferInInputs_AreRefused()
    {
        var series = ManySeries.Weekly(2, 60, 1);
        Assert.That(() => ManySeries.Forecast([series[0], series[0]]), Throws.ArgumentException.With.Message.Contains("S000"));
        Assert.That(() => ManySeries.Forecast([series[0], series[1] with { Categories = [1] }]), Throws.ArgumentException);
    }

    [Test]
    public void Cancellation_StopsIt() =>
        Assert.That(
            () => GlobalModel.Forecast(ManySeries.Weekly(3, 60, 1), ManySeries.Quick, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
}
