using System.Globalization;

namespace Forecasting.Reports.Pictures;

/// <summary>An axis: from values to places, with round numbers at its marks.</summary>
/// <param name="From">Value at its beginning.</param>
/// <param name="To">Value at its end, ≠ <paramref name="From"/>.</param>
/// <param name="Start">Place of its beginning.</param>
/// <param name="End">Place of its end; before <paramref name="Start"/> where it grows upwards.</param>
internal readonly record struct PictureAxis(double From, double To, double Start, double End)
{
    /// <summary>The place of a value.</summary>
    public double At(double value) => Start + (value - From) / (To - From) * (End - Start);

    /// <summary>The value at a place.</summary>
    public double ValueAt(double place) => From + (place - Start) / (End - Start) * (To - From);

    /// <summary>Round values from end to end, about so many.</summary>
    /// <param name="about">Marks wished for, ≥ 2.</param>
    public IEnumerable<double> Marks(int about)
    {
        var step = RoundStep((To - From) / about);
        for (var i = (long)Math.Ceiling(From / step - 1e-9); i * step <= To + 1e-9 * step; i++)
            yield return i * step;
    }

    /// <summary>A step of 1, 2 or 5 times a power of ten, at least as large.</summary>
    /// <param name="least">&gt; 0.</param>
    public static double RoundStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return (least / power) switch { <= 1 + 1e-9 => 1, <= 2 + 1e-9 => 2, <= 5 + 1e-9 => 5, _ => 10 } * power;
    }

    /// <summary>A count as people write it: 950, 12.5k, 3.2m.</summary>
    public static string Count(double value) => Math.Abs(value) switch
    {
        >= 999_500 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.##}m"),
        >= 10_000 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.#}k"),
        >= 100 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");
}
