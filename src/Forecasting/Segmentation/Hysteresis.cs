namespace Forecasting.Segmentation;

/// <summary>A limit between two classes that noise does not cross: a class once given is left only when the value is clearly past the
/// limit.</summary>
/// <remarks>The Schmitt trigger of electronics. Without it an item that stands on a limit changes its class, and with the class its
/// service target
/// and its stock, from plan to plan.</remarks>
public static class Hysteresis
{
    /// <summary>How far past the limit a value must be before the class changes, relative to the limit.</summary>
    public const double Margin = 0.10;

    /// <summary>True when a value is in the class at or above a limit.</summary>
    /// <param name="value">The value.</param>
    /// <param name="limit">The limit, &gt; 0.</param>
    /// <param name="wasAbove">On which side it was in the plan before; null = not known, and the limit itself decides.</param>
    public static bool IsAbove(double value, double limit, bool? wasAbove) => wasAbove switch
    {
        true => value >= limit * (1 - Margin),
        false => value >= limit * (1 + Margin),
        null => value >= limit,
    };
}
