using System.Text;

namespace Forecasting.Reports.Pages;

/// <summary>An HTML page in the making: tags are ours, everything else goes through <see cref="Text"/>. The same calls give the same bytes.</summary>
/// <remarks>Text comes from files of many hands: codes, names, reasons. None of it can open a tag, leave an attribute, hide or turn the text after it.</remarks>
internal sealed class HtmlText
{
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
        foreach (var rune in text.EnumerateRunes())
            Append(rune);
        return this;
    }

    /// <summary>Adds text of another hand, whose direction of writing stays its own.</summary>
    public HtmlText Foreign(string text) => Tags("<bdi>").Text(text).Tags("</bdi>");

    /// <summary>The page so far, UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(html.ToString());

    private void Append(Rune rune)
    {
        switch (rune.Value)
        {
            case '<':
                html.Append("&lt;");
                break;
            case '>':
                html.Append("&gt;");
                break;
            case '&':
                html.Append("&amp;");
                break;
            case '"':
                html.Append("&quot;");
                break;
            case '\'':
                html.Append("&#39;");
                break;
            case '\t' or '\n' or '\r':
                html.Append(' ');
                break;
            case < 0x20 or (>= 0x7F and < 0xA0):
                html.Append('\uFFFD');
                break;
            default:
                html.Append(rune.ToString());
                break;
        }
    }
}
