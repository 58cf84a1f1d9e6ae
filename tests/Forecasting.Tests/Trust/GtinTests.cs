using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Tests.Trust;

[TestFixture]
public sealed class GtinTests
{
    [TestCase("4006381333931")]
    [TestCase("73513537")]
    [TestCase("036000291452")]
    [TestCase("10614141000415")]
    [TestCase("6291041500213", Description = "the example of the GS1 page on check digits")]
    public void IsValid_RightCheckDigit_IsValid(string code) => Assert.That(Gtin.IsValid(code), Is.True);

    [TestCase("4006381333932")]
    [TestCase("4006381339331", Description = "two digits swapped")]
    [TestCase("400638133393")]
    [TestCase("40063813339311")]
    [TestCase("40063A1333931")]
    [TestCase(" 4006381333931")]
    [TestCase("")]
    [TestCase("٤٠٠٦٣٨١٣٣٣٩٣١", Description = "digits of another script")]
    public void IsValid_AnythingElse_IsNot(string code) => Assert.That(Gtin.IsValid(code), Is.False);

    [Test]
    public void IsValid_AnySingleWrongDigit_IsFound()
    {
        const string Code = "4006381333931";
        for (var i = 0; i < Code.Length; i++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
                Assert.That(Gtin.IsValid(Code[..i] + digit + Code[(i + 1)..]), Is.EqualTo(Code[i] == digit));
        }
    }
}
