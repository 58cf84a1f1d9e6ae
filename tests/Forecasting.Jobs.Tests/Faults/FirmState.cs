using DuckDB.NET.Data;
using Forecasting.Jobs.Tests.EndToEnd;
using NUnit.Framework;

namespace Forecasting.Jobs.Tests.Faults;

/// <summary>All that a run leaves behind, as text, without what two runs may differ in: times, attempts, and who held a lease.</summary>
internal static class FirmState
{
    // How often it was tried and by whom is the point of these; their own tests say what must be in them.
    private static readonly string[] TablesOfAttempts = ["run.audit", "run.audit_head", "run.lease"];

    private const string Contexts = "select sha256 from run.input where kind = 'context' order by run_id";

    private const string BrokenLinks = """
        select 'audit entry ' || audit_no || ' does not follow the one before'
        from (select audit_no, previous_hash, lag(entry_hash, 1, repeat('0', 64)) over (order by audit_no) as before from run.audit)
        where previous_hash <> before
        """;

    /// <summary>Every file below a folder with its hash, and every table with its rows.</summary>
    /// <param name="output">Folder of the reports; nobody has its database open.</param>
    /// <remarks>What a run knew besides its files is archived, but not compared: a second attempt knows how the first one read the feeds. A replay
    /// shows whether it is right.</remarks>
    public static IReadOnlyList<string> Of(string output)
    {
        var contexts = Query(output, Contexts);
        var state = Files(output).Concat(Tables(output)).Concat(Query(output, BrokenLinks)).ToList();
        Assert.That(contexts.Select(c => state.Count(line => line.Contains($"{c}.gz", StringComparison.Ordinal))), Is.All.EqualTo(1));
        return [.. state.Where(line => !contexts.Any(c => line.Contains(c, StringComparison.Ordinal))), $"{contexts.Count} contexts"];
    }

    /// <summary>Every file below a folder, with its hash where it must be the same after every run.</summary>
    public static IEnumerable<string> Files(string output) => Directory.GetFiles(output, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => Path.GetFileName(file) is "run.json" or "forecasting.duckdb"
            ? Path.GetRelativePath(output, file)
            : $"{Path.GetRelativePath(output, file)} {PublishedRun.Sha256(file)}");

    /// <summary>What a reader may see at any moment: no file under its final name that is not whole, and the manifest only after all of
    /// them.</summary>
    /// <param name="output">Folder of the reports.</param>
    /// <param name="whole">The publication as it is when nothing happens.</param>
    /// <param name="moment">When, for the message.</param>
    public static void AssertNothingHalfVisible(string output, PublishedRun whole, string moment)
    {
        foreach (var run in PublishedRun.All(output).Where(run => Path.GetFileName(run.Folder) == Path.GetFileName(whole.Folder)))
        {
            var visible = run.Names.Where(name => !(name.StartsWith('.') && name.EndsWith(".tmp", StringComparison.Ordinal))).ToList();
            foreach (var name in visible.Where(name => name != "run.json"))
                Assert.That(PublishedRun.Sha256(run[name]), Is.EqualTo(PublishedRun.Sha256(whole[name])), $"{name}, {moment}");
            if (visible.Contains("manifest.json"))
                Assert.That(run.ManifestFaults().Where(fault => !fault.StartsWith(".done.tmp", StringComparison.Ordinal)), Is.Empty, moment);
            if (visible.Contains(".done"))
                Assert.That(visible, Does.Contain("manifest.json"), moment);
        }
    }

    /// <summary>Rows of a query on the database of a folder, as text.</summary>
    public static IReadOnlyList<string> Query(string output, string sql)
    {
        using var connection = new DuckDBConnection($"DataSource={Path.Combine(output, "forecasting.duckdb")};ACCESS_MODE=READ_ONLY");
        connection.Open();
        return Query(connection, sql);
    }

    private static List<string> Tables(string output)
    {
        using var connection = new DuckDBConnection($"DataSource={Path.Combine(output, "forecasting.duckdb")};ACCESS_MODE=READ_ONLY");
        connection.Open();
        var state = new List<string>();
        foreach (var table in Query(connection, "select table_schema || '.' || table_name from information_schema.tables order by 1").Except(TablesOfAttempts))
        {
            var columns = Query(connection, $"select column_name from information_schema.columns where table_schema || '.' || table_name = '{table}' "
                + "and data_type not like 'TIMESTAMP%' and column_name <> 'outcome' order by ordinal_position");
            var listed = string.Join(", ", columns.Select(c => $"\"{c}\""));
            var rows = Query(connection, $"select cast(t as varchar) from (select {listed} from {table}) t order by 1");
            if (table.StartsWith("run.", StringComparison.Ordinal))
                state.AddRange(rows.Select(row => $"{table} {row}"));
            else
                state.Add($"{table} {rows.Count} {string.Join('\n', rows).GetHashCode(StringComparison.Ordinal)}");
        }

        return state;
    }

    private static List<string> Query(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
