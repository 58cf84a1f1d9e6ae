namespace Forecasting.Inventory.Theory;

/// <summary>Where a rising function crosses zero, by halving: as many digits as a double has, whatever the function.</summary>
internal static class MonotoneRoot
{
    public static double Find(Func<double, double> rising, double low, double high)
    {
        while (true)
        {
            var middle = low + 0.5 * (high - low);
            if (!(middle > low && middle < high))
                return middle;
            if (rising(middle) < 0)
                low = middle;
            else
                high = middle;
        }
    }

    /// <summary>As <see cref="Find"/>, where only a point below the root is known: the step above it is doubled until it is
    /// passed.</summary>
    public static double FindAbove(Func<double, double> rising, double low, double step)
    {
        var high = low + step;
        while (rising(high) < 0)
        {
            step *= 2;
            (low, high) = (high, high + step);
        }

        return Find(rising, low, high);
    }
}
