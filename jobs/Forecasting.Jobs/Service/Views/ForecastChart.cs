using System.Globalization;
using Forecasting.Reports.Pictures;
using Forecasting.Reports.Workbook;

namespace Forecasting.Jobs.Service.Views;

/// <summary>History and forecast of one SKU-location as a picture: what was sold, what is expected, and between which limits.</summary>
internal static class ForecastChart
{
    private const int Width = 900;
    private const int Height = 320;
    private const int Left = 64;
    private const int Right = Width - 20;
    private const int Top = 48;
    private const int Bottom = Height - 36;

    /// <summary>Buckets of the past that are shown: two years of weeks.</summary>
    private const int PastShown = 104;

    /// <summary>The picture as SVG.</summary>
    public static string Svg(ForecastView view)
    {
        var past = view.History.TakeLast(PastShown).ToList();
        var (low, high) = (IndexOf(view, 0.1), IndexOf(view, 0.9));
        var largest = past.Select(b => b.Units ?? 0).Concat(view.Forecast.Select(b => Math.Max(b.Mean, b.Quantiles[high]))).DefaultIfEmpty(1).Max();
        var x = new PictureAxis(0, Math.Max(1, past.Count + view.Forecast.Length - 1), Left, Right);
        var y = new PictureAxis(0, Math.Max(1, largest * 1.05), Bottom, Top);
        var picture = new SvgPicture(Width, Height, string.Create(
            CultureInfo.InvariantCulture,
            $"Demand of {view.Sku} at {view.Location}, units per {view.Bucket}: {past.Count} buckets of history, {view.Forecast.Length} of forecast with the limits of 8 in 10 cases"));
        Axes(picture, view, past, x, y);
        var width = x.At(1) - x.At(0);
        for (var i = 0; i < view.Forecast.Length; i++)
        {
            var bucket = view.Forecast[i];
            var at = x.At(past.Count + i);
            picture.Box(at - width / 2, y.At(bucket.Quantiles[high]), width, y.At(bucket.Quantiles[low]) - y.At(bucket.Quantiles[high]), "#" + Palette.LightBlue);
        }

        foreach (var piece in Pieces(past))
            picture.Path(piece.Select(p => (x.At(p.Index), y.At(p.Units))), "#" + Palette.DarkGrey, 1.5);
        picture.Path(view.Forecast.Select((b, i) => (x.At(past.Count + i), y.At(b.Mean))), "#" + Palette.Blue, 2.5);
        return picture.ToString();
    }

    private static int IndexOf(ForecastView view, double level) =>
        Enumerable.Range(0, view.Levels.Length).MinBy(i => Math.Abs(view.Levels[i] - level));

    private static void Axes(SvgPicture picture, ForecastView view, List<PastBucket> past, PictureAxis x, PictureAxis y)
    {
        picture.Words(Left, 18, $"{view.Sku} at {view.Location}{(view.ItemName.Length > 0 ? $": {view.ItemName}" : "")}", 14, "#" + Palette.Navy, isBold: true);
        picture.Line(Left, 33, Left + 24, 33, "#" + Palette.DarkGrey, 1.5);
        picture.Words(Left + 30, 37, "history", 11);
        picture.Line(Left + 90, 33, Left + 114, 33, "#" + Palette.Blue, 2.5);
        picture.Words(Left + 120, 37, "forecast, mean", 11);
        picture.Box(Left + 220, 27, 12, 12, "#" + Palette.LightBlue);
        picture.Words(Left + 238, 37, "8 in 10 cases between", 11);
        foreach (var mark in y.Marks(5))
        {
            picture.Line(Left, y.At(mark), Right, y.At(mark), "#" + Palette.Rule);
            picture.Words(Left - 6, y.At(mark) + 4, PictureAxis.Count(mark), 11, "#" + Palette.Grey, "end");
        }

        var days = past.Select(b => b.Start).Concat(view.Forecast.Select(b => b.Start)).ToList();
        var step = Math.Max(1, days.Count / 8);
        for (var i = 0; i < days.Count; i += step)
            picture.Words(x.At(i), Bottom + 18, days[i].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 11, "#" + Palette.Grey, "middle");
    }

    // What was not observed is a gap, and not a zero.
    private static IEnumerable<List<(int Index, double Units)>> Pieces(List<PastBucket> past)
    {
        var piece = new List<(int, double)>();
        for (var i = 0; i <= past.Count; i++)
        {
            if (i < past.Count && past[i].Units is { } units)
            {
                piece.Add((i, units));
            }
            else if (piece.Count > 0)
            {
                yield return piece;
                piece = [];
            }
        }
    }
}
