using Forecasting.Reports.Spreadsheet;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Spreadsheet;

public sealed class SheetTextTests
{
    [TestCase("plain", "plain")]
    [TestCase("a_b", "a_b")]
    [TestCase("_x0041_", "_x005F_x0041_")]
    [TestCase("_x005F_x0041_", "_x005F_x005F_x005F_x0041_", Description = "overlapping escapes, where a plain replacement leaves the second one live")]
    [TestCase("a\rb", "a_x000D_b")]
    [TestCase("a\u0001b", "a_x0001_b")]
    [TestCase("🚲", "🚲")]
    [TestCase("a\tb\nc", "a\tb\nc")]
    public void Encode_Text_EscapesOnlyWhatXmlCannotHold(string text, string expected) =>
        Assert.That(SheetText.Encode(text), Is.EqualTo(expected));

    [Test]
    public void Encode_LoneSurrogate_IsEscaped() =>
        Assert.That(SheetText.Encode("a" + (char)0xD83D), Is.EqualTo("a_xD83D_"));

    [Test]
    public void NeedsQuotePrefix_InjectionLeads_IsTrue() =>
        Assert.That(HostileText.Injections.Where(t => !SheetText.NeedsQuotePrefix(t)), Is.EqualTo((string[])["\"=1+1\"", ";=1+1", ",=1+1", "|=1+1", "%00=1"]));

    [TestCase("00123")]
    [TestCase("a=b")]
    [TestCase("")]
    [TestCase("   ")]
    public void NeedsQuotePrefix_OrdinaryText_IsFalse(string text) =>
        Assert.That(SheetText.NeedsQuotePrefix(text), Is.False);

    [Test]
    public void Cut_LongText_SaysHowMuchIsMissingAndWhere() =>
        Assert.That(SheetText.Cut(new string('x', 1500), 3, "quarantine.csv"), Is.EqualTo("xxx … [1,497 more characters in quarantine.csv]"));

    [Test]
    public void Cut_InTheMiddleOfAPair_KeepsThePairWhole() =>
        Assert.That(SheetText.Cut("ab🚲cd", 3, "x"), Is.EqualTo("ab … [4 more characters in x]"));
}
