using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class ControlNumberTests
{
    private static readonly SentInterchange[] Sent =
    [
        new("acme", new ControlNumber(7), "aa"), new("acme", new ControlNumber(9), "bb"), new("depot", new ControlNumber(40), "cc"),
    ];

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(1_000_000_000)]
    public void Construction_OutOfRange_Throws(long value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ControlNumber(value));

    [Test]
    public void Digits_OfAWidth_HasLeadingZeros() =>
        Assert.That((new ControlNumber(12).Digits(9), new ControlNumber(12).ToString()), Is.EqualTo(("000000012", "12")));

    [TestCase("acme", 10)]
    [TestCase("depot", 41)]
    [TestCase("new", 1)]
    public void Next_OfAPartner_IsAboveAllOfItsOwn(string partner, long expected) =>
        Assert.That(SentInterchange.Next(Sent, partner).Value, Is.EqualTo(expected));

    [Test]
    public void Next_AfterTheLargest_Throws() => Assert.Throws<ArgumentOutOfRangeException>(
        () => SentInterchange.Next([new("acme", new ControlNumber(ControlNumber.Largest), "aa")], "acme"));

    [TestCase("acme", 10, "dd", null)]
    [TestCase("acme", 7, "AA", null)]
    [TestCase("acme", 7, "dd", "Number 7 has gone to acme with other content; what differs needs a number of its own.")]
    [TestCase("acme", 8, "dd", "Number 8 is below 9, which has gone to acme; numbers only rise.")]
    [TestCase("new", 1, "dd", null)]
    [TestCase("new", 5, "dd", null)]
    public void Refusal_OfAnInterchange_KeepsNumbersRisingAndResendsTheSame(string partner, long number, string hash, string? expected) =>
        Assert.That(new SentInterchange(partner, new ControlNumber(number), hash).Refusal(Sent), Is.EqualTo(expected));
}
