namespace Forecasting.Accuracy;

/// <summary>How far products and places are wrong together: the correlation between the forecast errors of two of them in one bucket.</summary>
/// <param name="Measured">As kept outcomes show it, 0..1; NaN when there are none of two products in one bucket.</param>
/// <param name="Buckets">Different buckets of the past it was measured over: neighbours in one bucket are one surprise, not many.</param>
public sealed record ErrorCorrelation(double Measured, int Buckets)
{
    /// <summary>What is assumed before anything was measured: a hundred products alike then spread 3.3 times as far as if they were independent.</summary>
    public const double Default = 0.1;

    /// <summary>Buckets that the default counts as: with a quarter of a year of weeks, half is measured.</summary>
    public const int DefaultBuckets = 13;

    /// <summary>Nothing was measured.</summary>
    public static ErrorCorrelation Assumed { get; } = new(double.NaN, 0);

    /// <summary>What to reckon with, 0..1: the measured one, drawn to the default where it was measured over few buckets.</summary>
    public double Value => Buckets == 0 ? Default : (Buckets * Measured + DefaultBuckets * Default) / (Buckets + DefaultBuckets);
}
