using System.IO.Hashing;
using System.Text;

namespace Forecasting.Storage.Deliveries;

/// <summary>When a file that did not reach its target is tried again: in growing pauses, which vary so that many files do not come back at once.</summary>
public static class DeliveryBackOff
{
    private const double LongestMinutes = 24 * 60;

    /// <summary>The pause after a failure.</summary>
    /// <param name="file">Name of the file: two files wait differently long, and the same file always alike.</param>
    /// <param name="tries">Tries so far, from 1.</param>
    /// <param name="first">The pause after the first, minutes ≥ 0.</param>
    public static TimeSpan After(string file, int tries, double first)
    {
        var seed = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{file} {tries}")));
        var spread = 0.75 + (0.5 * (seed >> 11) / (1UL << 53));
        return TimeSpan.FromMinutes(Math.Min(first * Math.Pow(2, Math.Min(tries - 1, 20)), LongestMinutes) * spread);
    }
}
