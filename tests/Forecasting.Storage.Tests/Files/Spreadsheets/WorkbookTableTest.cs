using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files.Spreadsheets;

public class WorkbookTableTest
{
    private static readonly string[] Header = ["date", "sku", "quantity"];

    private static readonly string HeaderXml = TestWorkbook.TextRows(Header);

    [Test]
    public void Read_TextCells_GiveTheSameLinesAsCsv()
    {
        using var workbook = Directory("sales.xlsx", TestWorkbook.OfText("Sheet1", Header, ["2024-01-01", "00123", "3"], ["2024-01-02", " x\u00A0😀 ", "-1.5"]));
        using var csv = new DataDirectory(("sales.csv", "date,sku,quantity\n2024-01-01,00123,3\n2024-01-02, x\u00A0😀 ,-1.5\n"));
        Assert.That(Sales.Read(workbook).Lines, Is.EqualTo(Sales.Read(csv).Lines));
        Assert.That(Sales.Read(workbook).Outcome.Reports.Single().Profile, Is.EqualTo("workbook, sheet \"Sheet1\", decimal point, dates unambiguous"));
    }

    [Test]
    public void Read_HostileCodes_SurviveToTheLastCodePoint()
    {
        string[] codes =
        [
            "00123", "1E5", "MARCH1", "SEP-2", "3/4", "12-3", "TRUE", "1,5", "=1+1", "+1", "-1", "@SUM", "123456789012345678901234", " outer ", "\u00A0nbsp\u00A0", "#N/A",
            "say \"hi\"", "<&>'", "مرحبا", "中文", "😀", "e\u0301", "\u00e9", "a\u200Bb", "\u200Frtl", "\uFF1D1", "NULL", "NaN", "a;b", "\\n", "İ", "ı", "_x0041_x",
        ];
        string[][] rows = [Header, .. codes.Select(c => (string[])["2024-01-01", c.Replace("_x0041_", "_x005F_x0041_", StringComparison.Ordinal), "1"])];
        using var directory = Directory("sales.xlsx", TestWorkbook.OfText("S", rows));
        Assert.That(Sales.Read(directory).Lines.Select(l => l.Key.Sku.Code), Is.EqualTo(codes));
    }

    [TestCase("<c r=\"A2\" s=\"1\"><v>45321</v></c>", "2024-01-30")]
    [TestCase("<c r=\"A2\" s=\"3\"><v>45321.75</v></c>", "2024-01-30")]
    [TestCase("<c r=\"A2\" s=\"4\"><v>45321</v></c>", "2024-01-30")]
    [TestCase("<c r=\"A2\" s=\"1\"><v>1</v></c>", "1900-01-01")]
    [TestCase("<c r=\"A2\" s=\"1\"><v>61</v></c>", "1900-03-01")]
    [TestCase("<c r=\"A2\" t=\"d\"><v>2024-01-30T00:00:00</v></c>", "2024-01-30")]
    [TestCase("<c r=\"A2\" t=\"str\"><f>TEXT(TODAY(),\"x\")</f><v>2024-01-30</v></c>", "2024-01-30")]
    public void Read_DateCell_IsThatDay(string cell, string day)
    {
        using var directory = Directory("sales.xlsx", Row(cell + TestWorkbook.Text("B2", "A") + "<c r=\"C2\"><v>1</v></c>"));
        Assert.That(Sales.Read(directory).Lines.Single().Date, Is.EqualTo(DateOnly.ParseExact(day, "yyyy-MM-dd")));
    }

    [Test]
    public void Read_1904System_CountsFromThere()
    {
        var parts = TestWorkbook.Parts(("S", HeaderXml + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>43859</v></c>" + TestWorkbook.Text("B2", "A") + "<c r=\"C2\"><v>1</v></c></row>"));
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].Replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>", StringComparison.Ordinal);
        using var directory = Directory("sales.xlsx", TestWorkbook.Zip(parts));
        Assert.That(Sales.Read(directory).Lines.Single().Date, Is.EqualTo(new DateOnly(2024, 1, 30)));
    }

    [TestCase("<c r=\"B2\" s=\"2\"><v>123</v></c>", "00123", TestName = "zeros as the format")]
    [TestCase("<c r=\"B2\"><v>123</v></c>", "123", TestName = "plain number")]
    [TestCase("<c r=\"B2\"><v>1.25</v></c>", "1.25", TestName = "number with a fraction")]
    [TestCase("<c r=\"B2\" t=\"b\"><v>1</v></c>", "TRUE", TestName = "truth value")]
    [TestCase("<c r=\"B2\" t=\"str\"><f>\"A\"&amp;1</f><v>A1</v></c>", "A1", TestName = "formula by its cached value")]
    [TestCase("<c r=\"B2\" t=\"inlineStr\"><is><r><t>A</t></r><r><t xml:space=\"preserve\"> b</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></is></c>", "A b", TestName = "rich text without phonetics")]
    [TestCase("<c r=\"B2\" t=\"inlineStr\"><is><t>a_x005F_x0041_</t></is></c>", "a_x0041_", TestName = "escaped code")]
    public void Read_CodeCell_IsTheCode(string cell, string code)
    {
        using var directory = Directory("sales.xlsx", Row(TestWorkbook.Text("A2", "2024-01-01") + cell + "<c r=\"C2\"><v>1</v></c>"));
        Assert.That(Sales.Read(directory).Lines.Single().Key.Sku.Code, Is.EqualTo(code));
    }

    [Test]
    public void Read_SharedStrings_AreLookedUp()
    {
        var parts = TestWorkbook.Parts(("S", "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>2024-01-01</t></is></c><c t=\"s\"><v>3</v></c><c><v>2</v></c></row>"));
        parts["xl/sharedStrings.xml"] = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>date</t></si><si><t>sku</t></si><si><t>quantity</t></si>"
            + "<si><r><t>A</t></r><r><t>-1</t></r></si></sst>";
        using var directory = Directory("sales.xlsx", TestWorkbook.Zip(parts));
        Assert.That(Sales.Read(directory).Lines.Single(), Is.EqualTo(new Forecasting.History.SalesLine(new DateOnly(2024, 1, 1), new(new("A-1"), Forecasting.Catalog.Location.Only), 2m, null, false)));
    }

    /// <summary>A number cell is a number whatever the decimal mark of texts: 1.234 in a cell is no thousand.</summary>
    [TestCase(null)]
    [TestCase(",")]
    [TestCase(".")]
    public void Read_NumberCell_NeedsNoDecimalMark(string? declared)
    {
        using var directory = Directory("sales.xlsx", Row(TestWorkbook.Text("A2", "2024-01-01") + TestWorkbook.Text("B2", "A") + "<c r=\"C2\"><v>1.234</v></c>"));
        var settings = new InputSettings { Sales = new FeedSettings { DecimalMark = declared } };
        Assert.That(Sales.Read(directory, settings).Lines.Single().Quantity, Is.EqualTo(1.234m));
    }

    [TestCase("<c r=\"B2\" t=\"e\"><v>#N/A</v></c><c r=\"C2\"><v>1</v></c>", "sku", "error",
        "sales.xlsx row 2, column \"sku\": the cell shows the error #N/A (mend its formula, or paste values). The row was set aside.")]
    [TestCase("<c r=\"B2\" t=\"str\"><v>A</v></c><c r=\"C2\" t=\"e\"><v>#DIV/0!</v></c>", "quantity", "error",
        "sales.xlsx row 2, column \"quantity\": the cell shows the error #DIV/0! (mend its formula, or paste values). SKU A. The row was set aside.")]
    [TestCase("<c r=\"B2\"><v>1.2345678901234568E+17</v></c><c r=\"C2\"><v>1</v></c>", "sku", "rounded",
        "sales.xlsx row 2, column \"sku\": the cell holds the number 123456789012345680: Excel has rounded it to 15 digits (format the column as text and enter the code again). The row was set aside.")]
    [TestCase("<c r=\"B2\" s=\"1\"><v>46082</v></c><c r=\"C2\"><v>1</v></c>", "sku", "converted",
        "sales.xlsx row 2, column \"sku\": the cell holds the date 2026-03-01 where a code or a name belongs: Excel may have made it one "
        + "(format the column as text and enter it again). The row was set aside.")]
    [TestCase("<c r=\"B2\" t=\"str\"><v>A</v></c><c r=\"C2\" t=\"str\"><v>x</v></c>", "quantity", "number",
        "sales.xlsx row 2, column \"quantity\": \"x\" is not a number (expected e.g. 12; the file's decimal mark is not known, see input.sales.decimalMark). SKU A. The row was set aside.")]
    public void Import_CellAtFault_SaysWhatIsWrong(string cells, string column, string rule, string message)
    {
        using var directory = Directory("sales.xlsx", Row(TestWorkbook.Text("A2", "2024-01-01") + cells));
        var imported = directory.Import();
        var finding = imported.Quarantine.Single();
        Assert.That(finding.Message, Is.EqualTo(message));
        Assert.That((finding.Line, finding.Column, finding.Rule), Is.EqualTo((2L, column, rule)));
        Assert.That((imported.Reports.Single().RowsRead, imported.Reports.Single().RowsQuarantined), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public void Import_RowSetAside_IsQuotedAsCsvWithItsRowInTheSheet()
    {
        using var directory = Directory("sales.xlsx", TestWorkbook.OfText("S", ["Sales of the north"], [], ["date", "sku", "quantity"], [], ["2024-01-01", "say \"x\",y", "many"]));
        var finding = directory.Import().Quarantine.Single();
        Assert.That((finding.Line, finding.OriginalLine), Is.EqualTo((5L, "2024-01-01,\"say \"\"x\"\",y\",many")));
    }

    [Test]
    public void Read_ErrorInAColumnThatIsNotOurs_IsNoFault()
    {
        var rows = TestWorkbook.TextRows(["date", "sku", "quantity", "margin"]) + "<row r=\"2\">" + TestWorkbook.Text("A2", "2024-01-01") + TestWorkbook.Text("B2", "A")
            + "<c r=\"C2\"><v>1</v></c><c r=\"D2\" t=\"e\"><v>#REF!</v></c></row>";
        using var directory = Directory("sales.xlsx", TestWorkbook.Of(("S", rows)));
        Assert.That(Sales.Read(directory).Lines, Has.Count.EqualTo(1));
    }

    [Test]
    public void Read_SeveralSheets_TakesTheFirstWithTheColumns()
    {
        var good = TestWorkbook.TextRows(["date", "sku", "quantity"], ["2024-01-01", "A", "1"]);
        using var directory = Directory("sales.xlsx", TestWorkbook.Of(("Read me", TestWorkbook.TextRows(["Please", "note"])), ("Data 2024", good), ("Data 2023", good)));
        Assert.That(directory.Import().Reports.Single().Profile, Does.StartWith("workbook, sheet \"Data 2024\","));
    }

    [Test]
    public void Read_DeclaredSheet_IsTaken()
    {
        var good = TestWorkbook.TextRows(["date", "sku", "quantity"], ["2024-01-01", "A", "1"]);
        using var directory = Directory("sales.xlsx", TestWorkbook.Of(("One", good), ("Two", good)));
        Assert.That(directory.Import(Sheet("two")).Reports.Single().Profile, Does.StartWith("workbook, sheet \"Two\","));
        Assert.That(directory.Import(Sheet("Three")).Reports.Single().RejectedReason, Is.EqualTo(
            "The workbook has no sheet \"Three\" (input.sales.sheet). Sheets found: \"One\", \"Two\"."));
    }

    [Test]
    public void Read_NoSheetWithTheColumns_ShowsTheOneThatHasMost()
    {
        using var directory = Directory("sales.xlsx", TestWorkbook.Of(("One", TestWorkbook.TextRows(["x"])), ("Two", TestWorkbook.TextRows(["title"], ["date", "quantity"]))));
        Assert.That(directory.Import().Reports.Single().RejectedReason, Is.EqualTo(
            "The header has no column \"sku\". Columns found: \"date\", \"quantity\". Rename a column, or say which one it is in input.sales.columns."));
    }

    [Test]
    public void Import_OneWorkbookDeclaredForSeveralFeeds_ServesThemBySheet()
    {
        using var directory = Directory("company.xlsx", TestWorkbook.Of(
            ("Items", TestWorkbook.TextRows(["sku", "name", "date", "quantity"], ["A", "Anchor", "", ""])),
            ("Sales", TestWorkbook.TextRows(["date", "sku", "quantity"], ["2024-01-01", "A", "1"], ["2024-01-02", "A", "2"]))));
        var declared = new FeedSettings { Files = ["company.xlsx"] };
        var imported = directory.Import(new InputSettings { Sales = declared, Items = declared });
        Assert.That(imported.Reports.Select(r => (r.File, r.Feed, r.RowsLoaded)), Is.EqualTo(new[] { ("company.xlsx", "sales", 2L), ("company.xlsx", "items", 1L) }));
        Assert.That(imported.Items.Values.Single().Name, Is.EqualTo("Anchor"));
        Assert.That(directory.Scan(new InputSettings { Sales = declared, Items = declared }).Hashes.Count(), Is.EqualTo(1));
    }

    [TestCase("sales.csv")]
    [TestCase("sales.xls")]
    [TestCase("sales.xlsx")]
    public void Read_WorkbookUnderAnyName_IsReadByItsContent(string name)
    {
        using var directory = Directory(name, TestWorkbook.OfText("S", Header, ["2024-01-01", "A", "1"]));
        Assert.That(Sales.Read(directory).Lines, Has.Count.EqualTo(1));
    }

    [TestCase("sales.xls")]
    [TestCase("sales.xlsx")]
    public void Read_TextUnderTheNameOfAWorkbook_IsReadByItsContent(string name)
    {
        using var directory = new DataDirectory((name, "date;sku;quantity\n2024-01-01;A;1\n"));
        Assert.That(Sales.Read(directory).Lines, Has.Count.EqualTo(1));
        Assert.That(Sales.Read(directory).Outcome.Reports.Single().Profile, Does.StartWith("UTF-8, semicolon"));
    }

    private static InputSettings Sheet(string name) => new() { Sales = new FeedSettings { Sheet = name } };

    private static byte[] Row(string cells) => TestWorkbook.Of(("S", HeaderXml + $"<row r=\"2\">{cells}</row>"));

    private static DataDirectory Directory(string name, byte[] bytes)
    {
        var directory = new DataDirectory();
        directory.Write(name, bytes);
        return directory;
    }
}
