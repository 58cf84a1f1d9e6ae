using Forecasting.Statistics;
using NUnit.Framework;

namespace Forecasting.Tests.Statistics;

public sealed class ExactSumTests
{
    [Test]
    public void Value_NothingAdded_IsZero() => Assert.That(new ExactSum().Value, Is.Zero);

    [Test]
    public void Value_WhatRoundingWouldLose_IsKept() =>
        Assert.That(SumOf(1e100, 1, -1e100, 1e-100, -1).Value, Is.EqualTo(1e-100));

    [Test]
    public void Value_TenTenths_IsTheirExactSumRoundedOnce() => Assert.That(SumOf([.. Enumerable.Repeat(0.1, 10)]).Value, Is.EqualTo(1.0));

    [Test]
    public void Value_HalfWayWithARestBelow_GoesToItsSide()
    {
        // 2⁵³ + 1 lies half-way between two doubles.
        Assert.That(SumOf(9007199254740992, 1).Value, Is.EqualTo(9007199254740992));
        Assert.That(SumOf(9007199254740992, 1, 1e-30).Value, Is.EqualTo(9007199254740994));
        Assert.That(SumOf(9007199254740994, 1, -1e-30).Value, Is.EqualTo(9007199254740994));
    }

    [Test]
    public void Add_AnyOrderAndAnyParts_GiveTheSameBits()
    {
        var random = new SplitMix64(7);
        var values = Enumerable.Range(0, 2_000).Select(_ => (random.NextUniform() - 0.5) * Math.Pow(10, random.NextBelow(60) - 30)).ToArray();
        var whole = SumOf(values).Value;

        var backwards = SumOf([.. values.Reverse()]).Value;
        var parts = new ExactSum();
        foreach (var part in values.Chunk(17))
            parts.Add(SumOf(part));

        Assert.That(backwards, Is.EqualTo(whole));
        Assert.That(parts.Value, Is.EqualTo(whole));
    }

    [Test]
    public void Add_NotFinite_AddsAsDoublesDo()
    {
        Assert.That(SumOf(1, double.PositiveInfinity, 2).Value, Is.EqualTo(double.PositiveInfinity));
        Assert.That(SumOf(double.PositiveInfinity, double.NegativeInfinity).Value, Is.NaN);
        Assert.That(SumOf(double.MaxValue, double.MaxValue).Value, Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Add_ItsOwnSelf_IsRefused()
    {
        var sum = SumOf(1);

        Assert.That(() => sum.Add(sum), Throws.ArgumentException.With.Message.Contains("itself"));
    }

    private static ExactSum SumOf(params double[] values)
    {
        var sum = new ExactSum();
        foreach (var value in values)
            sum.Add(value);
        return sum;
    }
}
