namespace Forecasting.Hierarchy;

/// <summary>Moves forecasts of parts towards forecasts of their sums, each as far as it is uncertain.</summary>
/// <remarks>
/// <para>With base forecasts y of the parts, z of their sums, A the sums' members, D and Σ the error variances of both: the forecasts b of the
/// parts with the least weighted squared distance from all of y and z are y + D·Aᵀ·λ, where (A·D·Aᵀ + Σ)·λ = z − A·y. Any sum of b is then
/// coherent. This is minimum trace reconciliation with variances of the base forecasts (Wickramasuriya, Athanasopoulos, Hyndman, Journal of the
/// American Statistical Association 114 (2019) 804–819), in the form that needs no matrix: λ is found by conjugate gradients.</para>
/// <para>Parts are wrong together: D is (1 − ρ)·diag(s²) + ρ·s·sᵀ, s their standard deviations.</para>
/// </remarks>
internal sealed class Reconciliation
{
    /// <summary>Iterations end when what is left is this share of the beginning.</summary>
    private const double Tolerance = 1e-7;

    private const int MostIterations = 500;

    private readonly int[] starts;
    private readonly int[] members;
    private readonly double correlation;

    /// <summary>Prepares the sums.</summary>
    /// <param name="groups">Numbers of the parts in each sum.</param>
    /// <param name="correlation">Between the errors of any two parts, 0..1.</param>
    public Reconciliation(IReadOnlyList<int[]> groups, double correlation)
    {
        starts = new int[groups.Count + 1];
        for (var g = 0; g < groups.Count; g++)
            starts[g + 1] = starts[g] + groups[g].Length;
        members = [.. groups.SelectMany(g => g)];
        this.correlation = correlation;
    }

    /// <summary>Number of sums.</summary>
    public int Sums => starts.Length - 1;

    /// <summary>Adds up.</summary>
    /// <param name="parts">One value a part.</param>
    /// <param name="sums">One value a sum; overwritten.</param>
    public void AddUp(ReadOnlySpan<double> parts, Span<double> sums)
    {
        for (var g = 0; g < Sums; g++)
        {
            var sum = 0.0;
            foreach (var member in members.AsSpan(starts[g], starts[g + 1] - starts[g]))
                sum += parts[member];
            sums[g] = sum;
        }
    }

    /// <summary>Reconciles one bucket.</summary>
    /// <param name="parts">Forecasts of the parts; overwritten by the reconciled ones.</param>
    /// <param name="sums">Forecasts of the sums.</param>
    /// <param name="partDeviation">Standard deviation of each part's error; 0 = it stays.</param>
    /// <param name="sumVariance">Variance of each sum's error, above 0.</param>
    public void Apply(Span<double> parts, ReadOnlySpan<double> sums, ReadOnlySpan<double> partDeviation, ReadOnlySpan<double> sumVariance)
    {
        var (count, n) = (Sums, parts.Length);
        var (multiplier, residual, direction, image, scale) = (new double[count], new double[count], new double[count], new double[count], new double[count]);
        var spread = new double[n];
        AddUp(parts, residual);
        AddUp(partDeviation, scale);
        for (var i = 0; i < n; i++)
            spread[i] = partDeviation[i] * partDeviation[i];
        AddUp(spread, image);
        var rest = 0.0;
        for (var g = 0; g < count; g++)
        {
            residual[g] = sums[g] - residual[g];
            scale[g] = 1 / ((1 - correlation) * image[g] + correlation * scale[g] * scale[g] + sumVariance[g]);
            direction[g] = scale[g] * residual[g];
            rest += residual[g] * direction[g];
        }

        var enough = rest * Tolerance * Tolerance;
        for (var i = 0; i < MostIterations && rest > enough; i++)
        {
            Spread(direction, partDeviation, spread);
            AddUp(spread, image);
            var curvature = 0.0;
            for (var g = 0; g < count; g++)
            {
                image[g] += sumVariance[g] * direction[g];
                curvature += direction[g] * image[g];
            }

            var step = rest / curvature;
            var next = 0.0;
            for (var g = 0; g < count; g++)
            {
                multiplier[g] += step * direction[g];
                residual[g] -= step * image[g];
                next += residual[g] * scale[g] * residual[g];
            }

            for (var g = 0; g < count; g++)
                direction[g] = scale[g] * residual[g] + next / rest * direction[g];
            rest = next;
        }

        Spread(multiplier, partDeviation, spread);
        for (var i = 0; i < n; i++)
            parts[i] += spread[i];
    }

    /// <summary>D·Aᵀ·λ.</summary>
    private void Spread(ReadOnlySpan<double> multiplier, ReadOnlySpan<double> deviation, Span<double> result)
    {
        result.Clear();
        for (var g = 0; g < multiplier.Length; g++)
        {
            foreach (var member in members.AsSpan(starts[g], starts[g + 1] - starts[g]))
                result[member] += multiplier[g];
        }

        var common = 0.0;
        for (var i = 0; i < result.Length; i++)
            common += deviation[i] * result[i];
        for (var i = 0; i < result.Length; i++)
            result[i] = deviation[i] * ((1 - correlation) * deviation[i] * result[i] + correlation * common);
    }
}
