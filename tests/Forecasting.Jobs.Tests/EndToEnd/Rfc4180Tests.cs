using NUnit.Framework;

namespace Forecasting.Jobs.Tests.EndToEnd;

[TestFixture]
public sealed class Rfc4180Tests
{
    [Test]
    public void Parse_QuotesCommasAndLineEnds_GivesTheFields() => Assert.That(
        Rfc4180.Parse("a,b\r\n\"x,\"\"y\"\"\nz\",\n,1\n"),
        Is.EqualTo(new[] { new[] { "a", "b" }, ["x,\"y\"\nz", ""], ["", "1"] }));

    [TestCase("\"open")]
    [TestCase("a\"b")]
    [TestCase("\"a\"b")]
    public void Parse_MisplacedQuote_IsRefused(string text) => Assert.That(() => Rfc4180.Parse(text), Throws.TypeOf<FormatException>());
}
