using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Forecasting.Reports.Pages;

/// <summary>An HTML page in the making: tags are ours, everything else goes through <see cref="Text"/>. The same calls give the same bytes.</summary>
/// <remarks>Text comes from files of many hands: codes, names, reasons. None of it can open a tag, leave an attribute, hide or turn the text after it.</remarks>
internal sealed class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder html = new();

    /// <summary>Adds tags as they are; never with anything that was read.</summary>
    public HtmlText Tags(string ours)
    {
        html.Append(ours);
        return this;
    }

    /// <summary>Adds text.</summary>
    public HtmlText Text(string text)
    {
        html.Append(Encoder.Encode(text));
        return this;
    }

    /// <summary>Adds text of another hand, whose direction of writing stays its own.</summary>
    public HtmlText Foreign(string text) => Tags("<bdi>").Text(text).Tags("</bdi>");

    /// <summary>The page so far, UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(html.ToString());
}
