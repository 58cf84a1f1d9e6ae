namespace Forecasting.Statistics;

/// <summary>A sum of doubles without rounding: its value is the exact sum, rounded once.</summary>
/// <remarks>
/// So the order of adding does not matter, and the sum of the sums of parts is the sum of the whole to the last bit. Shewchuk, "Adaptive
/// precision floating-point arithmetic and fast robust geometric predicates", Discrete &amp; Computational Geometry 18 (1997) 305–363: the sum is
/// kept as a few doubles that do not overlap, and their total is rounded half to even.
/// </remarks>
public sealed class ExactSum
{
    private double[] parts = new double[4];
    private int count;
    private double special;

    /// <summary>Adds a number. NaN and the infinities add as doubles do.</summary>
    /// <param name="value">The number.</param>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            special += value;
            return;
        }

        var kept = 0;
        var carried = value;
        for (var i = 0; i < count; i++)
        {
            var (sum, rest) = TwoSum(carried, parts[i]);
            if (rest != 0)
                parts[kept++] = rest;
            carried = sum;
        }

        if (!double.IsFinite(carried))
        {
            // The exact sum is beyond the range of a double.
            special += carried;
            count = 0;
            return;
        }

        if (kept == parts.Length)
            Array.Resize(ref parts, 2 * kept);
        parts[kept] = carried;
        count = kept + 1;
    }

    /// <summary>Adds another sum, exactly.</summary>
    /// <param name="other">The other; it stays as it is.</param>
    public void Add(ExactSum other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
            throw new ArgumentException("A sum cannot be added to itself.", nameof(other));
        for (var i = 0; i < other.count; i++)
            Add(other.parts[i]);
        special += other.special;
    }

    /// <summary>The exact sum, rounded to the nearest double.</summary>
    public double Value
    {
        get
        {
            if (special != 0 || double.IsNaN(special))
                return special;
            if (count == 0)
                return 0;
            var last = count - 1;
            var (sum, rest) = (parts[last], 0.0);
            while (rest == 0 && last > 0)
                (sum, rest) = TwoSum(sum, parts[--last]);

            // Half-way between two doubles, and what is left below says to which side.
            if (last > 0 && Math.Sign(rest) == Math.Sign(parts[last - 1]) && rest != 0)
            {
                var twice = 2 * rest;
                var moved = sum + twice;
                if (moved - sum == twice)
                    sum = moved;
            }

            return sum;
        }
    }

    // Knuth, The Art of Computer Programming, volume 2, 4.2.2: the sum, and what its rounding lost.
    private static (double Sum, double Lost) TwoSum(double a, double b)
    {
        var sum = a + b;
        var bInSum = sum - a;
        return (sum, (a - (sum - bInSum)) + (b - bInSum));
    }
}
