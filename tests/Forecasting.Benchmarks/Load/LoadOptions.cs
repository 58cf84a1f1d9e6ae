using System.Globalization;

namespace Forecasting.Benchmarks.Load;

/// <summary>What both tables of the load of the service have in common.</summary>
internal static class LoadOptions
{
    /// <summary>Morning of every plan.</summary>
    public const string AsOf = "2026-06-29";

    /// <summary>A whole number that was given on the command line.</summary>
    public static int Of(string[] options, string name, int otherwise) =>
        Array.IndexOf(options, name) is var at and >= 0 ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The value at a level, 0..1, of values in order; 0 when there are none.</summary>
    public static double At(double[] sorted, double level) => sorted is [] ? 0 : sorted[(int)(level * (sorted.Length - 1))];
}
