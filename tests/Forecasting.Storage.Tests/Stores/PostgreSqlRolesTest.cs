using System.Data.Common;
using Dapper;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Stores;

/// <summary>Each role of a PostgreSQL database may do what its work needs, and nothing of the others'.</summary>
public class PostgreSqlRolesTest
{
    private const string Refused = "42501";

    private static readonly string[] Roles = ["ingest", "plan", "publish", "read"];

    [Test]
    public void Script_EveryTable_IsWrittenByWhoseWorkItIs()
    {
        using var directory = new DataDirectory(StoreKind.PostgreSql);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var connection = database.Connection;
        connection.Execute(SqlText.Named("Roles/PostgreSql"));
        connection.Execute(SqlText.Named("Roles/PostgreSql"));

        var tables = connection.Query<string>(
            "select schemaname || '.' || tablename from pg_tables where schemaname in ('history', 'demand', 'forecast', 'inventory', 'run') order by 1").ToList();
        Assert.That(tables, Does.Contain("history.sales").And.Contain("demand.veto").And.Contain("run.published_line"));
        using (Assert.EnterMultipleScope())
        {
            foreach (var (table, role) in tables.SelectMany(t => Roles.Select(r => (t, r))))
            {
                var writes = Writers(table).Contains(role);
                Assert.That(Allows(connection, role, $"insert into {Quoted(table)} select * from {Quoted(table)} where false"), Is.EqualTo(writes), $"{role} writes {table}");
                Assert.That(Allows(connection, role, $"delete from {Quoted(table)}"), Is.EqualTo(writes && table is not ("run.audit" or "demand.override_version")), $"{role} deletes from {table}");
                Assert.That(Allows(connection, role, $"select 1 from {Quoted(table)}"), Is.EqualTo(role != "ingest" || Writers(table).Contains(role)), $"{role} reads {table}");
                Assert.That(Allows(connection, role, $"drop table {Quoted(table)}"), Is.False, $"{role} drops {table}");
            }
        }
    }

    [Test]
    public void Script_Schema_IsChangedByMigrateOnly()
    {
        using var directory = new DataDirectory(StoreKind.PostgreSql);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var connection = database.Connection;
        connection.Execute(SqlText.Named("Roles/PostgreSql"));
        string[] changes =
        [
            "create table history.more (one integer)", "alter table run.run add column more integer", "create schema more", "create table public.more (one integer)",
            "insert into public.schema_version (version, name) values (999999, 'more')",
        ];
        using (Assert.EnterMultipleScope())
        {
            foreach (var change in changes)
            {
                Assert.That(Allows(connection, "migrate", change), Is.True, change);
                foreach (var role in Roles)
                    Assert.That(Allows(connection, role, change), Is.False, $"{role}: {change}");
            }

            foreach (var role in Roles)
                Assert.That(Allows(connection, role, "select max(version) from public.schema_version"), Is.True, role);
            Assert.That(Allows(connection, "ingest", "select feed, history.day_no(day) from history.loaded_row"), Is.True);
        }
    }

    private static string[] Writers(string table) => table switch
    {
        "demand.veto" or "demand.override_version" => ["ingest"],
        "run.lease" or "run.audit" or "run.audit_head" or "run.commit_mark" => ["ingest", "plan", "publish"],
        "run.published_line" or "run.approval" or "run.acknowledgement" or "run.api_key" => ["publish"],
        _ => table.Split('.')[0] switch
        {
            "history" => ["ingest"],
            "run" => ["plan", "publish"],
            _ => ["plan"],
        },
    };

    private static string Quoted(string table) => $"\"{table.Replace(".", "\".\"", StringComparison.Ordinal)}\"";

    /// <summary>Whether a role may do something; it is not done.</summary>
    private static bool Allows(DbConnection connection, string role, string sql)
    {
        using var transaction = connection.BeginTransaction();
        try
        {
            connection.Execute($"set local role forecasting_{role}");
            connection.Execute(sql);
            return true;
        }
        catch (DbException e) when (e.SqlState == Refused)
        {
            return false;
        }
        finally
        {
            transaction.Rollback();
        }
    }
}
