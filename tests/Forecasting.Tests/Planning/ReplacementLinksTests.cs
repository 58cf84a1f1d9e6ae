using Forecasting.Catalog;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class ReplacementLinksTests
{
    [Test]
    public void Chains_OfThree_AreInOrder()
    {
        var links = Of(("C", "B"), ("B", "A"), ("Y", "X"));
        Assert.That(links.Chains.Select(c => string.Concat(c)), Is.EqualTo(new[] { "ABC", "XY" }));
        Assert.That(links.Warnings, Is.Empty);
    }

    [Test]
    public void Links_ThatContradictThemselves_AreIgnoredAndNamed()
    {
        var links = Of(("S", "S"), ("A", "B"), ("B", "D"), ("D", "A"), ("M", "LOST"), ("Y", "X"), ("Z", "X"), ("Q", "P"));
        Assert.That(links.Chains.Select(c => string.Concat(c)), Is.EqualTo(new[] { "PQ" }));
        Assert.That(links.Warnings, Is.EqualTo(new[]
        {
            "items.replaces: 1 products replace themselves; this was ignored (S for S).",
            "items.replaces: 1 products replace a product that no record speaks of; this was ignored (M for LOST).",
            "items.replaces: 2 products replace a product that another one replaces too, and which of them inherits its demand is not known; this was ignored (Y for X, Z for X).",
            "items.replaces: 3 products replace each other in a circle; this was ignored (A for B, B for D, D for A).",
        }));
    }

    [Test]
    public void Links_BehindACircle_DoNotHang() =>
        Assert.That(Of(("A", "B"), ("B", "A"), ("Z", "Y")).Chains.Single().Select(s => s.Code), Is.EqualTo(new[] { "Y", "Z" }));

    private static ReplacementLinks Of(params (string Successor, string Predecessor)[] links) => ReplacementLinks.Of(
        links.Select(l => new Item(new Sku(l.Successor)) { Replaces = new Sku(l.Predecessor) }), sku => sku.Code != "LOST");
}
