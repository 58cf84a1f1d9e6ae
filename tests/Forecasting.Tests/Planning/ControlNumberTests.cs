using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class ControlNumberTests
{
    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(1_000_000_000)]
    public void Construction_OutOfRange_Throws(long value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ControlNumber(value));

    [Test]
    public void Digits_OfAWidth_HasLeadingZeros() =>
        Assert.That((new ControlNumber(12).Digits(9), new ControlNumber(12).ToString()), Is.EqualTo(("000000012", "12")));
}
