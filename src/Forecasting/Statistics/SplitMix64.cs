namespace Forecasting.Statistics;

/// <summary>A seeded stream of random numbers that is the same on every machine and in every release.</summary>
/// <remarks>Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014. Passes BigCrush; period 2⁶⁴.
/// <see cref="Random"/> promises no such stability. A mutable value: pass it by reference, a copy repeats the stream.</remarks>
/// <param name="seed">Any number; different seeds give unrelated streams.</param>
public struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Uniform, strictly between 0 and 1.</summary>
    public double NextUniform() => ((NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>Uniform in 0..<paramref name="count"/> − 1.</summary>
    /// <param name="count">≥ 1.</param>
    public int NextBelow(int count) => (int)(((UInt128)NextBits() * (ulong)count) >> 64);
}
