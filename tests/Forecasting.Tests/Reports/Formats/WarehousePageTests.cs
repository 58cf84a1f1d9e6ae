using System.Globalization;
using Forecasting.Reports.Formats;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Formats;

/// <summary>docs/warehouse.md tells of every format what its fields are: no more, no less, with the same rules.</summary>
[TestFixture]
public sealed class WarehousePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "warehouse.md")).ReplaceLineEndings("\n");

    [TestCaseSource(typeof(TestPartners), nameof(TestPartners.All))]
    public void Section_OfEachFormat_HasItsFieldsValuesAndCharacters(string name)
    {
        var format = PartnerFormats.All[name];
        var section = Section($"### `{name}`, version {format.Version}");
        Assert.That(section, Does.Contain(Table(format)), Table(format));
        Assert.That(section, Does.Match("(?m)^Sources?: .+"), "where the layout comes from");
        Assert.That(section, Does.Contain(Sample(format)));
    }

    [Test]
    public void Sections_OfFormats_AreThoseThatThereAre() => Assert.That(
        Page.Split('\n').Where(line => line.StartsWith("### `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]), Is.EquivalentTo(TestPartners.All));

    /// <summary>The tables of a section.</summary>
    private static string Table(PartnerFormat format)
    {
        var rows = format.RowFields.Select(f => $"| {f.Element} | `{f.Name}` | {f.Rule} |");
        var values = format.Values.Select(v => $"| `{v.Name}` | {v.Element} | {(v.OneOf.IsEmpty ? v.Rule.ToString() : string.Join(" or ", v.OneOf))} | {Default(v)} |");
        var table = "| element | ours | what fits |\n|---|---|---|\n" + string.Join('\n', rows) + "\n";
        return format.Values.IsEmpty ? table : table + "\n| value | element | what fits | default |\n|---|---|---|---|\n" + string.Join('\n', values) + "\n";
    }

    private static string Default(FormatValue value) => value.Default.Length == 0 ? "" : $"`{value.Default}`";

    private static string Sample(PartnerFormat format)
    {
        var version = string.Concat(format.Version.Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-'));
        return string.Create(CultureInfo.InvariantCulture, $"[sample](../tests/data/formats/{format.Name}-{version}{format.Extension})");
    }

    private static string Section(string heading)
    {
        var start = Page.IndexOf(heading + "\n", StringComparison.Ordinal);
        Assert.That(start, Is.GreaterThanOrEqualTo(0), $"{heading} is missing");
        var end = Page.IndexOf("\n##", start + heading.Length, StringComparison.Ordinal);
        return end < 0 ? Page[start..] : Page[start..end];
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Forecasting.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"Forecasting.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
