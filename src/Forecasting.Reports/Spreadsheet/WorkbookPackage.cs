using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using ClosedXML.Excel;

namespace Forecasting.Reports.Spreadsheet;

/// <summary>Writes the .xlsx: ClosedXML's parts, the content of the sheets, the chart; the same bytes every time.</summary>
/// <remarks>
/// ClosedXML and the packaging library name parts and relationships at random and stamp the time of day. Here every part has a fixed name, the parts
/// stand in ordinal order, and every time stamp is that of the plan. The deflate stream is that of the runtime: another version of .NET may
/// compress the same parts into other bytes.
/// </remarks>
internal static class WorkbookPackage
{
    private const string CoreProperties = "docProps/core.xml";

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private static readonly XNamespace ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";

    private static readonly XNamespace PackageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>The earliest time that a zip entry can carry.</summary>
    private static readonly DateTimeOffset ZipEpoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the package. The stream stays open.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="layout">The workbook with its layout.</param>
    /// <param name="drafts">Its sheets with their content.</param>
    /// <param name="title">Title of the document.</param>
    /// <param name="day">Date of the document.</param>
    public static void Write(Stream output, XLWorkbook layout, IReadOnlyList<SheetDraft> drafts, string title, DateOnly day)
    {
        using var saved = new MemoryStream();
        layout.SaveAs(saved);
        using var source = new ZipArchive(saved, ZipArchiveMode.Read);

        var parts = new SortedDictionary<string, Action<Stream>>(StringComparer.Ordinal);
        foreach (var entry in source.Entries.Where(e => !e.FullName.StartsWith("package/", StringComparison.Ordinal)))
            parts.Add(entry.FullName, stream => Copy(entry, stream));
        foreach (var (path, draft) in SheetPaths(source, drafts))
            AddSheet(parts, source, path, draft);
        parts.Add(CoreProperties, Core(title, day).Save);
        parts["_rels/.rels"] = Relationships(
            ("officeDocument", "xl/workbook.xml"), ("extended-properties", "docProps/app.xml"), ("core-properties", CoreProperties)).Save;
        parts["[Content_Types].xml"] = Types(parts.Keys).Save;

        using var package = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        foreach (var (path, write) in parts)
        {
            var entry = package.CreateEntry(path, CompressionLevel.Optimal);
            entry.LastWriteTime = ZipEpoch;
            using var stream = entry.Open();
            write(stream);
        }
    }

    private static void AddSheet(SortedDictionary<string, Action<Stream>> parts, ZipArchive source, string path, SheetDraft draft)
    {
        string? drawingId = null;
        if (draft.Charts.Count > 0)
        {
            drawingId = "rId1";
            var drawing = $"drawing{NumberOfNext(parts, "xl/drawings/drawing")}.xml";
            var firstChart = NumberOfNext(parts, "xl/charts/chart");
            var charts = draft.Charts.Select((chart, i) => (Chart: chart, Id: $"rId{i + 1}", Name: $"chart{firstChart + i}.xml")).ToArray();
            parts.Add($"xl/worksheets/_rels/{Path.GetFileName(path)}.rels", Relationships(("drawing", $"../drawings/{drawing}")).Save);
            parts.Add($"xl/drawings/{drawing}", ChartDrawing.Part(charts.Select(c => (c.Chart, c.Id))).Save);
            parts.Add($"xl/drawings/_rels/{drawing}.rels", Relationships([.. charts.Select(c => ("chart", $"../charts/{c.Name}"))]).Save);
            foreach (var (chart, _, name) in charts)
                parts.Add($"xl/charts/{name}", chart.ChartPart().Save);
        }

        parts[path] = stream => new SheetPart(Load(source, path), draft, drawingId).Write(stream);
    }

    private static int NumberOfNext(SortedDictionary<string, Action<Stream>> parts, string prefix) =>
        1 + parts.Keys.Count(part => part.StartsWith(prefix, StringComparison.Ordinal));

    private static IEnumerable<(string Path, SheetDraft Draft)> SheetPaths(ZipArchive source, IReadOnlyList<SheetDraft> drafts)
    {
        var targets = Load(source, "xl/_rels/workbook.xml.rels").Root!.Elements()
            .ToDictionary(r => r.Attribute("Id")!.Value, r => r.Attribute("Target")!.Value.TrimStart('/'), StringComparer.Ordinal);
        var sheets = Load(source, "xl/workbook.xml").Root!.Element(SheetPart.Main + "sheets")!.Elements()
            .ToDictionary(s => s.Attribute("name")!.Value, s => targets[s.Attribute(SheetPart.Relationships + "id")!.Value], StringComparer.Ordinal);
        return drafts.Select(draft => (sheets[draft.Layout.Name], draft));
    }

    private static XDocument Types(IEnumerable<string> paths) => new(
        new XDeclaration("1.0", "utf-8", "yes"),
        new XElement(
            ContentTypes + "Types",
            new XElement(
                ContentTypes + "Default", new XAttribute("Extension", "rels"),
                new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            new XElement(ContentTypes + "Default", new XAttribute("Extension", "xml"), new XAttribute("ContentType", "application/xml")),
            paths.Where(p => p.EndsWith(".xml", StringComparison.Ordinal) && p[0] != '[').Select(path => new XElement(
                ContentTypes + "Override", new XAttribute("PartName", "/" + path), new XAttribute("ContentType", TypeOf(path))))));

    private static string TypeOf(string path)
    {
        const string spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        return path.Split('/') switch
        {
            ["docProps", "core.xml"] => "application/vnd.openxmlformats-package.core-properties+xml",
            ["docProps", "app.xml"] => "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            ["xl", "workbook.xml"] => spreadsheet + "sheet.main+xml",
            ["xl", "styles.xml"] => spreadsheet + "styles+xml",
            ["xl", "sharedStrings.xml"] => spreadsheet + "sharedStrings+xml",
            ["xl", "worksheets", _] => spreadsheet + "worksheet+xml",
            ["xl", "theme", _] => "application/vnd.openxmlformats-officedocument.theme+xml",
            ["xl", "drawings", _] => "application/vnd.openxmlformats-officedocument.drawing+xml",
            ["xl", "charts", _] => "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            _ => throw new InvalidOperationException($"{path} is a part that we do not know how to declare."),
        };
    }

    private static XDocument Relationships(params ReadOnlySpan<(string Kind, string Target)> targets)
    {
        var root = new XElement(PackageRelationships + "Relationships");
        foreach (var (kind, target) in targets)
        {
            var type = kind == "core-properties" ? "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" : Office + kind;
            root.Add(new XElement(
                PackageRelationships + "Relationship",
                new XAttribute("Id", $"rId{root.Elements().Count() + 1}"), new XAttribute("Type", type), new XAttribute("Target", target)));
        }

        return new XDocument(new XDeclaration("1.0", "utf-8", "yes"), root);
    }

    private static XDocument Core(string title, DateOnly day)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace terms = "http://purl.org/dc/terms/";
        XNamespace elements = "http://purl.org/dc/elements/1.1/";
        XNamespace instance = "http://www.w3.org/2001/XMLSchema-instance";
        var stamp = Files.CsvText.Date(day) + "T00:00:00Z";
        return new XDocument(
            new XDeclaration("1.0", "utf-8", "yes"),
            new XElement(
                core + "coreProperties",
                new XAttribute(XNamespace.Xmlns + "dc", elements),
                new XAttribute(XNamespace.Xmlns + "dcterms", terms),
                new XAttribute(XNamespace.Xmlns + "xsi", instance),
                new XElement(elements + "title", title),
                new XElement(elements + "creator", "Forecasting"),
                new XElement(terms + "created", new XAttribute(instance + "type", "dcterms:W3CDTF"), stamp),
                new XElement(terms + "modified", new XAttribute(instance + "type", "dcterms:W3CDTF"), stamp)));
    }

    private static void Copy(ZipArchiveEntry entry, Stream target)
    {
        using var stream = entry.Open();
        stream.CopyTo(target);
    }

    private static XDocument Load(ZipArchive archive, string path)
    {
        using var stream = archive.GetEntry(path)!.Open();
        return XDocument.Load(stream);
    }
}
