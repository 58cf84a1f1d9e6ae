using System.Globalization;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

public class NumberTextTest
{
    [TestCase("12", null, "12")]
    [TestCase(" 12 ", null, "12")]
    [TestCase("-3", null, "-3")]
    [TestCase("3-", null, "-3")]
    [TestCase("+3", null, "3")]
    [TestCase("\u22123", null, "-3")]
    [TestCase("12.5", '.', "12.5")]
    [TestCase("12,5", ',', "12.5")]
    [TestCase("1.234", '.', "1.234")]
    [TestCase("1.234", ',', "1234")]
    [TestCase("1,234,567.89", '.', "1234567.89")]
    [TestCase("1.234.567,89", ',', "1234567.89")]
    [TestCase("1 234,5", ',', "1234.5")]
    [TestCase("1\u00A0234,5", ',', "1234.5")]
    [TestCase("1'234.5", '.', "1234.5")]
    [TestCase("1\u00A0234", null, "1234")]
    [TestCase("1\u202F234\u202F567", null, "1234567")]
    [TestCase("1'234'567", null, "1234567")]
    [TestCase("1\u2019234", null, "1234")]
    [TestCase("1.234,5-", ',', "-1234.5")]
    [TestCase("(12.50)", '.', "-12.5")]
    [TestCase("(1.234)", ',', "-1234")]
    [TestCase("( 7 )", null, "-7")]
    [TestCase(".5", '.', "0.5")]
    [TestCase("5.", '.', "5")]
    [TestCase("1e3", null, "1000")]
    [TestCase("1.5E-3", '.', "0.0015")]
    [TestCase("1e-400", null, "0")]
    [TestCase("0.1000000000000000055511151231257827", '.', "0.1")]
    [TestCase("1000000000000", null, "1000000000000")]
    public void Read_Number_IsExact(string text, char? mark, string expected)
    {
        Assert.That(NumberText.Read(text, mark, out var number), Is.EqualTo(NumberReading.Number));
        Assert.That(number, Is.EqualTo(decimal.Parse(expected, CultureInfo.InvariantCulture)));
    }

    [TestCase("1.234")]
    [TestCase("12,500")]
    [TestCase("-1.234")]
    [TestCase("(1.234)")]
    [TestCase("1.234-")]
    public void Read_OneMarkAndThreeDigits_IsAmbiguousWhenTheMarkIsUnknown(string text) =>
        Assert.That(NumberText.Read(text, null, out _), Is.EqualTo(NumberReading.Ambiguous));

    [TestCase("", '.')]
    [TestCase("-", '.')]
    [TestCase("abc", '.')]
    [TestCase("N/A", '.')]
    [TestCase("NaN", '.')]
    [TestCase("12,5", '.')]
    [TestCase("12.5", ',')]
    [TestCase("1,23,456", '.')]
    [TestCase("1,2345", '.')]
    [TestCase("1.2.3", '.')]
    [TestCase("1..2", '.')]
    [TestCase(".", '.')]
    [TestCase("€ 5", '.')]
    [TestCase("5 pcs", '.')]
    [TestCase("1e", '.')]
    [TestCase("e5", '.')]
    [TestCase("0x10", '.')]
    [TestCase("--5", '.')]
    [TestCase("-5-", '.')]
    [TestCase("-(5)", '.')]
    [TestCase("(-5)", '.')]
    [TestCase("((5))", '.')]
    [TestCase("(5", '.')]
    [TestCase("()", '.')]
    [TestCase("1'23", '.')]
    [TestCase("1'234 567", '.')]
    [TestCase("\u0665", '.')]
    public void Read_AnythingElse_IsNoNumber(string text, char? mark) =>
        Assert.That(NumberText.Read(text, mark, out _), Is.EqualTo(NumberReading.NotNumber));

    [TestCase("1e400")]
    [TestCase("inf")]
    [TestCase("-Infinity")]
    [TestCase("1000000000001")]
    [TestCase("99999999999999999999999999999999999999")]
    [TestCase("1e99999999999")]
    public void Read_BeyondTheLimit_IsTooLarge(string text) =>
        Assert.That(NumberText.Read(text, '.', out _), Is.EqualTo(NumberReading.TooLarge));

    [TestCase("12.5", '.')]
    [TestCase("12,5", ',')]
    [TestCase("0.234", '.')]
    [TestCase("1234,567", ',')]
    [TestCase("1,234.5", '.')]
    [TestCase("1.234,5", ',')]
    [TestCase("1.234.567", ',')]
    [TestCase("1,234,567", '.')]
    [TestCase("(12,5)", ',')]
    [TestCase("12,5-", ',')]
    [TestCase("1'234.5", '.')]
    [TestCase("1.234", null)]
    [TestCase("(1.234)", null)]
    [TestCase("12", null)]
    [TestCase("1.2.3", null)]
    [TestCase("10.11.2024", null)]
    [TestCase("a.5", null)]
    public void Evidence_OfText_IsTheMarkItProves(string text, char? mark) =>
        Assert.That(NumberText.Evidence(text), Is.EqualTo(mark));
}
