using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Forecasting.Catalog;
using Forecasting.Planning;
using Forecasting.Reports.Decisions;
using Forecasting.Reports.Pages;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Pages;

public sealed partial class DecisionsPageTests
{
    [Test]
    public void Write_OfAPlan_HasTheDecisionsInTheirOrder()
    {
        var report = SamplePlan.Report();
        var decisions = DecisionRanking.Rank(report, 20);
        var cells = Cell().Matches(Page(report)).Select(m => Words(m.Groups["inside"].Value)).ToList();

        Assert.That(decisions, Has.Length.GreaterThan(3));
        Assert.That(cells, Has.Count.EqualTo(9 * decisions.Length));
        for (var i = 0; i < decisions.Length; i++)
        {
            var (row, decision) = (cells.GetRange(9 * i, 9), decisions[i]);
            Assert.That(row[0], Is.EqualTo($"{i + 1}"));
            Assert.That(row[1], Is.EqualTo(decision.Kind.Name()));
            Assert.That(row[2], Does.StartWith(decision.Line.Key.Sku.Code).And.EndWith(" at " + decision.Line.Key.Location.Code));
            Assert.That(row[3], Is.EqualTo(decision.What));
            Assert.That(row[8], Is.EqualTo(decision.Why));
        }
    }

    [Test]
    public void Write_HostileTextEverywhere_HasTheTagsOfHarmlessText()
    {
        string[] hostile =
        [
            .. HostileText.All.Where(t => t.Length > 0),
            "<script>alert(1)</script>", "</td></tr></table><h1>x", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</style><script>", "<!--", "-->",
            "&lt;script&gt;", "&#60;b&#62;", "<svg/onload=alert(1)>", "javascript:alert(1)", "<a href=//example.org>", "<meta http-equiv=refresh content=0>",
        ];
        foreach (var text in hostile)
        {
            var page = Page(With(text));
            Assert.That(Tags(page), Is.EqualTo(Tags(Page(With("harmless")))), text);
            if (text.All(c => c is >= ' ' and < '\u007F' or > '\u00A0'))
                Assert.That(Words(page), Does.Contain(text), "it is shown as it is");
        }
    }

    [Test]
    public void Write_OfAPlan_LoadsAndRunsNothing()
    {
        var page = Page(SamplePlan.Report());
        Assert.That(page, Does.Contain("default-src 'none'"));
        Assert.That(page, Does.Not.Contain("http://").And.Not.Contain("https://").And.Not.Contain("<script").And.Not.Contain("url(").And.Not.Contain("@import"));
        Assert.That(Tag().Matches(page).Select(m => m.Value).Where(t => t.Contains("href", StringComparison.Ordinal)), Is.EqualTo(new[] { "<a href=\"plan.xlsx\">" }));
    }

    [Test]
    public void Write_Twice_IsTheSameBytes()
    {
        var first = Page(SamplePlan.Report());
        Assert.That(Page(SamplePlan.Report()), Is.EqualTo(first));
    }

    [Test]
    public void Write_NothingToDecide_SaysSo() =>
        Assert.That(Page(SamplePlan.Of([])), Does.Contain("<h2>Nothing needs a decision today</h2>").And.Not.Contain("<table>"));

    private static PlanReport With(string text)
    {
        var report = SamplePlan.Of([SamplePlan.Line("x", "y", 40, onHand: 2) with { Item = new Item(new Sku("x")) { Name = text, Unit = text } }]);
        return report with { Warnings = [text] };
    }

    private static string Page(PlanReport report)
    {
        using var stream = new MemoryStream();
        DecisionsPage.Write(stream, report);
        return new UTF8Encoding(false, true).GetString(stream.ToArray());
    }

    private static List<string> Tags(string page) => [.. Tag().Matches(page).Select(m => m.Value)];

    private static string Words(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<td[^>]*>(?<inside>.*?)</td>")]
    private static partial Regex Cell();
}
