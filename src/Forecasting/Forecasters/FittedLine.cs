namespace Forecasting.Forecasters;

/// <summary>A least-squares line through points that come one by one.</summary>
internal struct FittedLine
{
    private double time, value, timeSquare, product;

    /// <summary>Points so far.</summary>
    public double Count { get; private set; }

    /// <summary>Adds a point.</summary>
    public void Add(double at, double y)
    {
        Count++;
        time += at;
        value += y;
        timeSquare += at * at;
        product += at * y;
    }

    /// <summary>Value at time 0 and change per unit of time; flat through a single point, 0 without one.</summary>
    public readonly (double Intercept, double Slope) Solve()
    {
        var determinant = Count * timeSquare - time * time;
        if (!(determinant > 0))
            return (Count > 0 ? value / Count : 0, 0);
        var slope = (Count * product - time * value) / determinant;
        return ((value - slope * time) / Count, slope);
    }
}
