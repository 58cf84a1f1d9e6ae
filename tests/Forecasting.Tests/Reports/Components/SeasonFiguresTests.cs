using Forecasting.Forecasters.Ssa;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Components;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Components;

public sealed class SeasonFiguresTests
{
    [Test]
    public void Of_WeekOfDays_NamesItsDays()
    {
        var week = FiguresOf(PlannedDemands.Week()).Seasons.Single();

        Assert.That(week.Length, Is.EqualTo("week"));
        Assert.That(week.Effects.Select(effect => effect.Label), Is.EqualTo(new[] { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" }));
        Assert.That(week.Effects.Select(effect => effect.Units), Is.EqualTo(new double[] { 0, -7, 0, 0, 0, 7, 0 }).Within(1e-9));
        Assert.That((week.Highest.Label, week.Lowest.Label), Is.EqualTo(("Sat", "Tue")));
        Assert.That(week.Strength, Is.GreaterThan(0.99));
    }

    [Test]
    public void Of_YearOfMonths_NamesItsMonthsFromJanuary()
    {
        var year = FiguresOf(PlannedDemands.Year()).Seasons.Single();

        Assert.That(year.Length, Is.EqualTo("year"));
        Assert.That(year.Effects.Select(effect => effect.Label), Is.EqualTo("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".Split(' ')));
        Assert.That((year.Highest.Label, year.Lowest.Label), Is.EqualTo(("Dec", "Jun")));
        Assert.That(year.Highest.Units, Is.EqualTo(30).Within(3));
    }

    [Test]
    public void Of_YearOfWeeks_IsAveragedByMonth()
    {
        var demand = PlannedDemands.Of(TimeBucket.Week, [.. Enumerable.Range(0, 156).Select(t => 50 + 20 * Math.Cos(2 * Math.PI * t * 7 / 365.25))]);
        var year = FiguresOf(demand).Seasons.Single();

        Assert.That(year.Effects, Has.Length.EqualTo(12));
        Assert.That(year.Highest.Label, Is.EqualTo("Apr"), "the series begins at its top, in the week from 2021-04-19");
        Assert.That(year.Highest.Units, Is.EqualTo(19).Within(1.5));
    }

    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    public void Of_AnyCulture_NamesDaysInEnglish(string culture) =>
        Assert.That(Under.Culture(culture, () => FiguresOf(PlannedDemands.Week())).Seasons.Single().Highest.Label, Is.EqualTo("Sat"));

    private static ComponentFigures FiguresOf(PlannedDemand demand) =>
        ComponentFigures.Of(demand, ((Outcome<SsaComponents>.Done)demand.Components()).Value);
}
