using System.Globalization;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

public class FeedReaderTest
{
    /// <summary>Codes that spreadsheets, parsers and databases like to change.</summary>
    private static readonly string[] HostileCodes =
    [
        "00123", "1E5", "MARCH1", "SEP-2", "3/4", "12-3", "TRUE", "1,5", "=1+1", "+1", "-1", "@SUM", "123456789012345678901234", " outer ", "\u00A0nbsp\u00A0",
        "say \"hi\"", "مرحبا", "中文", "😀", "e\u0301", "\u00e9", "a\u200Bb", "\u200Frtl", "\uFF1D1", "'quoted'", "NULL", "NaN", "a;b", "\\n", "İ", "ı",
    ];

    [Test]
    public void Read_HostileCodes_SurviveToTheLastCodePoint()
    {
        var text = "date,sku,location,quantity\n" + string.Concat(HostileCodes.Select(c => $"2024-01-01,{CsvLine.Of([c], ',')},{CsvLine.Of([c], ',')},1\n"));
        var (lines, outcome) = Sales.Read(text);
        Assert.That(outcome.Findings, Is.Empty);
        Assert.That(lines.Select(l => l.Key.Sku.Code), Is.EqualTo(HostileCodes));
        Assert.That(lines.Select(l => l.Key.Location.Code), Is.EqualTo(HostileCodes));
    }

    [Test]
    public void Read_NoLocation_IsTheOnlyPlace()
    {
        var (lines, _) = Sales.Read("date,sku,quantity,location\n2024-01-01,A,1,\n2024-01-01,A,1,   \n2024-01-01,A,1,X\n");
        Assert.That(lines.Select(l => l.Key.Location), Is.EqualTo(new[] { Location.Only, Location.Only, new Location("X") }));
    }

    [Test]
    public void Read_SalesRow_HasEveryColumn()
    {
        var (lines, _) = Sales.Read("Date,SKU,Quantity,Location,Unit_Price,Promotion,order_id\n2024-01-31T10:00:00,A,-2.5,LEEDS,9.99,yes,O-1\n");
        Assert.That(lines.Single(), Is.EqualTo(new SalesLine(new DateOnly(2024, 1, 31), new SkuLocation(new Sku("A"), new Location("LEEDS")), -2.5m, 9.99m, true)));
    }

    [Test]
    public void Read_SameRowAgain_CountsOnceOverAllFilesOfTheFeed()
    {
        const string Header = "date,sku,quantity\n";
        using var directory = new DataDirectory(
            ("sales-1.csv", Header + "2024-01-01,A,1\n2024-01-01,A,1\n2024-01-01,A,2\n"),
            ("sales-2.csv", Header + "2024-01-01,A,1\n2024-01-03,B,1\n"),
            ("sales-3.csv", "date,quantity,sku\n2024-01-01,A,1\n"));
        var (lines, outcome) = Sales.Read(directory);
        Assert.That(lines, Has.Count.EqualTo(3));
        Assert.That(outcome.Reports.Select(r => (r.RowsRead, r.RowsLoaded, r.RowsQuarantined, r.RowsDuplicate)), Is.EqualTo(
            new[] { (3L, 2L, 0L, 1L), (2L, 1L, 0L, 1L), (1L, 0L, 1L, 0L) }));
    }

    [Test]
    public void Read_RowThatWasSetAsideBefore_IsSetAsideAgain()
    {
        var (_, outcome) = Sales.Read("date,sku,quantity\nx,A,1\nx,A,1\n");
        Assert.That(outcome.Reports.Single().RowsQuarantined, Is.EqualTo(2));
    }

    [TestCase("date;sku;quantity\n2024-01-01;A;12,5\n2024-01-01;B;1.234\n", "decimal comma", 1234)]
    [TestCase("date;sku;quantity\n2024-01-01;A;12.5\n2024-01-01;B;1.234\n", "decimal point", 1.234)]
    public void Read_EvidenceOfDecimalMark_DecidesTheAmbiguous(string text, string profile, double expected)
    {
        var (lines, outcome) = Sales.Read(text);
        Assert.That(lines[1].Quantity, Is.EqualTo((decimal)expected));
        Assert.That(outcome.Reports.Single().Profile, Does.Contain(profile));
    }

    [Test]
    public void Read_EvidenceAfterTheSample_StillDecides()
    {
        var rows = string.Concat(Enumerable.Range(0, 12_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"03/04/2024;S{i};1.234\n")));
        var (lines, outcome) = Sales.Read("date;sku;quantity\n" + rows + "13/04/2024;Z;0,5\n");
        Assert.That(outcome.Reports.Single().RowsLoaded, Is.EqualTo(12_001));
        Assert.That((lines[0].Date, lines[0].Quantity), Is.EqualTo((new DateOnly(2024, 4, 3), 1234m)));
    }

    [Test]
    public void Read_ContradictingDateOrders_SetsEverySlashDateAside()
    {
        var (lines, outcome) = Sales.Read("date,sku,quantity\n13/04/2024,A,1\n04/13/2024,A,1\n03/04/2024,A,1\n2024-04-03,A,1\n");
        Assert.That(lines.Single().Date, Is.EqualTo(new DateOnly(2024, 4, 3)));
        Assert.That(outcome.Findings.Select(f => f.Rule), Is.All.EqualTo("ambiguous date"));
        Assert.That(outcome.Reports.Single().Profile, Does.EndWith("date order unknown"));
    }

    [Test]
    public void Read_MinorityDecimalMark_IsSetAside()
    {
        var (lines, outcome) = Sales.Read("date;sku;quantity\n2024-01-01;A;1.5\n2024-01-02;A;2.5\n2024-01-03;A;3,5\n");
        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.That((outcome.Findings.Single().Value, outcome.Findings.Single().Rule), Is.EqualTo(("3,5", "number")));
    }

    [Test]
    public void Read_DeclaredProfile_WinsOverEvidence()
    {
        var settings = new InputSettings { Sales = new FeedSettings { DecimalMark = ",", DateOrder = DateOrder.Mdy, Delimiter = ";" } };
        var (lines, outcome) = Sales.Read("date;sku;quantity\n03/04/2024;A;1.234\n", settings);
        Assert.That((lines.Single().Date, lines.Single().Quantity), Is.EqualTo((new DateOnly(2024, 3, 4), 1234m)));
        Assert.That(outcome.Reports.Single().Profile, Is.EqualTo("UTF-8, semicolon, decimal comma (declared), dates mdy (declared)"));
    }

    [TestCase(BucketUnit.Month, "1998-03-01")]
    [TestCase(BucketUnit.Week, "1998-01-15")]
    [TestCase(BucketUnit.Day, "1998-01-03")]
    public void Read_NumberedPeriods_CountFromTheDeclaredStart(BucketUnit unit, string expected)
    {
        var settings = new InputSettings { Sales = new FeedSettings { PeriodStart = new DateOnly(1998, 1, 1), PeriodBucket = unit } };
        var (lines, _) = Sales.Read("series_id,period,value\nA,3,5\n", settings);
        Assert.That(lines.Single().Date, Is.EqualTo(DateOnly.Parse(expected, CultureInfo.InvariantCulture)));
    }

    [Test]
    public void Read_PersonalColumns_AreDroppedAndMasked()
    {
        var (_, outcome) = Sales.Read("date,sku,quantity,Customer Name,E-Mail,order_id,colour\n2024-01-01,A,x,Jane Doe,jane@example.org,O-1,red\n2024-01-01,A,1,Jane,Doe,j@example.org,O-1,red\n");
        Assert.That(outcome.Findings[0].OriginalLine, Is.EqualTo("2024-01-01,A,x,***,***,***,red"));
        Assert.That(outcome.Findings[1].OriginalLine, Is.EqualTo("*** (not shown: the file has columns of personal data, and the columns of this row cannot be told apart)"));
        Assert.That(outcome.Reports.Single().Notes, Is.EqualTo(new[]
        {
            "Column \"Customer Name\" looks like personal data: it was dropped and is not stored.",
            "Column \"E-Mail\" looks like personal data: it was dropped and is not stored.",
            "Columns not used: \"colour\".",
        }));
    }

    [TestCase("de-DE")]
    [TestCase("tr-TR")]
    [TestCase("ar-SA")]
    [TestCase("fr-FR")]
    public void Read_UnderAnyCulture_GivesTheSame(string culture)
    {
        const string Text = "DATE;SKU;QUANTITY;UNIT_PRICE;PROMOTION\n31.01.2024;i;1,5;-2,25;TRUE\n13/02/2024;I;1.234;1;no\n2024-02-30;x;NaN;abc;maybe\n7;x;-1;1;1\n;;;;1\n2024-01-01T08:00;İ;1;1;yes\n";
        var settings = new InputSettings { Sales = new FeedSettings { PeriodStart = new DateOnly(1998, 1, 1), PeriodBucket = BucketUnit.Month } };
        var expected = Under("", () => Sales.Read(Text, settings));
        var actual = Under(culture, () => Sales.Read(Text, settings));
        Assert.That(actual.Lines, Is.EqualTo(expected.Lines).And.Count.EqualTo(4));
        Assert.That(actual.Outcome.Findings, Is.EqualTo(expected.Outcome.Findings));
        Assert.That(actual.Outcome.Reports.Single().Profile, Is.EqualTo(
            "UTF-8, semicolon, decimal comma, dates day first, periods are months from 1998-01-01 (declared)"));
    }

    [Test]
    public void Read_Cancelled_Stops()
    {
        using var directory = new DataDirectory(("sales.csv", "date,sku,quantity\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"2024-01-01,S{i},1\n"))));
        var reader = new FeedReader<SalesLine>(Feed.Sales, new InputSettings(), FeedRecords.Sales, null, ReadingContext.None);
        Assert.That(
            () => reader.Read(directory.Scan().Files, new Rows<SalesLine>(), (_, _) => { }, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static T Under<T>(string culture, Func<T> step)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return step();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
