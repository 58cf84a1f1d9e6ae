using System.Collections.Immutable;
using System.Text.Json;
using Forecasting.History;
using Forecasting.Storage.Files;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Files;

public class InputSettingsTest
{
    [Test]
    public void Validate_Defaults_HaveNoFault() => Assert.That(new InputSettings().Validate(), Is.Empty);

    [Test]
    public void Validate_WrongSettings_NamesEveryFault()
    {
        var settings = new InputSettings
        {
            MaxFindingsPerFile = 0,
            Sales = new FeedSettings
            {
                Columns = ImmutableSortedDictionary<string, string>.Empty.Add("a", "colour").Add("b", "sku").Add("c", "sku"),
                Encoding = "klingon",
                Delimiter = "#",
                DecimalMark = "'",
                PeriodStart = new DateOnly(2024, 1, 1),
            },
        };
        Assert.That(settings.Validate(), Is.EqualTo(new[]
        {
            "input.maxFindingsPerFile is 0; it must be 1 or more.",
            "input.sales.columns maps \"a\" to \"colour\", which is no column of sales.",
            "input.sales.columns maps \"b\" and \"c\" to the same column \"sku\".",
            "input.sales.encoding is \"klingon\", which is no known encoding (e.g. utf-8, utf-16, windows-1252).",
            "input.sales.delimiter is \"#\"; it must be a comma, a semicolon, a tab or a bar.",
            "input.sales.decimalMark is \"'\"; it must be \".\" or \",\".",
            "input.sales.periodStart and input.sales.periodBucket go together; only one is given.",
        }));
    }

    [Test]
    public void Deserialize_SettingsFile_GivesTheSettings()
    {
        const string Json = """
            { "maxFindingsPerFile": 5,
              "sales": { "files": ["*.csv"], "columns": { "Belegdatum": "date" }, "decimalMark": ",", "dateOrder": "dmy", "periodStart": "1998-01-01", "periodBucket": "month" },
              "itemLocations": { "encoding": "utf-8" } }
            """;
        var settings = JsonSerializer.Deserialize<InputSettings>(Json, JsonSerializerOptions.Web)!;
        Assert.That(settings.Validate(), Is.Empty);
        Assert.That((settings.MaxFindingsPerFile, settings.Sales.Files.Single(), settings.Sales.Columns["Belegdatum"]), Is.EqualTo((5, "*.csv", "date")));
        Assert.That((settings.Sales.DateOrder, settings.Sales.PeriodBucket, settings.Sales.PeriodStart), Is.EqualTo((DateOrder.Dmy, BucketUnit.Month, new DateOnly(1998, 1, 1))));
        Assert.That(settings.ItemLocations.Encoding, Is.EqualTo("utf-8"));
        Assert.That(settings.Stock, Is.EqualTo(FeedSettings.Default));
    }

    [TestCase("Server=db;Password=hunter2")]
    [TestCase("postgres://u:hunter2@db/erp")]
    [TestCase("Host=db")]
    [TestCase("")]
    public void Validate_ConnectionThatIsNoName_IsRefusedWithoutQuotingIt(string connection) =>
        Assert.That(new InputSettings { Connection = connection }.Validate(), Is.EqualTo(new[]
        {
            "input.connection must be the name of an environment variable that holds the connection string, and not the string itself: no secret belongs into a settings file.",
        }));

    [Test]
    public void Validate_QueryWithoutConnectionOrWithFiles_IsNamed()
    {
        var settings = JsonSerializer.Deserialize<InputSettings>("""{ "provider": "sqlServer", "sales": { "query": "select 1", "files": ["a.csv"] }, "stock": { "query": " " } }""", JsonSerializerOptions.Web)!;
        Assert.That(settings.Provider, Is.EqualTo(Forecasting.Storage.Sources.SqlProvider.SqlServer));
        Assert.That(settings.Validate(), Is.EqualTo(new[]
        {
            "input.sales.files and input.sales.query exclude each other: a table comes from files or from a query.",
            "input.stock.query is blank; leave it out or give a query.",
            "input.sales.query needs input.connection, the name of an environment variable, and input.provider, sqlServer or postgres.",
        }));
    }

    [Test]
    public void Validate_NullSections_AreNamed()
    {
        var settings = JsonSerializer.Deserialize<InputSettings>("""{ "sales": null, "items": { "columns": null } }""", JsonSerializerOptions.Web)!;
        Assert.That(settings.Validate(), Is.EqualTo(new[]
        {
            "input.sales is null; leave it out or give its settings.",
            "input.items.columns is null; leave it out or give a mapping.",
        }));
    }
}
