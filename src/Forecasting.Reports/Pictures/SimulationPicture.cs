using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Replay;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Pictures;

/// <summary>A simulation as one picture: how much stock buys how much service under each policy, and the weeks of the plan below.</summary>
public static class SimulationPicture
{
    private const int Width = 960;
    private const int Height = 800;
    private const double Left = 80;
    private const double Right = 930;
    private const string Grey = "#888888";
    private const string PaleGrey = "#e4e4e4";

    // Okabe, Ito, Color Universal Design (2008): told apart by colour-blind readers too.
    private static readonly string[] Colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9"];

    /// <summary>Writes it.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="policies">What came of each policy, the plan first. All are of the same SKU-locations.</param>
    /// <param name="isMoney">True when stock is shown at purchase cost; false in units.</param>
    /// <param name="intervalDays">Days from one morning to the next.</param>
    public static void Write(Stream stream, ImmutableArray<ReplayOutcome> policies, bool isMoney, int intervalDays)
    {
        var plan = policies[0].AsSet;
        var title = string.Create(CultureInfo.InvariantCulture, $"What the plan would have done on the past: {plan.Scores.Count(s => s.Weeks > 0):#,##0} SKU-locations");
        var picture = new SvgPicture(Width, Height, title);
        picture.Words(Left, 32, title, 18, "#111111", isBold: true);
        picture.Words(Left, 54, "Each line is one way to order, at lower and higher settings; the dot is its setting today. Further up and to the left is better.", 12);
        TradeOff(picture, policies, isMoney);
        var step = intervalDays == 7 ? "week" : string.Create(CultureInfo.InvariantCulture, $"{intervalDays} days");
        Bars(picture, plan, "Plan: units in stock, by " + step, p => p.MeanStock, Colours[0], 545, 635);
        Bars(picture, plan, "Plan: units wanted and not served at once, by " + step, p => p.Missed, "#c0392b", 690, 770);
        using var writer = CsvText.Writer(stream);
        writer.Write(picture.ToString());
    }

    private static void TradeOff(SvgPicture picture, ImmutableArray<ReplayOutcome> policies, bool isMoney)
    {
        const double top = 80, bottom = 470;
        double Stock(ReplayPoint point) => isMoney ? point.StockValue : point.MeanStock;
        var (least, most) = (policies.Min(p => p.AsSet.FillRate), policies.Max(p => Stock(p.AsSet)));
        if (!double.IsFinite(least) || most <= 0)
        {
            picture.Words(Left, top + 20, "Nothing was wanted, or nothing was in stock: there is no curve.", 13);
            return;
        }

        // The settings of today in the middle: far ends of the curves are cut.
        var y = new PictureAxis(Math.Max(0, Math.Floor((least - 0.6 * (1 - least) - 0.005) * 50) / 50), 1, bottom, top);
        var x = new PictureAxis(0, 1.6 * most, Left, Right);
        foreach (var mark in y.Marks(6))
        {
            picture.Line(Left, y.At(mark), Right, y.At(mark), PaleGrey);
            picture.Words(Left - 8, y.At(mark) + 4, PictureAxis.Percent(mark), 11, Grey, "end");
        }

        foreach (var mark in x.Marks(8))
        {
            picture.Line(x.At(mark), bottom, x.At(mark), bottom + 5, Grey);
            picture.Words(x.At(mark), bottom + 18, PictureAxis.Count(mark), 11, Grey, "middle");
        }

        picture.Line(Left, bottom, Right, bottom, Grey);
        picture.Words(Left + 8, top + 18, "units served at once (fill rate)", 12, Grey);
        picture.Words(Right, bottom + 36, isMoney ? "mean stock, at purchase cost" : "mean stock, units", 12, Grey, "end");
        for (var i = policies.Length - 1; i >= 0; i--)
        {
            var points = policies[i].Points.Select(p => (X: Stock(p), Y: p.FillRate)).OrderBy(p => p.X).ToArray();
            foreach (var piece in Inside(points, x, y))
                picture.Path(piece, Colour(i), 2.5);
        }

        for (var i = 0; i < policies.Length; i++)
            picture.Dot(x.At(Stock(policies[i].AsSet)), y.At(policies[i].AsSet.FillRate), i == 0 ? 9 : 7, Colour(i));
        Names(picture, policies, Stock, isMoney, bottom);
    }

    /// <summary>The names, with service and stock as set, in a column on the lower right, where curves seldom go; in the order of service.</summary>
    private static void Names(SvgPicture picture, ImmutableArray<ReplayOutcome> policies, Func<ReplayPoint, double> stock, bool isMoney, double bottom)
    {
        picture.Box(Right - 395, bottom - 28 - 22 * (policies.Length + 1), 395, 22 * (policies.Length + 1) + 20, "#ffffff");

        var row = 0;
        foreach (var (policy, i) in policies.Select((p, i) => (p, i)).OrderByDescending(p => p.p.AsSet.FillRate).ThenBy(p => p.i))
        {
            var place = bottom - 20 - 22 * (policies.Length - 1 - row++);
            picture.Dot(Right - 375, place - 4, i == 0 ? 7 : 5.5, Colour(i));
            picture.Words(Right - 360, place, policy.Policy, 13, "#111111", isBold: i == 0);
            picture.Words(Right - 110, place, PictureAxis.Percent(policy.AsSet.FillRate), 13, "#111111", "end", i == 0);
            picture.Words(Right - 10, place, PictureAxis.Count(stock(policy.AsSet)), 13, "#111111", "end", i == 0);
        }

        var heading = bottom - 20 - 22 * policies.Length;
        picture.Words(Right - 110, heading, "served", 11, Grey, "end");
        picture.Words(Right - 10, heading, isMoney ? "stock value" : "stock", 11, Grey, "end");
    }

    private static void Bars(SvgPicture picture, ReplayPoint plan, string title, Func<ReplayPeriod, double> height, string colour, double top, double bottom)
    {
        picture.Words(Left, top - 10, title, 13, "#111111");
        var most = plan.Periods.IsEmpty ? 0 : plan.Periods.Max(height);
        if (most <= 0)
        {
            picture.Words(Left, (top + bottom) / 2, "none", 12, Grey);
            return;
        }

        var y = new PictureAxis(0, most, bottom, top);
        foreach (var mark in y.Marks(3))
        {
            picture.Line(Left, y.At(mark), Right, y.At(mark), PaleGrey);
            picture.Words(Left - 8, y.At(mark) + 4, PictureAxis.Count(mark), 11, Grey, "end");
        }

        var slot = (Right - Left) / plan.Periods.Length;
        var words = Math.Max(1, (int)Math.Ceiling(90 / slot));
        for (var i = 0; i < plan.Periods.Length; i++)
        {
            var x = Left + i * slot;
            picture.Box(x + 0.1 * slot, y.At(height(plan.Periods[i])), 0.8 * slot, bottom - y.At(height(plan.Periods[i])), colour);
            if (i % words == 0)
                picture.Words(x + 0.1 * slot, bottom + 15, CsvText.Date(plan.Periods[i].Start), 10, Grey);
        }

        picture.Line(Left, bottom, Right, bottom, Grey);
    }

    /// <summary>The pieces of a line that lie inside of the axes, in places.</summary>
    private static IEnumerable<List<(double X, double Y)>> Inside((double X, double Y)[] points, PictureAxis x, PictureAxis y)
    {
        const int parts = 24;
        var piece = new List<(double X, double Y)>();
        for (var i = 0; i + 1 < points.Length; i++)
        {
            for (var part = i == 0 ? 0 : 1; part <= parts; part++)
            {
                var share = part / (double)parts;
                var at = (X: points[i].X + share * (points[i + 1].X - points[i].X), Y: points[i].Y + share * (points[i + 1].Y - points[i].Y));
                if (at.X <= x.To && at.Y >= y.From)
                {
                    piece.Add((x.At(at.X), y.At(at.Y)));
                }
                else if (piece.Count > 0)
                {
                    yield return piece;
                    piece = [];
                }
            }
        }

        if (piece.Count > 1)
            yield return piece;
    }

    private static string Colour(int policy) => Colours[policy % Colours.Length];
}
