using System.Collections.Immutable;
using System.IO.Compression;
using System.Security;
using Forecasting.Planning;

namespace Forecasting.Reports.Formats;

/// <summary>Dynamics 365 Finance &amp; Operations: the entities <i>Purchase order headers V2</i> and <i>Purchase order lines V2</i> as CSV, and both in
/// one data package.</summary>
/// <remarks>Column names: microsoft/CDM, PurchPurchaseOrderHeaderV2Entity and PurchPurchaseOrderLineV2Entity. Rows end in CR LF, which the
/// import of data packages asks for. Keys are order number and line number, so an import once more changes and does not double.</remarks>
public static class Dynamics365
{
    private const string HeadersEntity = "Purchase order headers V2";
    private const string LinesEntity = "Purchase order lines V2";
    private const string NewLine = "\r\n";
    private const string Namespace = "http://schemas.microsoft.com/dynamics/2015/01/DataManagement";

    private static readonly ImmutableArray<FormatField<OrderLine>> HeaderFields =
    [
        Rules.Head("order_id", "PURCHASEORDERNUMBER", Rules.Required(20)),
        Rules.Head("supplier_id", "ORDERVENDORACCOUNTNUMBER", Rules.Required(20)),
        Rules.Head("order_date", "ACCOUNTINGDATE", Rules.Required(10)),
        Rules.Head("currency", "CURRENCYCODE", new FieldRule.Text(3, 3)),
    ];

    private static readonly ImmutableArray<FormatField<OrderLine>> LineFields =
    [
        Rules.Line("order_id", "PURCHASEORDERNUMBER", Rules.Required(20)),
        Rules.Line("line_no", "LINENUMBER", Rules.Number(9, 0)),
        Rules.Line("sku", "ITEMNUMBER", Rules.Required(20)),
        Rules.Line("quantity", "ORDEREDPURCHASEQUANTITY", Rules.Number(18, 4)),
        Rules.Line("unit", "PURCHASEUNITSYMBOL", Rules.Required(10)),
        Rules.Line("site", "RECEIVINGSITEID", Rules.Required(10), (_, interchange) => interchange.Value("site")),
        Rules.Line("ship_to_location", "RECEIVINGWAREHOUSEID", Rules.Required(10)),
        Rules.Line("requested_delivery", "REQUESTEDDELIVERYDATE", Rules.Required(10)),
        Rules.Line("unit_price", "PURCHASEPRICE", Rules.Optional(18, 6)),
        Rules.Line("gtin", "BARCODE", Rules.Gtin),
        Rules.Line("supplier_sku", "EXTERNALITEMNUMBER", Rules.Text(20)),
    ];

    private static readonly FormatValue Site = new("site", "RECEIVINGSITEID", Rules.Required(10));

    /// <summary>The header entity, one row an order.</summary>
    public static OrderFormat Headers { get; } = new()
    {
        Name = "d365-headers",
        Version = "V2",
        Extension = ".csv",
        Actions = [OrderAction.Create, OrderAction.Change],
        Fields = HeaderFields,
        Write = (stream, interchange, lines) => TableWriter.Of(HeaderFields, NewLine)(stream, interchange, OrderFormat.Orders(lines).Select(o => o[0])),
    };

    /// <summary>The line entity, one row a line.</summary>
    public static OrderFormat Lines { get; } = new()
    {
        Name = "d365-lines",
        Version = "V2",
        Extension = ".csv",
        Actions = [OrderAction.Create, OrderAction.Change],
        Values = [Site],
        Fields = LineFields,
        Write = TableWriter.Of(LineFields, NewLine),
    };

    /// <summary>Both entities in one package, headers first.</summary>
    public static OrderFormat Package { get; } = new()
    {
        Name = "d365-package",
        Version = "V2",
        Extension = ".zip",
        Actions = [OrderAction.Create, OrderAction.Change],
        Values = [Site, new("definitionGroup", "DefinitionGroupName", Rules.Required(60), "Forecasting purchase orders")],
        Fields = [.. HeaderFields, .. LineFields.Where(f => f.Name != "order_id")],
        Write = WritePackage,
    };

    private static void WritePackage(Stream stream, Interchange interchange, IEnumerable<OrderLine> lines)
    {
        using var package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Part("Manifest.xml", part => Write(part, Manifest(interchange.Value("definitionGroup"))));
        Part("PackageHeader.xml", part => Write(part, PackageHeader(interchange.Value("definitionGroup"))));
        Part(HeadersEntity + ".csv", part => Headers.Write(part, interchange, lines));
        Part(LinesEntity + ".csv", part => Lines.Write(part, interchange, lines));

        void Part(string name, Action<Stream> write)
        {
            // Stored, because what deflate makes differs between versions of the runtime.
            var entry = package.CreateEntry(name, CompressionLevel.NoCompression);

            // The day of the interchange: the clock would make another file of the same lines. A zip knows no time zone; its years begin in 1980.
            entry.LastWriteTime = new DateTimeOffset(interchange.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            using var part = entry.Open();
            write(part);
        }
    }

    private static void Write(Stream stream, string text)
    {
        using var writer = new StreamWriter(stream, Repertoire.Unicode.Encoding, leaveOpen: true);
        writer.Write(text);
    }

    private static string Manifest(string group) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <DataManagementPackageManifest xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="{Namespace}">
          <DefinitionGroupName>{SecurityElement.Escape(group)}</DefinitionGroupName>
          <Description>Purchase orders</Description>
          <PackageEntityList>
        {Entity(HeadersEntity, HeaderFields, 1)}
        {Entity(LinesEntity, LineFields, 2)}
          </PackageEntityList>
        </DataManagementPackageManifest>
        """.ReplaceLineEndings(NewLine);

    private static string Entity(string name, ImmutableArray<FormatField<OrderLine>> fields, int sequence) => $"""
            <DataManagementPackageEntityData>
              <DefaultRefreshType>FullPush</DefaultRefreshType>
              <Disable>false</Disable>
              <EntityMapList>
        {string.Join('\n', fields.Select(f => $"""
                <EntityMap>
                  <EntityField>{f.Element}</EntityField>
                  <XMLField>{f.Element}</XMLField>
                </EntityMap>
        """))}
              </EntityMapList>
              <EntityName>{name}</EntityName>
              <ExecutionUnit>1</ExecutionUnit>
              <InputFilePath>{name}.csv</InputFilePath>
              <LevelInExecutionUnit>{sequence}</LevelInExecutionUnit>
              <SequenceInLevel>1</SequenceInLevel>
              <SkipStaging>false</SkipStaging>
              <SourceFormat>CSV</SourceFormat>
            </DataManagementPackageEntityData>
        """;

    private static string PackageHeader(string group) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <DataManagementPackageHeader xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="{Namespace}">
          <Description>{SecurityElement.Escape(group)}</Description>
          <ManifestType>Microsoft.Dynamics.AX.Framework.Tools.DataManagement.Serialization.DataManagementPackageManifest</ManifestType>
          <PackageType>DefinitionGroup</PackageType>
          <PackageVersion>2</PackageVersion>
        </DataManagementPackageHeader>
        """.ReplaceLineEndings(NewLine);
}
