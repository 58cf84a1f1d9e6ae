using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>The next value as a fixed combination of the last ones: x̂_t = Σ a_k·x_{t − L + 1 + k}, k = 0 … L − 2.</summary>
/// <param name="Coefficients">L − 1 coefficients, that of the oldest value first.</param>
/// <param name="Verticality">ν², the squared cosine between the signal space and the last coordinate, 0..1. Near 1 the recurrence
/// amplifies noise by 1 / (1 − ν²).</param>
/// <remarks>a = Σ π_i u_i^▽ / (1 − ν²), ν² = Σ π_i², π_i the last entry of u_i and u_i^▽ the others: Golyandina et al. (2001), section
/// 2.1.</remarks>
public sealed record LinearRecurrence(ImmutableArray<double> Coefficients, double Verticality)
{
    /// <summary>True where 1 − ν² stands out of rounding, so that the recurrence is defined.</summary>
    internal static bool Exists(double verticality) => 1 - verticality > 1e-10;

    /// <summary>The recurrence of a signal space, or nothing where none exists.</summary>
    /// <param name="vectors">Orthonormal vectors, one a row.</param>
    /// <param name="windowLength">Length of each.</param>
    internal static LinearRecurrence? Of(ReadOnlySpan<double> vectors, int windowLength)
    {
        var coefficients = new double[windowLength - 1];
        var verticality = 0.0;
        for (var start = 0; start < vectors.Length; start += windowLength)
        {
            var last = vectors[start + windowLength - 1];
            verticality += last * last;
            VectorMath.AddScaled(coefficients, last, vectors.Slice(start, windowLength - 1));
        }

        if (!Exists(verticality))
            return null;
        VectorMath.Scale(coefficients, 1 / (1 - verticality));
        return new LinearRecurrence(ImmutableCollectionsMarshal.AsImmutableArray(coefficients), verticality);
    }

    /// <summary>Runs the recurrence on.</summary>
    /// <param name="past">At least as many values as there are coefficients; the last ones are used.</param>
    /// <param name="horizon">Values wanted, ≥ 0.</param>
    /// <returns>The next <paramref name="horizon"/> values.</returns>
    /// <exception cref="ArgumentException"><paramref name="past"/> is too short.</exception>
    public double[] Continue(ReadOnlySpan<double> past, int horizon)
    {
        var order = Coefficients.Length;
        if (past.Length < order)
            throw new ArgumentException($"needs {order} values, has {past.Length}.", nameof(past));

        var values = new double[order + horizon];
        past[^order..].CopyTo(values);
        Continue(values, Coefficients.AsSpan());
        return values[order..];
    }

    /// <summary>Fills <paramref name="values"/> after its first coefficients.Length entries.</summary>
    internal static void Continue(Span<double> values, ReadOnlySpan<double> coefficients)
    {
        for (var t = coefficients.Length; t < values.Length; t++)
            values[t] = VectorMath.Dot(coefficients, values.Slice(t - coefficients.Length, coefficients.Length));
    }
}
