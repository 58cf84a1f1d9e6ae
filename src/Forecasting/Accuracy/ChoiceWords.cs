using System.Globalization;

namespace Forecasting.Accuracy;

/// <summary>How good a model was, for a planner.</summary>
internal static class ChoiceWords
{
    /// <summary>Such as: 23 % nearer than the last season repeated, from 18 past dates.</summary>
    /// <param name="loss">Loss of the model.</param>
    /// <param name="benchmark">Loss of seasonal naive.</param>
    /// <param name="origins">Past origins.</param>
    /// <param name="seasonLength">Buckets in a season; 1 = none.</param>
    public static string Beside(double loss, double benchmark, int origins, int seasonLength)
    {
        var repeated = seasonLength > 1 ? "the last season repeated" : "the last value repeated";
        var share = Math.Round(100 * (loss / benchmark - 1));
        var distance = benchmark <= 0
            ? loss <= 0 ? "as near as" : "further off than"
            : share == 0 ? "as near as" : string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(share):0} % {(share < 0 ? "nearer" : "further off")} than");
        return string.Create(CultureInfo.InvariantCulture, $"{distance} {repeated}, from {origins} past {(origins == 1 ? "date" : "dates")}");
    }
}
