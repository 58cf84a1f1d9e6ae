using System.Reflection;
using System.Text.RegularExpressions;
using Forecasting.History;
using Forecasting.Jobs.Settings;
using Forecasting.Storage;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Trust;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Documentation;

/// <summary>docs/data.md and docs/messages.md tell what the program reads and says.</summary>
/// <remarks>Bad rows go through the program; what they cannot bring about is read from its source.</remarks>
[TestFixture]
public sealed partial class DataPageTests
{
    private const string SalesHeader = "date,sku,location,quantity,unit_price,promotion";

    private static readonly RepositoryPage Data = RepositoryPage.At("docs", "data.md");
    private static readonly RepositoryPage Messages = RepositoryPage.At("docs", "messages.md");

    /// <summary>One fault each, below the header and beside a good row.</summary>
    private static readonly string[] SalesRows =
    [
        "2024-01-01,,,1,1,0", "2024-01-01,A,,,1,0", "2024-01-01,A,,many,1,0", "2024-01-01,A,,1e400,1,0", "2024-02-30,A,,1,1,0",
        "7,A,,1,1,0", "2024-01-01T22:30:00Z,A,,1,1,0", "2024-01-01,A\tB,,1,1,0", "2024-01-01,A,,1,1,maybe", "2024-01-01,A,,1,1",
        SalesHeader, "2024-01-01,\"A,,1,1,0", "2024-01-01,\"A\"x,,1,1,0", "2024-01-01,A\0,,1,1,0", "2024-01-01,A,,1,€ 1,0\n2024-01-01,A,,1,$ 1,0",
        "2024-01-01," + new string('A', 1 << 20) + ",,1,1,0",
    ];

    /// <summary>Rows of other tables with one fault each: file, header, rows.</summary>
    private static readonly (string File, string Text)[] OtherFiles =
    [
        ("items-1.csv", "sku,moq\nA,-1\n"),
        ("items-2.csv", "sku,shelf_life_days\nB,2.5\n"),
        ("items-3.csv", "sku,service_target\nC,95%\n"),
        ("items-4.csv", "sku,name\nD,one\nD,two\n"),
        ("items-5.csv", "sku,unit_cost\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"S{i},1\n")) + "Z,€ 12\n"),
        ("items-6.csv", "sku,price_breaks\nE,many\nF,9:9;8:8\n"),
        ("locations.csv", "location,time_zone\nLEEDS,Moon\n"),
        ("suppliers-1.csv", "supplier,order_days\nV,Someday\n"),
        ("suppliers-2.csv", "supplier,closed\nW,christmas\n"),
        ("overrides-1.csv", "sku,start,end,kind,value,reason,author\nA,2024-01-02,2024-01-01,set,1,why,me\n"),
        ("overrides-2.csv", "sku,start,end,kind,value,reason,author\nA,2024-01-01,2024-01-02,double,1,why,me\n"),
        ("stock.csv", "date;sku;on_hand\n03/04/2024;A;1\n2024-04-03;A;1.234\n"),
        ("availability.csv", "date,sku,in_stock\n0,A,1\n"),
        ("holidays.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:When\nEND:VEVENT\nEND:VCALENDAR\n"),
        ("receipts.csv", ""),
    ];

    /// <summary>Files of the source whose sentences a data owner never reads: settings, the command for long series, folders.</summary>
    private static readonly string[] OtherSources =
        ["FeedSettings.cs", "InputSettings.cs", "GateSettings.cs", "PublicationSettings.cs", "LongSeriesFile.cs", "InputException.cs", "RawRow.cs"];

    [Test]
    public void Data_ColumnsOfEachFile_AreColumnsThatThePlatformReads()
    {
        var rows = Data.Rows.Where(row => FeedCellPattern().IsMatch(row[0]) && row[1].StartsWith("**", StringComparison.Ordinal)).ToArray();
        Assert.That(rows.Select(row => row[0].Trim('`')), Is.EquivalentTo(FeedNames.All.Select(feed => feed.FileName())));
        foreach (var row in rows)
        {
            var feed = FeedNames.All.Single(f => f.FileName() == row[0].Trim('`')).SettingName();
            var list = AsidePattern().Replace(row[1].Split([". ", ": see"], StringSplitOptions.None)[0], "");
            var columns = ColumnPattern().Matches(list).Select(m => m.Groups["name"].Value);

            // What item_locations overrides is read in items or suppliers; a mapping onto a column that a feed does not have is refused.
            var mapping = columns.Where(c => feed != "itemLocations" || c is "sku" or "location")
                .Select((column, i) => KeyValuePair.Create($"input.{feed}.columns.header{i}", column)).ToArray();
            Assert.That(mapping, Has.Length.GreaterThan(1), row[0]);
            Assert.That(() => EffectiveSettings.Load([], [], mapping), Throws.Nothing, row[0]);
        }
    }

    [Test]
    public void Messages_OfBadRows_AreAllExplained()
    {
        var explained = Table("Rows set aside").Select(row => (Rule: row[0].Trim('`'), Pattern: Pattern(row[1].Trim('`')))).ToArray();
        var findings = ReadBadRows().Quarantine.Where(f => f.Rule != "file").ToArray();
        var unexplained = findings.Where(f => !explained.Any(e => e.Rule == f.Rule && e.Pattern.IsMatch(f.Message)));
        Assert.That(unexplained.Select(f => $"{f.Rule}: {f.Message}"), Is.Empty);

        // Workbooks and damaged encodings have tests of their own, which hold the same texts.
        string[] elsewhere = ["error", "rounded", "converted", "encoding"];
        var unsaid = explained.Where(e => !findings.Any(f => e.Rule == f.Rule && e.Pattern.IsMatch(f.Message)));
        Assert.That(unsaid.Where(e => !elsewhere.Contains(e.Rule)).Select(e => $"{e.Rule}: {e.Pattern}"), Is.Empty);
    }

    [Test]
    public void Messages_RulesOfRows_AreThoseOfTheSource()
    {
        var rules = Sources("src/Forecasting.Storage/Files").SelectMany(text => RulePattern().Matches(text))
            .Select(m => m.Groups["rule"].Value);
        var explained = Table("Rows set aside").Select(row => row[0].Trim('`'));
        Assert.That(explained.Distinct(), Is.EquivalentTo(rules.Append("calendar event").Distinct()));
    }

    [Test]
    public void Messages_ChecksOfTheGate_AreThoseOfTheProgram()
    {
        var checks = typeof(GateChecks).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.Name != nameof(GateChecks.Plan))
            .Select(field => (string)field.GetRawConstantValue()!);
        Assert.That(Table("What the gate found").Select(row => row[0].Trim('`')).Distinct(), Is.EquivalentTo(checks));
    }

    [Test]
    public void Messages_RulesOfGrades_AreThoseOfTheSource()
    {
        var rules = Sources("src/Forecasting/Trust").SelectMany(text => ReasonPattern().Matches(text)).Select(m => m.Groups["rule"].Value)
            .Append(GateChecks.Unit).Append(GateChecks.Gtin);
        Assert.That(Table("Why a grade is not A").Select(row => row[0].Trim('`')), Is.EquivalentTo(rules.Distinct()));
    }

    [TestCase("src/Forecasting.Storage/Files")]
    [TestCase("src/Forecasting.Storage/Import")]
    [TestCase("src/Forecasting.Storage/Sources")]
    [TestCase("src/Forecasting.Storage/Calendars")]
    [TestCase("src/Forecasting/Trust")]
    public void Messages_SentencesOfTheSource_AreAllExplained(string folder)
    {
        var explained = CodePattern().Matches(Messages.Text).Select(m => m.Groups["code"].Value)
            .Where(code => code.Contains(' ', StringComparison.Ordinal)).Select(Pattern).ToArray();
        var said = Sources(folder).SelectMany(Sentences).Distinct().ToArray();
        Assert.That(said, Is.Not.Empty);
        Assert.That(said.Where(sentence => !explained.Any(e => e.IsMatch(sentence))), Is.Empty);
    }

    [Test]
    public void Anchors_OfEveryPage_AreHeadings()
    {
        foreach (var page in RepositoryPage.All())
        {
            foreach (var link in page.RelativeLinks.Where(link => link.Contains('#', StringComparison.Ordinal)))
            {
                var (path, anchor) = (link.Split('#')[0], link.Split('#')[1]);
                var folder = Path.GetDirectoryName(page.Name) ?? "";
                var target = path.Length == 0 ? page : RepositoryPage.At(folder, path);
                Assert.That(target.Headings.Select(Anchor), Does.Contain(anchor), $"{page.Name} links to {link}");
            }
        }
    }

    private static ImportedData ReadBadRows()
    {
        using var folder = new TemporaryFolder();
        var data = Directory.CreateDirectory(folder["data"]).FullName;
        for (var i = 0; i < SalesRows.Length; i++)
            File.WriteAllText(Path.Combine(data, $"sales-{i:00}.csv"), $"{SalesHeader}\n{SalesRows[i]}\n2024-01-02,B,,2.5,2,1\n");
        foreach (var (file, text) in OtherFiles)
            File.WriteAllText(Path.Combine(data, file), text);
        var weeks = new FeedSettings { PeriodStart = new DateOnly(2024, 1, 1), PeriodBucket = BucketUnit.Week };
        var settings = new InputSettings { Availability = weeks };
        using var database = ForecastingDatabase.Open(folder["forecasting.duckdb"]);
        return new HistoryImport(database).Import(DataFolder.Scan(data, settings), settings);
    }

    /// <summary>Rows of the tables under a heading of docs/messages.md, headers left out.</summary>
    private static IEnumerable<string[]> Table(string heading)
    {
        var from = Messages.Text.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        Assert.That(from, Is.Not.Negative, heading);
        var to = Messages.Text.IndexOf("\n## ", from + 1, StringComparison.Ordinal);
        var section = to < 0 ? Messages.Text[from..] : Messages.Text[from..to];
        return Messages.Rows.Where(row => row[0].StartsWith('`') && section.Contains($"| {row[0]} | {row[1]} |", StringComparison.Ordinal));
    }

    /// <summary>A message of the page, whose <c>…</c> stand for what was found.</summary>
    private static Regex Pattern(string message) =>
        new(string.Join(".*", message.Split('…').Select(Regex.Escape)), RegexOptions.Singleline);

    private static IEnumerable<string> Sources(string folder) =>
        Directory.GetFiles(Path.Combine(RepositoryPage.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !OtherSources.Contains(Path.GetFileName(file)))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText);

    /// <summary>Texts of the source that begin like a sentence and end like one, with <c>X</c> for what is filled in.</summary>
    private static IEnumerable<string> Sentences(string source) => ContinuedPattern().Replace(source, "").Split('\n')
        .Where(line => !line.TrimStart().StartsWith('/') && !InternalPattern().IsMatch(line))
        .SelectMany(line => LiteralPattern().Matches(HolePattern().Replace(line, "X")))
        .Select(m => m.Groups["text"].Value.Replace("\\\"", "\"", StringComparison.Ordinal).Trim())
        .Where(text => SentencePattern().IsMatch(text));

    private static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-');

    [GeneratedRegex("^`[a-z_]+`$")]
    private static partial Regex FeedCellPattern();

    [GeneratedRegex(@"\([^)]*\)|`[^`]*`")]
    private static partial Regex AsidePattern();

    [GeneratedRegex(@"(?<=^|, | or )\**(?<name>[a-z_]+)\**(?=\s*(,|$| or ))")]
    private static partial Regex ColumnPattern();

    [GeneratedRegex("""(?:RowFault\(|new\(\s*|Fault(?:<[^"]*>)?\([^"]*|Add\([^"]*|List\([^"\n]*)"(?<rule>[a-z][a-z ]+)",\s*(?:\$?"|text|string\.Create)""")]
    private static partial Regex RulePattern();

    [GeneratedRegex("""(?:TrustReason|new)\(TrustGrade\.[A-D], "(?<rule>[a-z ]+)",""")]
    private static partial Regex ReasonPattern();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex HolePattern();

    /// <summary>Constants stand in the sentences that use them; what only a programmer can cause is never said to a data owner.</summary>
    /// <summary>Where a text goes on in the next line.</summary>
    [GeneratedRegex("""
        "\s*\n\s*\+ \$?"
        """)]
    private static partial Regex ContinuedPattern();

    [GeneratedRegex(@"\bconst |NotSupportedException|InvalidOperationException")]
    private static partial Regex InternalPattern();

    [GeneratedRegex("""
        "(?<text>(?:[^"\\]|\\.)+)"
        """)]
    private static partial Regex LiteralPattern();

    [GeneratedRegex(@"^(X|[A-Z])\S* \S+ \S+ .*\.$")]
    private static partial Regex SentencePattern();
}
