using System.Globalization;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

/// <summary>The culture of the machine decides nothing: not what a number or date is, not what is said about it, not what is kept.</summary>
[NonParallelizable]
public class CultureMatrixTest
{
    private const string SalesText =
        "DATE;SKU;LOCATION;QUANTITY;UNIT_PRICE;PROMOTION;Müşteri;note\n"
        + "31.01.2024;i;L;1,5;€ -2,25;TRUE;x;ann@example.org\n13/02/2024;I;L;1.234;1;no;x;bob@example.org\n2024-02-30;x;L;NaN;abc;maybe;x;\n7;x;L;-1;1;1;x;\n;;;;;1;x;\n"
        + "2024-01-01T23:30:00Z;İ;ROME;(1);1;yes;x;\n2024-01-01T23:30:00Z;ı;L;1;1;yes;x;\n2024-01-02;ß;L;1'234,5-;1;0;x;\n2024-01-02;ß;L;١٢;1;0;x;\n";

    private static readonly string[] Cultures = ["en-US", "de-DE", "it-IT", "fr-FR", "ar-SA", "tr-TR", "zh-TW"];

    [TestCaseSource(nameof(Cultures))]
    public void Import_UnderAnyCulture_KeepsAndSaysTheSame(string culture)
    {
        var expected = Import(CultureInfo.InvariantCulture);
        Assert.That(expected.Where(t => t.StartsWith("QuarantinedRow", StringComparison.Ordinal)).Count(), Is.GreaterThan(5));
        Assert.That(Import(CultureInfo.GetCultureInfo(culture)), Is.EqualTo(expected));
    }

    /// <summary>Every report, finding and kept row as text.</summary>
    private static List<string> Import(CultureInfo culture)
    {
        using var directory = new DataDirectory(
            ("sales.csv", SalesText), ("locations.csv", "location,time_zone\nROME,Europe/Rome\n"), ("items.csv", "SKU;UNIT_COST;NAME\ni;1.234,5;İstanbul ann@example.org\nI;0,25;x\n"));
        var (before, beforeUI) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            var imported = directory.Import(new InputSettings());
            var reports = imported.Reports.SelectMany(r => r.Notes.Append((r with { Notes = [] }).ToString()));
            var rows = directory.Query("select s::varchar from history.sales s order by all").Concat(directory.Query("select k::varchar from history.load_sku_location k order by all"));
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return [.. reports, .. imported.Quarantine.Select(q => q.ToString()), .. rows, .. imported.Items.Values.Select(i => i.ToString())];
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUI);
        }
    }
}
