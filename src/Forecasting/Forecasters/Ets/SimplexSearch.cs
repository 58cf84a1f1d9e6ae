namespace Forecasting.Forecasters.Ets;

/// <summary>The lowest point of a function in a box, without derivatives.</summary>
/// <remarks>Nelder and Mead, A simplex method for function minimization, Computer Journal 7 (1965), 308–313, with the usual constants; points outside the box
/// are moved to its edge. Good for a handful of dimensions and some dozen evaluations, which is what a series is worth.</remarks>
internal static class SimplexSearch
{
    /// <summary>Two corners as close as this, in units of the function, end the search.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>A function of a point.</summary>
    internal delegate double Function(ReadOnlySpan<double> point);

    /// <summary>Searches.</summary>
    /// <param name="function">The function; may be infinite.</param>
    /// <param name="best">Where to start; at the end the lowest point found.</param>
    /// <param name="value">The function there.</param>
    /// <param name="step">Size of the first simplex, > 0.</param>
    /// <param name="evaluations">Most evaluations, ≥ 1; a step that has begun is ended.</param>
    /// <param name="least">Smallest coordinate.</param>
    /// <param name="most">Largest coordinate.</param>
    /// <returns>The function at the lowest point found, not above <paramref name="value"/>.</returns>
    public static double Minimise(
        Function function, Span<double> best, double value, double step, int evaluations, double least, double most)
    {
        var size = best.Length;
        Span<double> corners = stackalloc double[(size + 1) * size];
        Span<double> values = stackalloc double[size + 1];
        Span<double> centre = stackalloc double[size];
        Span<double> trial = stackalloc double[size];
        Span<double> second = stackalloc double[size];
        values[0] = value;
        for (var corner = 0; corner <= size; corner++)
        {
            var point = corners.Slice(corner * size, size);
            best.CopyTo(point);
            if (corner == 0)
                continue;
            // Away from the nearer edge, or the corner would fall onto the first.
            point[corner - 1] += point[corner - 1] + step > most ? -step : step;
            point[corner - 1] = Math.Clamp(point[corner - 1], least, most);
            values[corner] = function(point);
            evaluations--;
        }

        while (evaluations > 0)
        {
            Sort(corners, values, size);
            if (values[size] - values[0] < Tolerance)
                break;
            var worst = corners.Slice(size * size, size);
            centre.Clear();
            for (var i = 0; i < size * size; i++)
                centre[i % size] += corners[i] / size;

            var reflected = Try(function, centre, worst, -1, trial, least, most);
            evaluations--;
            if (reflected < values[0])
            {
                var expanded = Try(function, centre, worst, -2, second, least, most);
                evaluations--;
                (expanded < reflected ? second : trial).CopyTo(worst);
                values[size] = Math.Min(expanded, reflected);
                continue;
            }

            if (reflected < values[size - 1])
            {
                trial.CopyTo(worst);
                values[size] = reflected;
                continue;
            }

            var contracted = Try(function, centre, worst, reflected < values[size] ? -0.5 : 0.5, second, least, most);
            evaluations--;
            if (contracted < Math.Min(reflected, values[size]))
            {
                second.CopyTo(worst);
                values[size] = contracted;
                continue;
            }

            evaluations -= size;
            Shrink(function, corners, values, size);
        }

        Sort(corners, values, size);
        corners[..size].CopyTo(best);
        return values[0];
    }

    private static double Try(
        Function function, ReadOnlySpan<double> centre, ReadOnlySpan<double> worst, double factor, Span<double> trial, double least, double most)
    {
        for (var i = 0; i < trial.Length; i++)
            trial[i] = Math.Clamp(centre[i] + factor * (worst[i] - centre[i]), least, most);
        return function(trial);
    }

    private static void Shrink(Function function, Span<double> corners, Span<double> values, int size)
    {
        for (var corner = 1; corner <= size; corner++)
        {
            var point = corners.Slice(corner * size, size);
            for (var i = 0; i < size; i++)
                point[i] = (point[i] + corners[i]) / 2;
            values[corner] = function(point);
        }
    }

    // At most five corners: insertion keeps equal ones in order, so the search takes the same path everywhere.
    private static void Sort(Span<double> corners, Span<double> values, int size)
    {
        for (var corner = 1; corner <= size; corner++)
        {
            for (var i = corner; i > 0 && values[i] < values[i - 1]; i--)
            {
                (values[i], values[i - 1]) = (values[i - 1], values[i]);
                for (var k = 0; k < size; k++)
                    (corners[i * size + k], corners[(i - 1) * size + k]) = (corners[(i - 1) * size + k], corners[i * size + k]);
            }
        }
    }
}
