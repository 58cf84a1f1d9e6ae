using System.Xml;

namespace Forecasting.Reports.Formats;

/// <summary>How every XML file of ours is written: UTF-8 without BOM, indented by two blanks, LF.</summary>
internal static class XmlFile
{
    /// <summary>A writer that leaves the stream open.</summary>
    public static XmlWriter Create(Stream stream) => XmlWriter.Create(
        stream, new XmlWriterSettings { Encoding = Repertoire.Unicode.Encoding, Indent = true, NewLineChars = "\n", CloseOutput = false });

    /// <summary>An element of text; nothing when there is none.</summary>
    public static void Text(this XmlWriter xml, string name, string text)
    {
        if (text.Length > 0)
            xml.WriteElementString(name, text);
    }

    /// <summary>An element that holds others.</summary>
    public static void Holding(this XmlWriter xml, string name, Action content)
    {
        xml.WriteStartElement(name);
        content();
        xml.WriteEndElement();
    }
}
