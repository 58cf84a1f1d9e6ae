namespace Forecasting.Jobs.Demo;

/// <summary>A small random generator whose numbers are the same on every platform and every version of .NET.</summary>
/// <remarks>
/// Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014 (finalizer of Stafford's variant 13).
/// The sampling below uses only + − × ÷, which IEEE 754 rounds alike everywhere; the logarithms and exponentials of a
/// platform's own mathematics library differ in the last bit.
/// </remarks>
internal sealed class SplitMix64
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private ulong state;

    /// <summary>A stream of its own for each purpose, so that one more draw in one place moves nothing elsewhere.</summary>
    /// <param name="seed">Seed of the whole company.</param>
    /// <param name="purpose">What the stream is for.</param>
    public SplitMix64(int seed, string purpose)
    {
        // FNV-1a, 64 bits; string.GetHashCode differs from process to process.
        var hash = 0xCBF29CE484222325UL ^ (uint)seed;
        foreach (var character in purpose)
            hash = unchecked((hash ^ character) * 0x100000001B3UL);
        state = hash;
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits() => unchecked(Mix(state += GoldenGamma));

    /// <summary>Uniform in [0, 1).</summary>
    public double NextShare() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Between(double low, double high) => low + (high - low) * NextShare();

    /// <summary>Uniform whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Whole(int low, int high) => low + (int)(NextBits() % (ulong)(high - low + 1));

    /// <summary>True with probability <paramref name="probability"/>.</summary>
    public bool Chance(double probability) => NextShare() < probability;

    /// <summary>A Poisson count, by inversion.</summary>
    /// <param name="mean">Mean, 0..500: beyond it e^−mean leaves too few digits.</param>
    public int Poisson(double mean)
    {
        var share = NextShare();
        var probability = ExpOfMinus(mean);
        var count = 0;
        for (var cumulative = probability; cumulative <= share && count < 2000; cumulative += probability)
            probability *= mean / ++count;
        return count;
    }

    /// <summary>e^−<paramref name="x"/> for x ≥ 0: Taylor on x / 1024, then ten squarings; relative error below 1e-11.</summary>
    internal static double ExpOfMinus(double x)
    {
        var small = -x / 1024;
        var value = 1 + small * (1 + small / 2 * (1 + small / 3 * (1 + small / 4 * (1 + small / 5 * (1 + small / 6)))));
        for (var squaring = 0; squaring < 10; squaring++)
            value *= value;
        return value;
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
