using System.Globalization;
using System.Xml;

namespace Forecasting.Reports.Formats;

/// <summary>IDocs as XML: a root named after the IDoc type, one IDOC a document, segments with <c>SEGMENT="1"</c>.</summary>
/// <remarks>Control record EDI_DC40 in the order of its structure; DIRECT 2 = inbound for SAP. DOCNUM is the number of the interchange and of the
/// document in it, so a resend is known.</remarks>
internal sealed class IdocWriter : IDisposable
{
    private readonly XmlWriter xml;
    private readonly Interchange interchange;
    private readonly string type;
    private readonly string message;
    private long documents;

    public IdocWriter(Stream stream, Interchange interchange, string type, string message)
    {
        (this.interchange, this.type, this.message) = (interchange, type, message);
        xml = XmlFile.Create(stream);
        xml.WriteStartDocument();
        xml.WriteStartElement(type);
    }

    /// <summary>Values that every IDoc needs.</summary>
    public static FormatValue[] Values =>
    [
        new("senderPort", "SNDPOR", Rules.Required(10)),
        new("sender", "SNDPRN", Rules.Required(10)),
        new("receiverPort", "RCVPOR", Rules.Required(10)),
        new("receiver", "RCVPRN", Rules.Required(10)),
    ];

    /// <summary>One IDoc.</summary>
    /// <param name="segments">Writes its segments.</param>
    public void Document(Action segments)
    {
        documents++;
        xml.WriteStartElement("IDOC");
        xml.WriteAttributeString("BEGIN", "1");
        Segment(
            "EDI_DC40",
            ("TABNAM", "EDI_DC40"),
            ("DOCNUM", string.Create(CultureInfo.InvariantCulture, $"{interchange.Number.Value:D9}{documents:D7}")),
            ("DIRECT", "2"),
            ("TEST", interchange.IsTest ? "X" : ""),
            ("IDOCTYP", type),
            ("MESTYP", message),
            ("SNDPOR", interchange.Value("senderPort")),
            ("SNDPRT", "LS"),
            ("SNDPRN", interchange.Value("sender")),
            ("RCVPOR", interchange.Value("receiverPort")),
            ("RCVPRT", "LS"),
            ("RCVPRN", interchange.Value("receiver")),
            ("CREDAT", interchange.Day8),
            ("CRETIM", "000000"),
            ("REFINT", interchange.Number.ToString()));
        segments();
        xml.WriteEndElement();
    }

    /// <summary>A segment; fields without text are left out.</summary>
    public void Segment(string name, params ReadOnlySpan<(string Field, string Text)> fields)
    {
        Begin(name);
        foreach (var (field, text) in fields)
            xml.Text(field, text);
        xml.WriteEndElement();
    }

    /// <summary>A segment that holds others.</summary>
    public void Segment(string name, Action children, params ReadOnlySpan<(string Field, string Text)> fields)
    {
        Begin(name);
        foreach (var (field, text) in fields)
            xml.Text(field, text);
        children();
        xml.WriteEndElement();
    }

    public void Dispose()
    {
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Dispose();
    }

    private void Begin(string name)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("SEGMENT", "1");
    }
}
