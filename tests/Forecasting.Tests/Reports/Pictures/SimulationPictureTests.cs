using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Forecasting.Replay;
using Forecasting.Reports.Pictures;
using Forecasting.Tests.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Pictures;

[TestFixture]
public sealed class SimulationPictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly DateOnly Monday = new(2026, 1, 5);

    [Test]
    public void Write_ThreePolicies_IsALineADotAndANameOfEach_AndABarAWeek()
    {
        var picture = XDocument.Parse(Picture(Policies("plan", "mean < \"4\" & more", "smoothing + 1.64 σ"))).Root!;
        Assert.That(picture.Elements().Select(e => e.Name.LocalName).Distinct(), Is.SubsetOf(new[] { "title", "rect", "line", "polyline", "circle", "text" }));
        Assert.That(picture.Elements(Svg + "polyline").Count(), Is.EqualTo(3));
        Assert.That(picture.Elements(Svg + "circle").Count(), Is.EqualTo(6), "on the curve, and beside the name");
        Assert.That(picture.Elements(Svg + "rect").Count(), Is.EqualTo(2 + 8 + 4), "the ground, that of the names, eight weeks of stock, and the four in which units were missed");
        string[] words = [.. picture.Elements(Svg + "text").Select(t => t.Value)];
        Assert.That(words, Does.Contain("mean < \"4\" & more").And.Contain("95 %").And.Contain("2026-01-05").And.Contain("mean stock, units"));
    }

    [Test]
    public void Write_EverythingThatIsDrawn_LiesInThePicture()
    {
        var picture = XDocument.Parse(Picture(Policies("plan", "mean", "other"))).Root!;
        foreach (var point in picture.Elements(Svg + "polyline").SelectMany(l => l.Attribute("points")!.Value.Split(' ')))
        {
            var at = point.Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            Assert.That(at[0], Is.InRange(0, 960), point);
            Assert.That(at[1], Is.InRange(0, 800), point);
        }
    }

    [Test]
    public void Write_InAnyCulture_IsTheSameBytes()
    {
        var policies = Policies("plan", "mean");
        var here = Picture(policies);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.That(Picture(policies), Is.EqualTo(here));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void Write_NothingWanted_SaysSo()
    {
        ImmutableArray<ReplayOutcome> nothing = [new("plan", [new ReplayPoint(1, [], [])], 0)];
        Assert.That(Picture(nothing), Does.Contain("there is no curve").And.EndWith("</svg>\n"));
    }

    private static string Picture(ImmutableArray<ReplayOutcome> policies)
    {
        using var stream = new MemoryStream();
        SimulationPicture.Write(stream, policies, isMoney: false, 7);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ImmutableArray<ReplayOutcome> Policies(params string[] names) =>
        [.. names.Select((name, n) => new ReplayOutcome(name, [.. new[] { 0.6, 0.9, 0.95, 0.99 }.Select((fill, i) => Point(fill, 50 + 20 * i + 10 * n))], 2))];

    private static ReplayPoint Point(double fill, double stock) => new(
        fill,
        [new ReplayScore(SmallFirm.Key("A"), 1000, 1000 * fill, stock * 8, 8, 1, 1, 0, 0)],
        [.. Enumerable.Range(0, 8).Select(w => new ReplayPeriod(Monday.AddDays(7 * w), 1234.5 + w, 10, w % 2, 5))]);
}
