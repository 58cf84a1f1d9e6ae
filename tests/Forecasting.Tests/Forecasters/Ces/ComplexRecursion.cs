using System.Numerics;
using Forecasting.Forecasters.Ces;
using Forecasting.Statistics;

namespace Forecasting.Tests.Forecasters.Ces;

/// <summary>Complex exponential smoothing as the paper writes it, in complex numbers: z ← α (y + ie) + (1 − α + i) z.</summary>
internal sealed class ComplexRecursion(Complex level, Complex[] season, Complex levelConstant, Complex seasonConstant)
{
    private Complex level = level;

    /// <summary>Expected in a bucket of a phase.</summary>
    public double Mean(int phase) => level.Real + season[phase].Real;

    /// <summary>Takes an error of a bucket of a phase.</summary>
    public void Move(int phase, double error)
    {
        level = Next(level, levelConstant, error);
        season[phase] = Next(season[phase], seasonConstant, error);
    }

    /// <summary>Demand made by known constants: level 100, season of four from −20 to 20 in the full form, errors that are normal.</summary>
    public static double[] Simulate(CesParameters parameters, double deviation, int buckets, ulong seed)
    {
        var random = new SplitMix64(seed);
        double[] added = parameters.Form == CesForm.Full ? [-20, 5, 20, -5] : [0, 0, 0, 0];
        var truth = Start(parameters, 100, added);
        var demand = new double[buckets];
        for (var t = 0; t < buckets; t++)
        {
            var error = deviation * NormalDistribution.Quantile(random.NextUniform());
            demand[t] = truth.Mean(t % 4) + error;
            truth.Move(t % 4, error);
        }

        return demand;
    }

    /// <summary>From a steady level and season.</summary>
    public static ComplexRecursion Start(CesParameters parameters, double level, double[] season)
    {
        var alpha = new Complex(parameters.Level.Real, parameters.Level.Imaginary);
        var beta = parameters.Form == CesForm.Full ? new Complex(parameters.Season.Real, parameters.Season.Imaginary) : Complex.Zero;
        return new ComplexRecursion(
            new Complex(level, level / alpha.Real), [.. season.Select(s => new Complex(s, beta == Complex.Zero ? 0 : s / beta.Real))], alpha, beta);
    }

    private static Complex Next(Complex state, Complex constant, double error) => constant == Complex.Zero
        ? state
        : constant * new Complex(state.Real + error, error) + (1 - constant + Complex.ImaginaryOne) * state;
}
