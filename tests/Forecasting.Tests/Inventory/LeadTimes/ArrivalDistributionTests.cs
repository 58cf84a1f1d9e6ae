using Forecasting.Inventory.LeadTimes;
using NUnit.Framework;

namespace Forecasting.Tests.Inventory.LeadTimes;

[TestFixture]
public sealed class ArrivalDistributionTests
{
    /// <summary>Weeks of remission under 6-MP, + = still in remission: Freireich et al., Blood 21 (1963) 699–716, as in every textbook of survival.</summary>
    private const string Treated = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";

    private const string Placebo = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23";

    [TestCase(6, 0.857)]
    [TestCase(7, 0.807)]
    [TestCase(10, 0.753)]
    [TestCase(13, 0.690)]
    [TestCase(16, 0.627)]
    [TestCase(22, 0.538)]
    [TestCase(23, 0.448)]
    public void ShareUntil_OfFreireichsPatients_IsTheProductLimit(double day, double surviving) =>
        Assert.That(1 - ArrivalDistribution.Of(Of(Treated)).ShareUntil(day), Is.EqualTo(surviving).Within(0.0005));

    [Test]
    public void LogRank_OfFreireichsPatients_IsThatOfTheTextbooks()
    {
        ArrivalObservation[] both = [.. Of(Treated).Select(o => o with { Start = 10 }).Concat(Of(Placebo)).OrderBy(o => o.Days)];
        var deviations = LeadTimeShift.LogRank(both, 5);
        Assert.That(deviations, Is.Negative, "under treatment less comes than by chance");
        Assert.That(deviations * deviations, Is.EqualTo(16.79).Within(0.01));
    }

    [Test]
    public void Of_OrdersThatHaveAllCome_HasTheirMeanAndDeviation()
    {
        var days = ArrivalDistribution.Of(Of("7 9 8 12"));
        Assert.That((days.MeanDays, days.Variance), Is.EqualTo((9.0, 14.0 / 3)).Within(1e-8));
        Assert.That((days.Quantile(0.5), days.Quantile(0.51), days.Quantile(1)), Is.EqualTo((8.0, 9.0, 12.0)));
        Assert.That((days.MeanFrom(9), days.MeanFrom(13)), Is.EqualTo((10.5, (double?)null)));
    }

    [Test]
    public void Of_LongestStillAwaited_ComesOnItsDay()
    {
        // 7, 7, and one of 7 to 20 and more: two thirds on 7, the rest when nobody knows, at 20 at the earliest.
        var days = ArrivalDistribution.Of(Of("7 7 20+"));
        Assert.That(days.MeanDays, Is.EqualTo(34.0 / 3).Within(1e-8));
        Assert.That(days.Orders, Is.EqualTo(2), "what is awaited has not come");
    }

    [Test]
    public void Of_NothingHasCome_Throws() => Assert.That(() => ArrivalDistribution.Of(Of("7+ 9+")), Throws.ArgumentException.With.Message.Contains("At least one"));

    [Test]
    public void Mix_OfTwo_HasTheMomentsOfTheMixture()
    {
        var (own, wider) = (ArrivalDistribution.Of(Of("10 12 14")), ArrivalDistribution.Of(Of("6 8 7 9")));
        var both = own.Mix(0.25, wider);
        Assert.That(both.MeanDays, Is.EqualTo(0.25 * 12 + 0.75 * 7.5));
        Assert.That(both.Variance, Is.EqualTo(0.25 * own.Variance + 0.75 * wider.Variance + 0.25 * 0.75 * 4.5 * 4.5).Within(1e-8));
        Assert.That(both.ShareUntil(9), Is.EqualTo(0.75));
        Assert.That(own.Mix(1, wider), Is.SameAs(own));
    }

    [TestCase("5 6 7 8 9 100", 100, 19.5, Description = "one order of six is an accident, and 7.5 + 2 · 6 the limit")]
    [TestCase("5 6 7 8 100 100", 100, 100, Description = "two of six are the sender's way")]
    public void UsualDays_OfSixOrders_LimitsOneAccident(string days, double was, double most)
    {
        var observations = Of(days);
        Assert.That(observations.Max(o => o.Days), Is.EqualTo(was));
        Assert.That(UsualDays.Of(observations, _ => 12).Most, Is.EqualTo(most));
    }

    [Test]
    public void UsualDays_OfTenOrders_KeepTheOneThatIsFarTooEarlyWithinLimits()
    {
        // A promise with a slip of the pen in the year.
        var usual = UsualDays.Of(Of("-365 0 0 1 1 2 2 2 3 4"), _ => 14);
        Assert.That(usual.Within(new ArrivalObservation(-365, true, 1, 0))!.Value.Days, Is.EqualTo(1.5 - 14));
        Assert.That(usual.Within(new ArrivalObservation(16, false, 1, 0)), Is.Null, "awaited for longer than any accident");
        Assert.That(usual.Within(new ArrivalObservation(15, false, 1, 0))!.Value.Days, Is.EqualTo(15));
    }

    [Test]
    public void Credibility_OfTwoFamilies_IsBuhlmannStraubWithAPrior()
    {
        // Two lanes of five orders, means 7 and 10, both with variance 2.5: between = 5 · 1.5² · 2 = 22.5, in the deviation within 9, less one for chance.
        var lanes = new[] { ArrivalDistribution.Of(Of("5 6 7 8 9")), ArrivalDistribution.Of(Of("8 9 10 11 12")) };
        var credibility = new Credibility();
        Assert.That(credibility.Orders, Is.EqualTo(Credibility.PriorOrders));
        credibility.Add(lanes);
        Assert.That(credibility.Orders, Is.EqualTo((10.0 + 5) / (2 + 8)).Within(1e-8));
        Assert.That(credibility.Share(5), Is.EqualTo(5 / 6.5).Within(1e-8));
    }

    [Test]
    public void Credibility_OfGroupsThatDifferByNothing_BelievesNoneOfThem()
    {
        var credibility = new Credibility();
        credibility.Add([.. Enumerable.Repeat(ArrivalDistribution.Of(Of("5 6 7 8 9")), 4)]);
        Assert.That((credibility.Orders, credibility.Share(1000)), Is.EqualTo((double.PositiveInfinity, 0.0)));
    }

    private static List<ArrivalObservation> Of(string days) =>
    [
        .. days.Split(' ').Select(d => new ArrivalObservation(
            double.Parse(d.TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture), !d.EndsWith('+'), 1, 0)),
    ];
}
