using System.Collections.Immutable;
using System.Xml;

namespace Forecasting.Storage.Files.Spreadsheets;

/// <summary>One sheet of a workbook.</summary>
/// <param name="Name">Its name on the tab.</param>
/// <param name="Part">Its part in the archive.</param>
internal sealed record Sheet(string Name, string Part);

/// <summary>What a workbook says about all its sheets.</summary>
/// <param name="Sheets">Worksheets in the order of their tabs, hidden ones too.</param>
/// <param name="Is1904">True when day 0 is 1904-01-01, as old versions for the Macintosh count.</param>
/// <param name="Strings">Texts that cells refer to by number.</param>
/// <param name="Formats">What cells of a style show, by the style's number.</param>
internal sealed record WorkbookStructure(
    ImmutableArray<Sheet> Sheets, bool Is1904, IReadOnlyList<string> Strings, ImmutableArray<CellFormat> Formats)
{
    private const string Folder = "xl/";

    /// <summary>Reads the structure of a checked archive.</summary>
    /// <exception cref="FileRejectedException">It holds no workbook of the .xlsx family.</exception>
    public static WorkbookStructure Read(WorkbookArchive archive)
    {
        var parts = Relations(archive);
        var sheets = ImmutableArray.CreateBuilder<Sheet>();
        var is1904 = false;
        using var workbook = archive.Read(Folder + "workbook.xml") ?? throw new FileRejectedException(archive.Has(Folder + "workbook.bin")
            ? "This is a binary workbook (.xlsb); save it as .xlsx."
            : "This is a zip archive and no Excel workbook; unpack it, or save the table as .xlsx or CSV.");
        while (workbook.Read())
        {
            if (workbook.NodeType != XmlNodeType.Element)
                continue;
            if (workbook.LocalName == "workbookPr")
                is1904 = workbook.GetAttribute("date1904") is "1" or "true";
            else if (workbook.LocalName == "sheet" && parts.FirstOrDefault(p => p.Id == RelationOf(workbook)) is { Type: "worksheet" } part)
                sheets.Add(new Sheet(workbook.GetAttribute("name") ?? "", part.Target));
        }

        return new WorkbookStructure(
            sheets.ToImmutable(),
            is1904,
            SharedStrings(archive, PartOf(parts, "sharedStrings")),
            CellFormat.ReadStyles(archive.Read(PartOf(parts, "styles"))));
    }

    /// <summary>The text of a string item or of a text written in its cell: its runs together, without phonetic guides.</summary>
    /// <param name="reader">Stands on the element; then after it.</param>
    public static string Text(XmlReader reader)
    {
        using var item = reader.ReadSubtree();
        var text = "";
        item.Read();
        while (!item.EOF)
        {
            if (item is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                item.Skip();
            else if (item is { NodeType: XmlNodeType.Element, LocalName: "t" })
                text += item.ReadElementContentAsString();
            else
                item.Read();
        }

        return CellText.Unescape(text);
    }

    private static List<string> SharedStrings(WorkbookArchive archive, string part)
    {
        var strings = new List<string>();
        using var reader = archive.Read(part);
        while (reader?.Read() == true)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
                strings.Add(Text(reader));
        }

        return strings;
    }

    private static string PartOf(List<(string Id, string Type, string Target)> parts, string type) =>
        parts.FirstOrDefault(p => p.Type == type).Target ?? "";

    /// <summary>The id of the relation, whatever the namespace: the strict form of the format has another one.</summary>
    private static string? RelationOf(XmlReader reader)
    {
        for (var found = reader.MoveToFirstAttribute(); found; found = reader.MoveToNextAttribute())
        {
            if (reader.LocalName == "id" && reader.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
            {
                var id = reader.Value;
                reader.MoveToElement();
                return id;
            }
        }

        reader.MoveToElement();
        return null;
    }

    private static List<(string Id, string Type, string Target)> Relations(WorkbookArchive archive)
    {
        var relations = new List<(string, string, string)>();
        using var reader = archive.Read(Folder + "_rels/workbook.xml.rels");
        while (reader?.Read() == true)
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "Relationship" }
                || reader.GetAttribute("TargetMode") == "External")
                continue;
            var target = reader.GetAttribute("Target") ?? "";
            relations.Add((
                reader.GetAttribute("Id") ?? "",
                (reader.GetAttribute("Type") ?? "").Split('/')[^1],
                target.StartsWith('/') ? target[1..] : Folder + target));
        }

        return relations;
    }
}
