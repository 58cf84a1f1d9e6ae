using NUnit.Framework;

namespace Forecasting.Storage.Tests.SqlServer;

/// <summary>Every statement and migration of SQL Server against its schema, without a server: parsed, bound, and its kinds compared.</summary>
public class StatementBindingTest
{
    private static readonly MigratedSchema Schema = MigratedSchema.OfProduct();

    private static IEnumerable<TestCaseData<string, string>> Texts => ServerStatement.All()
        .Select(s => (Name: s.Name, Text: s.Text))
        .Concat(SqlText.Migrations("SqlServer").Select(m => (m.Name, Text: SqlText.Named($"Migrations/SqlServer/{m.Name}"))))
        .Append((Name: "Roles/SqlServer", Text: SqlText.Named("Roles/SqlServer")))
        .Select(s => new TestCaseData<string, string>(s.Name, s.Text).SetArgDisplayNames(s.Name));

    [Test]
    public void Statements_OfTheProduct_ResolveEveryName()
    {
        var statements = ServerStatement.All();
        Assert.That(statements.Select(s => s.Name), Does.Contain("Demand/ReadSeries").And.Contain("Import/FindStatements"));
        Assert.That(BoundModel.Faults(Schema, statements.Concat(Schema.Changes)), Is.Empty);
    }

    [Test]
    public void Statements_OfTheProduct_CompareLikeWithLike()
    {
        var check = new KindCheck(Schema);
        Assert.That(ServerStatement.All().Concat(Schema.Changes).SelectMany(check.Faults), Is.Empty);
    }

    [TestCaseSource(nameof(Texts))]
    public void Text_OfTheProduct_KeepsToWhatEveryServerTakes(string name, string text)
    {
        var isCommon = !name.StartsWith("SqlServer/", StringComparison.Ordinal) && !char.IsDigit(name[0]) && !name.StartsWith("Roles/", StringComparison.Ordinal);
        Assert.That(SubsetLint.Faults(name, text, isCommon), Is.Empty);
    }

    [Test]
    public void Tables_OfTheProduct_HaveCodesThatAreComparedExactly()
    {
        string[] codes = ["location", "sku", "source", "supplier", "run_id", "line_id", "state"];
        var others = from table in Schema.Tables
                     from column in table.Value.Definition.ColumnDefinitions
                     where codes.Contains(column.ColumnIdentifier.Value) && column.Collation?.Value != "Latin1_General_100_BIN2"
                     select $"{table.Key}.{column.ColumnIdentifier.Value}";
        Assert.That(others, Is.Empty);
    }

    [TestCase("select lod_id from history.sales", "unresolved reference to object [history].[sales].[lod_id]", TestName = "a column")]
    [TestCase("with a as (select load_id from history.sales) select lod_id from a", "column lod_id could not be resolved", TestName = "a column of a step")]
    [TestCase("select load_id from history.sale", "unresolved reference to object [history].[sale]", TestName = "a table")]
    [TestCase("update history.sales set quantiti = 1 where load_id = @load_id", "[history].[sales].[quantiti]", TestName = "a column that is set")]
    [TestCase("insert into history.unknown_sale (load_id, key_no, date) values (@load_id, 1, @as_of)", "[history].[unknown_sale].[date]", TestName = "a column that is inserted into")]
    [TestCase("select history.bucket_begin(day, @unit, @week_start) from history.sales", "[history].[bucket_begin]", TestName = "a function")]
    [TestCase("select load_id from history.sales where day < @as_off", "nobody says what type @as_off has", TestName = "a parameter")]
    [TestCase("select load_id from history.sales limit 1", "Incorrect syntax", TestName = "the grammar")]
    [TestCase("select \"file\" from history.load_report where file = @file", "Incorrect syntax", TestName = "a reserved word")]
    public void Faults_WrongName_IsFound(string sql, string what) =>
        Assert.That(BoundModel.Faults(Schema, [new ServerStatement("Planted/Fault", sql)]), Has.Some.Contains(what).And.Some.Contains("Planted/Fault"));

    [Test]
    public void Apply_WhatTheTestDoesNotKnow_IsNotPassedOver() =>
        Assert.That(() => new MigratedSchema().Apply("0001_x", "drop table history.sales"), Throws.TypeOf<NotSupportedException>().With.Message.Contains("DropTableStatement"));

    [Test]
    public void Apply_ColumnAddedLater_BelongsToTheTable()
    {
        var schema = new MigratedSchema();
        schema.Apply("0001_x", "exec('create schema history'); create table history.item (code integer not null);");
        schema.Apply("0002_x", "alter table history.item add name nvarchar(10);");
        Assert.That(BoundModel.Faults(schema, [new ServerStatement("Planted/Right", "select code, name from history.item")]), Is.Empty);
        Assert.That(schema.Tables["history.item"].Definition.ColumnDefinitions.Select(c => c.ColumnIdentifier.Value), Is.EqualTo(new[] { "code", "name" }));
    }
}
