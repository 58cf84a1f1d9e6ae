using System.Globalization;
using System.Text;
using Forecasting.Storage.Import;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Privacy;

/// <summary>Fifty people planted where people stand in real exports: none of them may be found anywhere afterwards.</summary>
public class PrivacyCanaryTest
{
    private static readonly string[] NameHeaders =
        ["Customer Name", "Kunde", "Nachname", "Cognome", "Nom", "Prénom", "Nombre", "Apellidos", "Cashier", "Straße"];

    private static readonly string[] Names = [.. NameHeaders.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"Zyx{i} Wvutsr{i}"))];

    private static readonly string[] Contents =
    [
        "ann@example.org", "bob.b@example.com", "c+d@mail.example.net", "dora@example.co.uk", "e_e@example.it", "f-f@example.fr", "günter@example.de", "h.h@example.es",
        "i.i.i@sub.example.org", "jo@example.info",
        "4111111111111111", "5555555555554444", "378282246310005", "6011111111111117", "30569309025904", "3530111333300000", "4012 8888 8888 1881",
        "5105-1051-0510-5100", "4222222222222", "6200000000000005",
        "DE89370400440532013000", "GB82 WEST 1234 5698 7654 32", "IT60 X054 2811 1010 0000 0123 456", "FR14 2004 1010 0505 0001 3M02 606", "ES91 2100 0418 4502 0005 1332",
        "+49 30 12345678", "+44 20 7946 0958", "+39 02 1234 5678", "+33 6 12 34 56 78", "(202) 555-0143", "202-555-0187", "030 1234567", "0171/2345678", "0049 89 123456",
        "Tel. 5550 1234",
        "12 High Street", "Hauptstraße 5a", "Via Roma 12", "12 rue de la Paix", "Calle Mayor 3",
    ];

    [Test]
    public void Import_FiftyCanaries_LeavesNoneInDatabaseReportsOrFindings()
    {
        Assert.That(Names.Length + Contents.Length, Is.EqualTo(50));
        using var directory = Planted();
        var imported = directory.Import();
        Assert.That(imported.Reports.Where(r => r.Feed != "sales").Select(r => (r.File, r.RowsQuarantined)), Is.EqualTo(
            new[] { ("events.csv", 0L), ("items.csv", 0L), ("locations.csv", 0L), ("overrides.csv", 0L), ("suppliers.csv", 0L), ("vetoes.csv", 0L) }));
        Assert.That(imported.Quarantine.Select(f => f.Rule).Distinct(), Is.EquivalentTo(new[] { "columns", "number", "quote", "file" }));

        var texts = Encoding.UTF8.GetBytes(string.Join('\n', Texts(imported).Concat(Database(directory))));
        var files = Directory.GetFiles(directory.Root, "forecasting.duckdb*").Select(File.ReadAllBytes).ToList();
        var found = Names.SelectMany(n => n.Split(' ')).Concat(Contents).Concat(Contents.Select(Compact)).Distinct()
            .Where(c => files.Append(texts).Any(bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(c)) >= 0));
        Assert.That(found, Is.Empty);

        // What stands beside the canaries is all there.
        Assert.That(imported.Items[new("I0")].Name, Is.EqualTo("Nut for ***, boxed"));
        Assert.That(imported.Reports.Single(r => r.Feed == "items").Notes, Does.Contain(
            "Column \"name\": personal data (e-mail addresses, card numbers, bank accounts, phone numbers, postal addresses) in 40 values was masked and is not stored."));
    }

    [Test]
    public void Import_ColumnOfPersonalContent_IsDroppedAndMasked()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity,info,colour\n2024-01-01,A,x,ann@example.org,red\n2024-01-02,A,1,,red\n2024-01-03,A,1,none,red\n"));
        var imported = directory.Import();
        Assert.That(imported.Reports.Single().Notes, Is.EqualTo(new[]
        {
            "Column \"info\" looks like personal data (e-mail addresses): it was dropped and is not stored.", "Columns not used: \"colour\".",
        }));
        Assert.That(imported.Quarantine.Single().OriginalLine, Is.EqualTo("2024-01-01,A,x,***,red"));
    }

    [Test]
    public void Import_ShiftedRow_IsMaskedInValueMessageAndLine()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n2024-01-01,A,ann@example.org\n2024-01-01,A,1,ann@example.org\n"));
        var findings = directory.Import().Quarantine;
        Assert.That(findings.Select(f => (f.Value, f.Message, f.OriginalLine)), Is.EqualTo(new[]
        {
            ("***", "sales.csv line 2, column \"quantity\": \"***\" is not a number (expected e.g. 12; the file's decimal mark is not known, see input.sales.decimalMark). "
                + "SKU A. The row was set aside.", "2024-01-01,A,***"),
            ("", "sales.csv line 3: the row has 4 fields and the header 3. The row was set aside.", "2024-01-01,A,1,***"),
        }));
    }

    [TestCase("sku", "ann@example.org", "e-mail addresses")]
    [TestCase("location", "DE89370400440532013000", "bank accounts")]
    [TestCase("sku", "4111111111111111", "card numbers")]
    public void Import_CodesThatArePeople_RefusesTheFile(string column, string value, string kind)
    {
        var row = column == "sku" ? $"2024-01-01,{value},L,1" : $"2024-01-01,A,{value},1";
        using var directory = new DataDirectory(("sales-1.csv", $"date,sku,location,quantity\n{row}\n"), ("sales-2.csv", "date,sku,quantity\n2024-01-01,A,1\n"));
        var imported = directory.Import();
        Assert.That(imported.Reports[0].RejectedReason, Is.EqualTo(
            $"Column \"{column}\" holds personal data ({kind}) where codes are expected, in 1 of 1 values. Send the codes, or say which column is {column} in input.sales.columns."));
        Assert.That(imported.Reports[1].RowsLoaded, Is.EqualTo(1));
    }

    [Test]
    public void Import_CodesThatLookLikePhonesOrTradeItems_AreLeftAlone()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n2024-01-01,202-555-0143,x\n2024-01-02,4006381333931,1\n"));
        var imported = directory.Import();
        Assert.That(imported.Reports.Single().IsRejected, Is.False);
        Assert.That(imported.Quarantine.Single().OriginalLine, Is.EqualTo("2024-01-01,202-555-0143,x"));
        Assert.That(imported.Quarantine.Single().Message, Does.Contain("SKU 202-555-0143."));
    }

    [Test]
    public void Import_AuthorOfAnOverride_IsKept()
    {
        using var directory = new DataDirectory(
            ("sales.csv", "date,sku,quantity\n"), ("overrides.csv", "sku,start,end,kind,value,reason,author\nA,2024-01-01,2024-01-02,set,1,for ann@example.org,planner@example.org\n"));
        var imported = directory.Import();
        Assert.That((imported.Overrides.Single().Reason, imported.Overrides.Single().Author), Is.EqualTo(("for ***", "planner@example.org")));
        Assert.That(imported.Reports.Single(r => r.Feed == "overrides").Notes, Is.EqualTo(new[]
        {
            "Column \"reason\": personal data (e-mail addresses) in 1 value was masked and is not stored.",
        }));
    }

    /// <summary>A folder with every canary in every kind of place: columns about people, other columns, texts, rows at fault, a file without a header.</summary>
    private static DataDirectory Planted()
    {
        const string Sales = "date,sku,quantity";
        var all = Contents.Select((c, i) => (Text: c, Number: i.ToString(CultureInfo.InvariantCulture))).ToList();
        var named = $"{Sales},{string.Join(',', NameHeaders)}\n" + string.Concat(Enumerable.Range(0, 6).Select(i =>
            $"2024-01-0{i + 1},A,{(i % 2 == 0 ? "x" : "1")},{string.Join(',', Names)}{(i == 4 ? ",more" : "")}\n"));
        return new DataDirectory(
            ("sales-1.csv", named),
            ("sales-2.csv", $"{Sales},remark\n" + string.Concat(all.Select(c => $"2024-02-01,S{c.Number},{(c.Number.EndsWith('1') ? "x" : "1")},{c.Text}\n"))),
            ("sales-3.csv", $"{Sales},remark\n" + string.Concat(all.Select(c =>
                $"2024-03-01,A,x,asked by {c.Text} today\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"2024-03-0{i + 1},T{c.Number},1,none\n"))))),
            ("sales-4.csv", $"{Sales},remark\n" + string.Concat(all.Select(c => $"2024-04-01,A,1,x,{c.Text}\n2024-04-02,A,{c.Text},x\n2024-04-03,\"A,1,{c.Text}\n"))),
            ("sales-5.csv", $"2024-01-01,A,1,{string.Join(',', Contents)}\n"),
            ("items.csv", "sku,name\n" + string.Concat(all.Select(c => $"I{c.Number},\"Nut for {c.Text}, boxed\"\n"))),
            ("events.csv", "start,end,name\n" + string.Concat(all.Select(c => $"2024-01-01,2024-01-02,Visit of {c.Text}\n"))),
            ("suppliers.csv", "supplier,name\n" + string.Concat(all.Select(c => $"V{c.Number},{c.Text}\n"))),
            ("locations.csv", "location,name\n" + string.Concat(all.Select(c => $"L{c.Number},{c.Text}\n"))),
            ("overrides.csv", "sku,start,end,kind,value,reason,author\n" + string.Concat(all.Select(c => $"A,2024-01-01,2024-01-02,set,1,as {c.Text} said,me\n"))),
            ("vetoes.csv", "sku,start,reason,author\n" + string.Concat(all.Select(c => $"A,2024-01-01,as {c.Text} said,me\n"))));
    }

    private static string Compact(string canary) => canary.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    /// <summary>Everything that an import hands on.</summary>
    private static IEnumerable<string> Texts(ImportedData imported) => imported.Reports.SelectMany(r => r.Notes.Append(r.ToString()))
        .Concat(imported.Quarantine.Select(q => q.ToString()))
        .Concat(imported.Items.Values.Select(i => i.ToString()))
        .Concat(imported.Places.Values.Select(p => p.ToString()))
        .Concat(imported.Suppliers.Values.Select(s => s.ToString()))
        .Concat(imported.Events.Select(e => e.ToString()))
        .Concat(imported.Overrides.Select(o => o.ToString()))
        .Concat(imported.Vetoes.Select(v => v.ToString()));

    /// <summary>Every row of every table: the bytes of the file alone would not tell, as the engine packs texts.</summary>
    private static List<string> Database(DataDirectory directory)
    {
        var tables = directory.Query("select format('{}.{}', schema_name, table_name) from duckdb_tables()");
        Assert.That(tables, Does.Contain("history.load_finding"));
        return [.. tables.SelectMany(t => directory.Query($"select t::varchar from {t} t"))];
    }
}
