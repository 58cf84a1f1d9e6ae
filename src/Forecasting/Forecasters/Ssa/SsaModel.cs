using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Statistics;

namespace Forecasting.Forecasters.Ssa;

/// <summary>SSA of one window and rank, fitted once: forecasts with bounds, and moves on with new buckets without fitting again.</summary>
/// <remarks>
/// <para>For whoever knows the window and the rank, or forecasts between two fits; <see cref="SsaForecaster"/> finds both by itself.
/// A model never changes: <see cref="Update(double)"/> gives another one.</para>
/// <para>The deviation of the error at h buckets ahead is √(σₒ² + σₐ² Σ_{j &lt; h} ψ_j²). σₒ² is what the components leave unexplained, per
/// entry of the trajectory matrix: (tr C − Σ λ) / ((L − r)(K − r)). σₒ² + σₐ² is the mean square of the model's own errors one bucket
/// ahead over its history, divided by (1 − r/K)² because the same history chose the components. ψ are the weights with which the
/// recurrence carries an error on. One rank and window were given, so nothing is added for having chosen them.</para>
/// </remarks>
public sealed class SsaModel
{
    /// <summary>From here on the recurrence multiplies the noise of its start more than fifty times.</summary>
    private const double LargestVerticality = 0.98;

    private readonly SignalSpace _space;
    private readonly SsaState _state;

    // The series is divided by a power of two, its size: no unit overflows, and none is rounded.
    private readonly double _unit;
    private readonly double _noiseVariance;
    private readonly double _driftVariance;

    // A series of one value is continued by that value, not by sums that come close to it.
    private readonly double? _constant;

    private SsaModel(SignalSpace space, SsaState state, double unit, double noiseVariance, double driftVariance, double? constant)
    {
        _space = space;
        _state = state;
        _unit = unit;
        _noiseVariance = noiseVariance;
        _driftVariance = driftVariance;
        _constant = constant;
    }

    /// <summary>Embedding window, buckets.</summary>
    public int WindowLength => _space.WindowLength;

    /// <summary>Components kept: as many as were asked for, or as the series has where that is fewer.</summary>
    public int Rank => _space.Rank;

    /// <summary>The recurrence that continues the series.</summary>
    public LinearRecurrence Recurrence => _space.Recurrence;

    /// <summary>Fits a model.</summary>
    /// <param name="series">History, oldest first; at least twice the window.</param>
    /// <param name="windowLength">Embedding window <c>L</c>, ≥ 2: four seasons or more where there is room.</param>
    /// <param name="rank">Components, 1..<paramref name="windowLength"/> − 1.</param>
    /// <param name="covariance">The matrix that the components are taken from.</param>
    /// <returns><c>Skipped</c> when the series is too short, has a gap (NaN) or an infinity, or has no usable recurrence at this
    /// rank.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The window or the rank is out of its range.</exception>
    public static Outcome<SsaModel> Fit(
        ReadOnlySpan<double> series, int windowLength, int rank, SsaCovariance covariance = SsaCovariance.Basic)
    {
        if (windowLength < 2)
            throw new ArgumentOutOfRangeException(nameof(windowLength), windowLength, "must be 2 or more.");
        if (rank < 1 || rank >= windowLength)
            throw new ArgumentOutOfRangeException(nameof(rank), rank, $"must be in 1..{windowLength - 1} for window {windowLength}.");
        if (series.Length < 2 * windowLength)
            return Skipped($"SSA with window {windowLength} needs at least {2 * windowLength} buckets; there are {series.Length}.");
        for (var t = 0; t < series.Length; t++)
            if (!double.IsFinite(series[t]))
                return Skipped($"Bucket {t + 1} of {series.Length} is not a number: fill gaps before fitting SSA.");

        if (!series.ContainsAnyExcept(series[0]))
            return new Outcome<SsaModel>.Done(Constant(series, windowLength));

        var unit = Math.ScaleB(1, Math.ILogB(VectorMath.LargestAbsolute(series)));
        var scaled = new double[series.Length];
        for (var t = 0; t < scaled.Length; t++)
            scaled[t] = series[t] / unit;
        return Fit(scaled, unit, windowLength, rank, covariance);
    }

    /// <summary>The forecast of the buckets after the last one.</summary>
    /// <param name="horizon">Buckets to forecast, ≥ 1.</param>
    /// <param name="confidenceLevel">Probability that <see cref="SsaPrediction.Lower"/>..<see cref="SsaPrediction.Upper"/> is meant to
    /// hold, between 0 and 1, ends excluded; 0.95 is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public SsaPrediction Predict(int horizon, double confidenceLevel)
    {
        if (horizon < 1)
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "must be 1 or more.");
        if (!(confidenceLevel > 0 && confidenceLevel < 1))
            throw new ArgumentOutOfRangeException(nameof(confidenceLevel), confidenceLevel, "must be between 0 and 1, ends excluded.");

        var order = WindowLength - 1;
        var coefficients = Recurrence.Coefficients.AsSpan();
        var values = new double[order + horizon];
        _state.CopyRebuilt(values);
        LinearRecurrence.Continue(values, coefficients);

        // The same recurrence started from a single 1 gives the weights ψ₀ = 1, ψ₁, ….
        var weights = new double[order + horizon];
        weights[order - 1] = 1;
        LinearRecurrence.Continue(weights, coefficients);

        var factor = NormalDistribution.Quantile(0.5 + 0.5 * confidenceLevel);
        var (mean, deviation) = (new double[horizon], new double[horizon]);
        var (lower, upper) = (new double[horizon], new double[horizon]);
        var squares = 0.0;
        for (var h = 0; h < horizon; h++)
        {
            squares += weights[order - 1 + h] * weights[order - 1 + h];
            mean[h] = _constant ?? values[order + h] * _unit;
            deviation[h] = Math.Sqrt(_noiseVariance + _driftVariance * squares) * _unit;
            lower[h] = mean[h] - factor * deviation[h];
            upper[h] = mean[h] + factor * deviation[h];
        }

        return new SsaPrediction(Seal(mean), Seal(lower), Seal(upper), Seal(deviation));
    }

    /// <summary>The model one bucket later: see <see cref="Update(ReadOnlySpan{double})"/>.</summary>
    /// <param name="value">What the next bucket turned out to be; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is NaN or infinite.</exception>
    public SsaModel Update(double value) => Update([value]);

    /// <summary>The model some buckets later, in O(L·r) for each. Components, recurrence and variances stay as fitted; the buckets that the
    /// forecast starts from are rebuilt from the new windows as if all had been projected again.</summary>
    /// <param name="values">What the next buckets turned out to be, oldest first; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is NaN or infinite.</exception>
    public SsaModel Update(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (!double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(values), value, "must be finite.");
        if (_constant is { } constant && !values.ContainsAnyExcept(constant))
            return this;

        var scaled = values.ToArray();
        foreach (ref var value in scaled.AsSpan())
            value /= _unit;
        return new SsaModel(_space, _state.After(scaled), _unit, _noiseVariance, _driftVariance, constant: null);
    }

    private static Outcome<SsaModel> Fit(double[] series, double unit, int windowLength, int rank, SsaCovariance covariance)
    {
        var values = new double[rank];
        var vectors = new double[rank * windowLength];
        if (!LeadingComponents.TryFind(series, windowLength, covariance, values, vectors))
            return new Outcome<SsaModel>.Failed("The eigenvalues of the lag-covariance matrix did not converge.");

        var used = SsaDecomposition.CountAbove(values, SsaDecomposition.NumericalZero * values[0]);
        Array.Resize(ref vectors, used * windowLength);
        var recurrence = LinearRecurrence.Of(vectors, windowLength);
        if (recurrence is null || recurrence.Verticality >= LargestVerticality)
        {
            return Skipped(
                $"SSA of rank {used} with window {windowLength} has no usable recurrence: it would multiply noise more than fifty times.");
        }

        var space = new SignalSpace(vectors, windowLength, recurrence);
        var windows = series.Length - windowLength + 1;
        var unexplained = Math.Max(0, Trace(series, windowLength, covariance) - values.Take(used).Sum());
        var spent = 1 - (double)used / windows;
        var oneStep = OneStepErrors.MeanSquare(series, space) / (spent * spent);
        var noise = Math.Min(oneStep, unexplained / ((double)(windowLength - used) * (windows - used)));
        return new Outcome<SsaModel>.Done(new SsaModel(space, SsaState.At(series, space), unit, noise, oneStep - noise, constant: null));
    }

    /// <summary>Rank 1 with the flat vector, which is what every constant series has.</summary>
    private static SsaModel Constant(ReadOnlySpan<double> series, int windowLength)
    {
        var unit = series[0] == 0 ? 1 : Math.ScaleB(1, Math.ILogB(series[0]));
        var vector = new double[windowLength];
        Array.Fill(vector, 1 / Math.Sqrt(windowLength));
        var scaled = new double[2 * windowLength];
        Array.Fill(scaled, series[0] / unit);
        var space = new SignalSpace(vector, windowLength, LinearRecurrence.Of(vector, windowLength)!);
        return new SsaModel(space, SsaState.At(scaled, space), unit, 0, 0, series[0]);
    }

    /// <summary>The sum of all eigenvalues.</summary>
    private static double Trace(ReadOnlySpan<double> series, int windowLength, SsaCovariance covariance)
    {
        var windows = series.Length - windowLength + 1;
        if (covariance == SsaCovariance.Toeplitz)
            return VectorMath.Dot(series, series) * windows * windowLength / series.Length;
        var sum = 0.0;
        for (var t = 0; t < series.Length; t++)
            sum += series[t] * series[t] * Math.Min(Math.Min(t + 1, series.Length - t), windowLength);
        return sum;
    }

    private static Outcome<SsaModel> Skipped(FormattableString reason) =>
        new Outcome<SsaModel>.Skipped(FormattableString.Invariant(reason));

    private static ImmutableArray<double> Seal(double[] values) => ImmutableCollectionsMarshal.AsImmutableArray(values);
}
