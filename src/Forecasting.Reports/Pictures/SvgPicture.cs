using System.Globalization;
using System.Text;

namespace Forecasting.Reports.Pictures;

/// <summary>A picture as SVG text: shapes and words at fixed places, no scripts, no fonts or files from elsewhere. The same calls give the same bytes.</summary>
/// <remarks>Scalable Vector Graphics 1.1 (W3C 2011). Lengths are in user units, one a pixel when not scaled; y grows downwards.</remarks>
internal sealed class SvgPicture
{
    private readonly StringBuilder text = new();

    /// <summary>An empty white picture.</summary>
    /// <param name="width">Width, &gt; 0.</param>
    /// <param name="height">Height, &gt; 0.</param>
    /// <param name="title">What it shows, for those who have it read to them.</param>
    public SvgPicture(int width, int height, string title)
    {
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"");
        text.Append(" font-family=\"DejaVu Sans, Verdana, Arial, sans-serif\">\n<title>").Append(Escaped(title)).Append("</title>\n");
        Box(0, 0, width, height, "#ffffff");
    }

    /// <summary>A filled rectangle. Nothing is drawn without a size.</summary>
    public void Box(double x, double y, double boxWidth, double boxHeight, string colour)
    {
        if (boxWidth > 0 && boxHeight > 0)
            text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(boxWidth)}\" height=\"{N(boxHeight)}\" fill=\"{colour}\"/>\n");
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string colour, double thickness = 1) =>
        text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" stroke=\"{colour}\" stroke-width=\"{N(thickness)}\"/>\n");

    /// <summary>A line through points. What lies outside of the picture is cut by whoever shows it.</summary>
    public void Path(IEnumerable<(double X, double Y)> points, string colour, double thickness)
    {
        text.Append("<polyline fill=\"none\" stroke-linejoin=\"round\" stroke=\"").Append(colour).Append(CultureInfo.InvariantCulture, $"\" stroke-width=\"{N(thickness)}\" points=\"");
        text.AppendJoin(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}")).Append("\"/>\n");
    }

    /// <summary>A filled circle with a white rim, so that it stands out from lines.</summary>
    public void Dot(double x, double y, double radius, string colour) =>
        text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" fill=\"{colour}\" stroke=\"#ffffff\" stroke-width=\"1.5\"/>\n");

    /// <summary>Words.</summary>
    /// <param name="x">Where they begin, end or have their middle, as <paramref name="anchor"/> says.</param>
    /// <param name="y">Their base line.</param>
    /// <param name="words">Any text.</param>
    /// <param name="size">Height of the letters.</param>
    /// <param name="colour">Their colour.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="isBold">True for titles.</param>
    public void Words(double x, double y, string words, double size, string colour = "#333333", string anchor = "start", bool isBold = false)
    {
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\" fill=\"{colour}\" text-anchor=\"{anchor}\"");
        text.Append(isBold ? " font-weight=\"bold\">" : ">").Append(Escaped(words)).Append("</text>\n");
    }

    /// <summary>The picture as text, ended by a line feed.</summary>
    public override string ToString() => text + "</svg>\n";

    private static string N(double value)
    {
        var rounded = Math.Round(value, 2);
        return rounded == 0 ? "0" : rounded.ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static string Escaped(string words)
    {
        var safe = new StringBuilder(words.Length);
        foreach (var letter in words)
        {
            _ = letter switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                < ' ' => safe.Append(' '),
                _ => safe.Append(letter),
            };
        }

        return safe.ToString();
    }
}
