using System.Runtime.CompilerServices;

namespace Forecasting.Inventory.Theory;

/// <summary>The ranges that textbook formulas ask of their arguments.</summary>
internal static class Require
{
    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Check(double.IsFinite(value), value, name, "finite");

    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Check(value > 0 && double.IsFinite(value), value, name, "finite and positive");

    public static void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Check(value >= 0 && double.IsFinite(value), value, name, "finite and not negative");

    /// <summary>Above 0, at most 1.</summary>
    public static void Share(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Check(value > 0 && value <= 1, value, name, "above 0 and at most 1");

    public static void AtLeast(double least, double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Check(value >= least && double.IsFinite(value), value, name, FormattableString.Invariant($"finite and at least {least}"));

    public static void NotNegative(ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        foreach (var value in values)
            NotNegative(value, name);
    }

    /// <summary>A list of <paramref name="length"/> values, none below 0.</summary>
    public static void NotNegative(ReadOnlySpan<double> values, int length, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        if (values.Length != length)
            throw new ArgumentException(FormattableString.Invariant($"Must have {length} values, has {values.Length}."), name);
        NotNegative(values, name);
    }

    private static void Check(bool legal, double value, string name, string range)
    {
        if (!legal)
            throw new ArgumentOutOfRangeException(name, value, $"Must be {range}.");
    }
}
