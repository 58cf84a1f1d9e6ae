using System.Collections.Immutable;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>One series fitted as <c>ForecastBySsa</c> of Microsoft.ML.TimeSeries fits it, for people who migrate from it.</summary>
/// <remarks>
/// <para>Basic SSA, a rank chosen by a long in-sample run, roots pushed into the unit circle, normal bounds:
/// docs/methods/ssa-microsoft-ml.md says how near the numbers are and why our own engine (<see cref="SsaForecaster"/>) differs.</para>
/// <para>Inputs are read as single precision, as theirs; all arithmetic is double. A model never changes: <see cref="Update"/> returns
/// another.</para>
/// </remarks>
public sealed class MicrosoftMLModel
{
    private readonly ShrinkingWindow _window;
    private readonly ImmutableArray<double> _recent;

    private MicrosoftMLModel(
        ShrinkingWindow window, int rank, Stabilization recurrence, NoiseVariances noise,
        ImmutableArray<double> state, ImmutableArray<double> recent)
    {
        _window = window;
        _recent = recent;
        Rank = rank;
        Recurrence = recurrence;
        Noise = noise;
        State = state;
        Coefficients = [.. recurrence.Coefficients];
        Eigenvalues = [.. window.Values];
    }

    /// <summary>Effective window, buckets: that of the settings, or less where an eigenvector was a spike at its end.</summary>
    public int WindowLength => _window.WindowLength;

    /// <summary>Components used, 1..<see cref="WindowLength"/> − 1.</summary>
    public int Rank { get; }

    /// <summary>The recurrence: next = Σ Coefficients[k]·State[k], oldest first, after stabilisation; <see cref="WindowLength"/> − 1 of
    /// them.</summary>
    public ImmutableArray<double> Coefficients { get; }

    /// <summary>The last smoothed values, oldest first, units; <see cref="WindowLength"/> − 1.</summary>
    public ImmutableArray<double> State { get; }

    /// <summary>Eigenvalues of the lag-covariance matrix, descending, units² (they call them singular values).</summary>
    public ImmutableArray<double> Eigenvalues { get; }

    /// <summary>Variance of the series around its rebuilt signal, units².</summary>
    public double ObservationNoiseVariance => Noise.Observation;

    /// <summary>Variance they take for that of the recurrence's errors, units².</summary>
    public double AutoregressionNoiseVariance => Noise.Autoregression;

    /// <summary>True when nothing but a mean of the last value was left to fit: all zeros, one lone sale.</summary>
    public bool IsNaive => _window.IsNaive;

    /// <summary>True when the recurrence was stabilised; false when that was not asked for, failed, or <see cref="IsNaive"/>.</summary>
    public bool IsStabilized => Recurrence.IsDone;

    /// <summary>True when stabilisation took roots for a straight line, which it then damps by 0.99 a bucket.</summary>
    public bool HasLinearTrend => Recurrence.HasLinearTrend;

    /// <summary>True when stabilisation took the oscillation out of a wave longer than the window.</summary>
    public bool HasSlowWave => Recurrence.HasSlowWave;

    private Stabilization Recurrence { get; }

    private NoiseVariances Noise { get; }

    /// <summary>Fits the first <see cref="MicrosoftMLSettings.TrainSize"/> values of a series.</summary>
    /// <param name="series">Units per bucket, oldest first. NaN is dropped, as theirs does, and the gap closes up.</param>
    /// <param name="settings">Their arguments.</param>
    /// <returns><see cref="Outcome{T}.Skipped"/> where theirs throws, or warns and answers zeros: at most twice the window of values, an
    /// infinite one, no recurrence.</returns>
    /// <remarks>Values after the first TrainSize are ignored, and the forecast starts where the fitted values end: feed them with
    /// <see cref="Update"/>.</remarks>
    public static Outcome<MicrosoftMLModel> Fit(ReadOnlySpan<double> series, MicrosoftMLSettings settings)
    {
        var kept = new List<double>(Math.Min(series.Length, settings.TrainSize));
        for (var t = 0; t < series.Length && kept.Count < settings.TrainSize; t++)
        {
            if (float.IsInfinity((float)series[t]))
                return Skipped($"Value {t + 1} of the series is beyond single precision.");
            if (!double.IsNaN(series[t]))
                kept.Add((float)series[t]);
        }

        if (kept.Count <= 2 * settings.WindowSize)
            return Skipped($"Window {settings.WindowSize} needs more than {2 * settings.WindowSize} values; there are {kept.Count}.");

        var values = kept.ToArray();
        var largest = settings.WindowSize - 1;
        if (settings.HonourMaxRank)
            largest = Math.Min(largest, settings.MaxRank ?? largest);
        var window = ShrinkingWindow.Decompose(values, settings.WindowSize, largest);
        var rank = window.IsNaive ? 1 : settings.RankSelectionMethod switch
        {
            MicrosoftMLRankSelection.Exact => RankSearch.Exact(values, window),
            MicrosoftMLRankSelection.Fast => RankSearch.Fast(values, window),
            _ => Math.Min(settings.Rank ?? window.LargestRank, window.LargestRank),
        };
        if (Recur(window, rank) is not { } coefficients)
            return Skipped($"Rank {rank} with window {window.WindowLength} has no recurrence.");

        var recurrence = settings.ShouldStabilize && !window.IsNaive
            ? Stabilization.Of(coefficients, window.WindowLength, settings.MaxGrowth?.PerBucket ?? double.PositiveInfinity)
            : new Stabilization(coefficients, false, false, false, 1);
        var noise = settings.RankSelectionMethod is MicrosoftMLRankSelection.Exact
            ? NoiseVariances.OfSeries(values, window, rank, recurrence.Coefficients)
            : NoiseVariances.OfTail(values, window, rank, recurrence.Coefficients);
        ImmutableArray<double> state = [.. Project(window, rank, values.AsSpan(values.Length - window.WindowLength))[1..]];

        // Until it is updated the model remembers smoothed values in place of the observed ones.
        return new Outcome<MicrosoftMLModel>.Done(new MicrosoftMLModel(window, rank, recurrence, noise, state, recent: state));
    }

    /// <summary>Forecasts the buckets after the last value seen.</summary>
    /// <param name="horizon">Buckets, ≥ 1.</param>
    /// <param name="confidenceLevel">Probability between the bounds, 0 ≤ c &lt; 1.</param>
    /// <returns>Finite numbers: what would leave the range of single precision stays at its end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public MicrosoftMLPrediction Predict(int horizon, double confidenceLevel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (!(confidenceLevel is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidenceLevel), confidenceLevel, "must be at least 0 and below 1.");

        var forecast = Continue(State.AsSpan(), horizon);
        var impulse = new double[State.Length];
        impulse[^1] = 1;
        var response = Continue(impulse, horizon);
        var z = NormalDistribution.Quantile((1 + confidenceLevel) / 2);
        var deviation = new double[horizon];
        var variance = Noise.Autoregression + Noise.Observation;
        for (var h = 0; h < horizon; h++)
        {
            // response[h] is ψ_{h+1}. The sum should take in ψ₁ at the second bucket; theirs starts with ψ₂.
            variance += h > 0 ? Noise.Autoregression * response[h] * response[h] : 0;
            deviation[h] = Math.Min(Math.Sqrt(variance), float.MaxValue);
        }

        return new MicrosoftMLPrediction(
            [.. forecast],
            [.. forecast.Zip(deviation, (mean, sd) => mean - z * sd)],
            [.. forecast.Zip(deviation, (mean, sd) => mean + z * sd)],
            [.. deviation]);
    }

    /// <summary>The model after one more value: the state moves on, nothing is fitted again. O(L·r).</summary>
    /// <param name="value">Units; NaN is dropped.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is beyond single precision.</exception>
    public MicrosoftMLModel Update(double value)
    {
        if (double.IsNaN(value))
            return this;
        if (float.IsInfinity((float)value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "must lie within single precision.");

        var order = State.Length;
        double[] last = [.. _recent, (float)value];
        var projected = Project(_window, Rank, last);
        var state = new double[order];
        for (var i = 0; i < order - 1; i++)
        {
            // A position has been smoothed before, in the windows it was part of, and weighs the more the older it is.
            var before = order - 1 - i;
            state[i] = (before * State[i + 1] + projected[i + 1]) / (before + 1);
        }

        state[order - 1] = projected[order];
        return new MicrosoftMLModel(_window, Rank, Recurrence, Noise, [.. state], [.. last[1..]]);
    }

    private static double[]? Recur(ShrinkingWindow window, int rank)
    {
        var coefficients = new double[window.WindowLength - 1];
        var verticality = 0.0;
        for (var i = 0; i < rank; i++)
        {
            var vector = AsSingle(window.Vector(i));
            verticality += vector[^1] * vector[^1];
            VectorMath.AddScaled(coefficients, vector[^1], vector[..^1]);
        }

        if (!LinearRecurrence.Exists(verticality))
            return null;
        for (var i = 0; i < coefficients.Length; i++)
            coefficients[i] /= 1 - verticality;
        return coefficients;
    }

    private static ReadOnlySpan<double> AsSingle(ReadOnlySpan<double> vector)
    {
        var rounded = new double[vector.Length];
        for (var i = 0; i < rounded.Length; i++)
            rounded[i] = (float)vector[i];
        return rounded;
    }

    private static double[] Project(ShrinkingWindow window, int rank, ReadOnlySpan<double> points)
    {
        var projected = new double[points.Length];
        for (var i = 0; i < rank; i++)
            VectorMath.AddScaled(projected, VectorMath.Dot(points, window.Vector(i)), window.Vector(i));
        return projected;
    }

    private double[] Continue(ReadOnlySpan<double> start, int horizon)
    {
        var order = start.Length;
        var run = new double[order + horizon];
        start.CopyTo(run);
        for (var t = order; t < run.Length; t++)
            run[t] = Math.Clamp(VectorMath.Dot(Coefficients.AsSpan(), run.AsSpan(t - order, order)), -float.MaxValue, float.MaxValue);
        return run[order..];
    }

    private static Outcome<MicrosoftMLModel> Skipped(FormattableString reason) =>
        new Outcome<MicrosoftMLModel>.Skipped(FormattableString.Invariant(reason));
}
