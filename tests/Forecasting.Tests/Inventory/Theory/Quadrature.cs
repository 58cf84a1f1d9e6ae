namespace Forecasting.Tests.Inventory.Theory;

/// <summary>Simpson's rule, as the brute force that closed forms are held against.</summary>
internal static class Quadrature
{
    private const int Intervals = 20_000;

    public static double Of(Func<double, double> function, double from, double to)
    {
        var step = (to - from) / Intervals;
        var sum = function(from) + function(to);
        for (var i = 1; i < Intervals; i++)
            sum += (i % 2 == 1 ? 4 : 2) * function(from + i * step);
        return sum * step / 3;
    }
}
