using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Service.Cluster;
using Forecasting.Jobs.Settings;
using Forecasting.Storage;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting db</c>: care of the database and its archive.</summary>
internal static class DatabaseCommand
{
    public static Command Create(TimeProvider clock) => new("db", "Care of the database and its raw archive.")
    {
        CreateMigrate(clock), CreateRoles(), CreateClean(clock),
    };

    private static Command CreateMigrate(TimeProvider clock)
    {
        var output = new Option<DirectoryInfo?>("--out") { Description = "Folder of the reports, with forecasting.duckdb.", HelpName = "DIR" };
        var database = DatabaseOption.Create();
        var command = new Command(
            "migrate",
            """
            Bring a database to the schema of this program. Make a backup first: there is no way back. A server's database is never changed by
            another command, except that an empty one is given its schema.

            Examples:
              forecasting db migrate --db postgresql://migrator@db.example.net/forecasting
              forecasting db migrate --out ./reports
            """)
        {
            output, database,
        };
        command.SetAction(parse =>
        {
            var address = DatabaseOption.Resolve(parse.GetValue(database), parse.GetValue(output)?.FullName);
            var applied = DatabaseSchema.Migrate(address, clock: clock).ToList();
            if (DatabaseOption.IsServer(address))
            {
                using var opened = ForecastingDatabase.Open(address, clock: clock);
                if (ClusterSchema.Provision(address, opened, clock, CancellationToken.None))
                    applied.Add("tables of Quartz, for services that share work");
            }

            foreach (var migration in applied)
                Console.Out.WriteLine($"applied {migration}");
            Console.Out.WriteLine(applied.Count == 0 ? "The database has the schema of this program; nothing was changed." : "The database now has the schema of this program.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateRoles()
    {
        var database = DatabaseOption.Create();
        var command = new Command(
            "roles",
            """
            Print the script that makes the roles of a server's database and gives them their rights. The database is not asked: its owner runs
            the script, before the first migration and again after each one.

            Example:
              forecasting db roles --db postgresql://owner@db.example.net/forecasting | psql -v ON_ERROR_STOP=1 -h db.example.net -U owner forecasting
            """)
        {
            database,
        };
        command.SetAction(parse =>
        {
            Console.Out.Write(DatabaseSchema.RolesScript(DatabaseOption.Resolve(parse.GetValue(database), null)));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateClean(TimeProvider clock)
    {
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "Folder of the reports, with forecasting.duckdb.",
            HelpName = "DIR",
        };
        var database = DatabaseOption.Create();
        var archive = CommonOptions.Archive();
        var runs = Number("--keep-runs", "Keep the newest N publications.", "N");
        var days = Number("--keep-days", "Keep what was begun in the last D days. Default: the setting retention.days.", "D");
        var apply = new Option<bool>("--apply") { Description = "Do it; without, only say what would go." };
        var command = new Command(
            "clean",
            """
            Say what old runs keep in the database and in the raw archive; with --apply take it out. They can then be neither explained nor
            replayed. The ledger stays whole: what was published and ordered is known for ever.

            Examples:
              forecasting db clean --out ./reports --keep-runs 52
              forecasting db clean --out ./reports --keep-days 400 --apply
            """)
        {
            output, database, archive, runs, days, apply,
        };
        command.SetAction(parse =>
        {
            var file = DatabaseOption.Existing(parse.GetValue(database), parse.GetValue(output)?.FullName);
            var keepRuns = parse.GetValue(runs);
            var keepDays = parse.GetValue(days)
                ?? (keepRuns is null ? EffectiveSettings.Load([], CommonOptions.Environment(), []).Settings.Retention.Days : null);
            if (keepRuns is null && keepDays is null)
                throw new SettingsException("Say what to keep: --keep-runs, --keep-days, or the setting retention.days.");
            var rule = new RetentionRule(keepRuns, keepDays is { } d ? clock.GetUtcNow().AddDays(-d) : null);
            using var opened = ForecastingDatabase.Open(file);
            var retention = new RunRetention(
                opened, ArchivedRun.ArchiveOf(CommonOptions.ArchiveFolder(parse.GetValue(archive)), file, parse.GetValue(output)?.FullName));
            Print(parse.GetValue(apply) ? Clean(opened, retention, rule, Environment.UserName, clock) : retention.Expired(rule), parse.GetValue(apply));
            return ExitCode.Done;
        });
        return command;
    }

    // No run may be at work meanwhile: it could count on an archived file that goes.
    internal static ImmutableArray<ExpiredRun> Clean(
        ForecastingDatabase database, RunRetention retention, RetentionRule rule, string by, TimeProvider clock)
    {
        var leases = LedgerOptions.Leases(database, clock);
        var name = RunLeases.OfScope("all");
        var lease = leases.TryAcquire(name, "")
            ?? throw new DatabaseException($"A run is at work on {name} ({leases.OwnerOf(name)}). Clean when it has ended.");
        lease.Guard();
        var expired = retention.Clean(rule);
        if (expired.Length > 0)
        {
            new AuditLog(database).Append(new AuditAct(
                database.UtcNow(clock), by, AuditActs.Clean, "runs", string.Join(' ', expired.Select(r => r.RunId))));
        }

        lease.Release();
        return expired;
    }

    private static Option<int?> Number(string name, string description, string helpName)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(CommonOptions.AtLeastOne);
        return option;
    }

    private static void Print(IReadOnlyCollection<ExpiredRun> expired, bool isDone)
    {
        if (expired.Count == 0)
        {
            Console.Out.WriteLine("Nothing is old enough to go.");
            return;
        }

        string[] header = ["run", "as of", "begun", "archived files", "bytes"];
        Console.Out.Write(PlainTable.Of(3, [header, .. expired.Select(Row)]));
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{expired.Count} runs {(isDone ? "went" : "would go")}, with {expired.Sum(r => r.Files)} archived files of "
            + $"{expired.Sum(r => r.PackedBytes):#,##0} bytes. The ledger stays whole."));
        if (!isDone)
            Console.Out.WriteLine("Nothing was changed; give --apply to do it.");
    }

    private static string[] Row(ExpiredRun run) =>
    [
        run.RunId,
        run.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        run.StartedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        run.Files.ToString(CultureInfo.InvariantCulture),
        run.PackedBytes.ToString("#,##0", CultureInfo.InvariantCulture),
    ];
}
