using Forecasting.Reports.Decisions;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Decisions;

public sealed class TrustRankingTests
{
    [Test]
    public void Rank_SamplePlan_WorstGradeFirstThenMostMoney() =>
        Assert.That(
            TrustRanking.Rank(SamplePlan.Report()).Select(l => $"{l.Trust.Grade} {l.Key}"),
            Is.EqualTo((string[])
            [
                "D BOX-12 at YORK", "C 00123 at LEEDS", "B 1E5 at LEEDS", "A قطعة-٧ at YORK", "A =1+1 at LEEDS", "A 🚲 3/4 at YORK", "A NEW-1 at LEEDS",
                "A MARCH1 at YORK", "A ODD-1 at YORK",
            ]));

    [Test]
    public void Reasons_SeveralOfThem_GravestFirst() =>
        Assert.That(
            TrustRanking.Rank(SamplePlan.Report())[1].Reasons,
            Is.EqualTo("Its stock was last counted on 2024-03-01, 45 days ago. · 1 of its last 13 weeks was corrected."));

    [Test]
    public void Reasons_GradeA_AreNeverEmpty() =>
        Assert.That(TrustRanking.Rank(SamplePlan.Report())[^1].Reasons, Is.EqualTo("Nothing is known against its data."));

    [Test]
    public void GradeTotals_SamplePlan_AddUp()
    {
        var totals = GradeTotal.Of(SamplePlan.Report());
        Assert.That(totals.Select(t => (t.Grade, t.SkuLocations)), Is.EqualTo(new[] { (TrustGrade.A, 6), (TrustGrade.B, 1), (TrustGrade.C, 1), (TrustGrade.D, 1) }));
        Assert.That(totals.Sum(t => t.Share), Is.EqualTo(1).Within(1e-12));
        Assert.That(totals.Select(t => t.OrderValueShare), Is.All.NaN, "euros and dollars have no sum");
    }

    [Test]
    public void GradeTotals_OneCurrency_HaveTheirShareOfOrderValue()
    {
        var report = SamplePlan.Report();
        var euros = report with { Orders = [.. report.Orders.Where(o => o.Currency != "USD")] };
        var value = euros.Orders.Sum(o => o.Value);
        var ofC = euros.Orders.Where(o => o.Sku.Code == "00123").Sum(o => o.Value);
        var totals = GradeTotal.Of(euros);
        Assert.That(totals[2].OrderValueShare, Is.EqualTo((double)(ofC / value)).Within(1e-12).And.GreaterThan(0));
        Assert.That(totals.Sum(t => t.OrderValueShare), Is.EqualTo(1).Within(1e-12));
        Assert.That(totals[3].OrderValueShare, Is.Zero, "nothing is ordered from data of grade D");
    }
}
