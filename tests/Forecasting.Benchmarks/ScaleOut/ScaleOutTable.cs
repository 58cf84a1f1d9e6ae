using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Forecasting.Benchmarks.EndToEnd;
using Forecasting.Benchmarks.Storage;
using Npgsql;

namespace Forecasting.Benchmarks.ScaleOut;

/// <summary>What does it cost to share a run among nodes, how evenly does the work divide, and what would more machines gain? Markdown tables for
/// docs/benchmarks/scale-out.md.</summary>
/// <remarks>Two nodes on one machine are not faster than one; so the constants are measured, and 16 nodes are computed from them. Each way makes two runs, a week apart, and the
/// second one is measured: a service stands for months, and the first shards of a process wait for its code to be compiled.</remarks>
internal static class ScaleOutTable
{
    private const int Weeks = 104;
    private static readonly DateOnly AsOf = new(2026, 6, 29);
    private static readonly int[] Projected = [1, 2, 4, 8, 16];

    /// <summary>Runs one firm on one node alone, on one that shares with itself, and on two.</summary>
    /// <param name="skuLocations">Size of the firm, a multiple of four.</param>
    /// <param name="shardSize">SKU-locations in a shard.</param>
    /// <param name="output">The tables.</param>
    /// <returns>0, or 1 when not all published the same bytes.</returns>
    public static int Print(int skuLocations, int shardSize, TextWriter output)
    {
        var temporary = Directory.CreateTempSubdirectory("forecasting-scale-out-").FullName;
        try
        {
            var data = Path.Combine(temporary, "data");
            SyntheticRetailer.Write(data, skuLocations, Weeks, daysPerBucket: 7);
            using var cluster = PostgresCluster.Start();
            var ways = new (string Name, int Nodes, int From)[] { ("one node, nothing shared", 1, int.MaxValue), ("one node, shared", 1, 1), ("two nodes, shared", 2, 1) }
                .Select(way => Measure(way.Name, way.Nodes, [$"cluster.shareFrom={way.From}", $"cluster.shardSize={shardSize}"], data, temporary, cluster)).ToList();
            output.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors; {skuLocations:N0} SKU-locations × {Weeks} weeks, PostgreSQL.\n");
            output.WriteLine("| | wall, s | read, s | check, s | plan, s | of that shared, s | publish, s | shards | forecasting, s | claim to completion, s | overhead | longest ÷ mean shard | SKU-locations by node |");
            output.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|");
            ways.ForEach(way => output.WriteLine(way.Row()));
            var shared = ways[1];
            output.WriteLine("\n| nodes of two threads | shared part, s | whole run, s | as fast as one node |\n|--:|--:|--:|--:|");
            foreach (var nodes in Projected)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {nodes} | {shared.SharedOn(nodes):0.0} | {shared.WallOn(nodes):0.0} | {shared.WallOn(1) / shared.WallOn(nodes):0.0} |"));
            return ways.Select(w => w.Fingerprint).Distinct().Count() == 1 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static Way Measure(string name, int count, string[] settings, string data, string temporary, PostgresCluster cluster)
    {
        var place = cluster.NewDatabase();
        var folder = Path.Combine(temporary, name);
        var nodes = Enumerable.Range(0, count)
            .Select(_ => MeasuredNode.Start(data, folder, $"postgresql://postgres@{place}", settings)).ToList();
        try
        {
            nodes[0].Run(AsOf);
            var (tookBefore, computedBefore) = Spent();
            var (run, wall) = nodes[0].Run(AsOf.AddDays(7));
            var published = Directory.GetDirectories(folder, $"*{run}").Single();
            using var record = JsonDocument.Parse(File.ReadAllText(Path.Combine(published, "run.json")));
            var stages = record.RootElement.GetProperty("stages").EnumerateArray().ToDictionary(s => s.GetProperty("stage").GetString()!, s => s.GetProperty("seconds").GetDouble());
            var (took, computed) = Spent();
            return Way.Of(name, wall.TotalSeconds, stages, took - tookBefore, computed - computedBefore, Shards(place, run), Fingerprint(published));
        }
        finally
        {
            nodes.ForEach(n => n.Dispose());
            cluster.Drop(place);
        }

        (double Took, double Computing) Spent() => (
            nodes.Sum(n => n.Histogram("forecasting_shard_duration_seconds").Sum), nodes.Sum(n => n.Histogram("forecasting_shard_computing_seconds").Sum));
    }

    private static (double Seconds, List<(string Worker, double Seconds, long Rows)> Each) Shards(string place, string run)
    {
        var uri = new Uri($"postgresql://{place}");
        using var connection = new NpgsqlConnection(string.Create(
            CultureInfo.InvariantCulture, $"Host={uri.Host};Port={uri.Port};Username=postgres;Database={uri.AbsolutePath.Trim('/')};Pooling=false"));
        connection.Open();
        var each = new List<(string, double, long)>();
        using (var command = new NpgsqlCommand("select worker, extract(epoch from finished_at - started_at)::float8, row_count from run.shard where run_id = @run", connection))
        {
            command.Parameters.AddWithValue("run", run);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                each.Add((reader.GetString(0), reader.GetDouble(1), reader.GetInt64(2)));
        }

        using var stage = new NpgsqlCommand("select extract(epoch from finished_at - started_at)::float8 from run.stage where run_id = @run and stage = 'Forecast'", connection);
        stage.Parameters.AddWithValue("run", run);
        return (stage.ExecuteScalar() is double seconds ? seconds : 0, each);
    }

    private static string Fingerprint(string folder) => File.ReadAllText(Path.Combine(folder, "manifest.json"));

    private sealed record Way(
        string Name, double Wall, IReadOnlyDictionary<string, double> Stages, double Shared, int Shards, double Computing, double Took, double Unevenness, string ByNode, string Fingerprint)
    {
        public static Way Of(
            string name, double wall, IReadOnlyDictionary<string, double> stages, double took, double computing, (double Seconds, List<(string Worker, double Seconds, long Rows)> Each) shards, string fingerprint)
        {
            var times = shards.Each.Select(s => s.Seconds).ToList();
            var byNode = string.Join(" + ", shards.Each.GroupBy(s => s.Worker).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Sum(s => s.Rows).ToString("N0", CultureInfo.InvariantCulture)));
            return new Way(name, wall, stages, shards.Seconds, times.Count, computing, took, times.Count == 0 ? 0 : times.Max() / times.Average(), byNode, fingerprint);
        }

        /// <summary>The shared part on so many nodes of two threads: all of the work, divided, and the longest shard last.</summary>
        public double SharedOn(int nodes) => (Took / (2 * nodes)) + (Took / Shards * (Unevenness - 1) / 2);

        /// <summary>The whole run: what is not shared stays as it is.</summary>
        public double WallOn(int nodes) => Wall - Shared + SharedOn(nodes);

        public string Row() => Shards == 0
            ? string.Create(CultureInfo.InvariantCulture, $"| {Name} | {Wall:0.0} | {Stages["read"]:0.0} | {Stages["check"]:0.0} | {Stages["plan"]:0.0} | – | {Stages["publish"]:0.0} | – | – | – | – | – | – |")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"| {Name} | {Wall:0.0} | {Stages["read"]:0.0} | {Stages["check"]:0.0} | {Stages["plan"]:0.0} | {Shared:0.0} | {Stages["publish"]:0.0} | {Shards} | {Computing:0.0} | {Took:0.0} | {(Took - Computing) / Computing:0.0%} | {Unevenness:0.00} | {ByNode} |");
    }
}
