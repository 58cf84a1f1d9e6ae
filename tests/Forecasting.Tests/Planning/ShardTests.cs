using Forecasting.Catalog;
using Forecasting.Planning;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

public sealed class ShardTests
{
    // Kept values, made with another program: python3 -c "import hashlib; print((int(hashlib.sha256('LEEDS\nA-1007'.encode()).hexdigest()[:16], 16) >> 1) % 64)".
    [TestCase("A-1007", "LEEDS", 64, 28)]
    [TestCase("😀", "ÅRHUS", 7, 4)]
    [TestCase("1", "2", 1000, 237)]
    public void Of_KnownKeys_IsTheSameForEver(string sku, string location, int shards, int expected) =>
        Assert.That(Shard.Of(Key(sku, location), shards), Is.EqualTo(expected));

    [Test]
    public void Of_ManyKeys_SharesTheWorkEvenly()
    {
        var sizes = Enumerable.Range(0, 16_000).CountBy(i => Shard.Of(Key($"P{i / 4:00000}", $"L{i % 4}"), 16)).ToArray();
        Assert.That(sizes, Has.Length.EqualTo(16));
        Assert.That(sizes.Select(s => s.Value), Has.All.InRange(850, 1150), "1000 each, give or take five deviations");
    }

    [Test]
    public void Of_OneShard_HoldsAll() => Assert.That(Shard.Of(Key("A", "LEEDS"), 1), Is.Zero);

    [Test]
    public void Of_NoShard_Throws() => Assert.That(() => Shard.Of(Key("A", "LEEDS"), 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static SkuLocation Key(string sku, string location) => new(new Sku(sku), new Location(location));
}
