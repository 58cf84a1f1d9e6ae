using System.CommandLine;
using System.Globalization;
using Forecasting.Jobs.Runs;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting audit</c>: who did what, and whether the log is as it was written.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var verify = new Option<bool>("--verify") { Description = "Check every entry instead of listing them." };
        var head = new Option<string?>("--head")
        {
            Description = "Check also that the log still holds this hash, which was its head once and was kept elsewhere.",
            HelpName = "HASH",
        };
        var ledger = new LedgerOptions();
        var command = new Command(
            "audit",
            """
            List who did what, or check that nothing in the log was changed, removed or moved. The last line is the head: keep it elsewhere.

            Examples:
              forecasting audit --out ./reports
              forecasting audit --verify --head 3f7a… --out ./reports

            Exit codes: 0 as it was written · 1 it is not · 2 wrong usage · 3 the database is unavailable
            """)
        {
            verify, head, ledger.Out, ledger.Database,
        };
        command.SetAction(parse =>
        {
            using var database = ledger.Open(parse);
            var log = new AuditLog(database);
            var entries = log.Read();
            var kept = parse.GetValue(head)?.Trim().ToLowerInvariant();
            if (parse.GetValue(verify) || kept is not null)
            {
                if (log.Verify(kept) is { } fault)
                {
                    Console.Error.WriteLine("forecasting: " + fault);
                    return ExitCode.SomeFailed;
                }

                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries.Count} entries, each as it was written."));
            }
            else
            {
                Console.Out.Write(PlainTable.Of(6, [["no", "at", "who", "what", "about", "detail"], .. entries.Select(Row)]));
            }

            Console.Out.WriteLine("Head: " + (entries is [.., var newest] ? newest.Hash : AuditEntry.Origin));
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(AuditEntry entry) =>
    [
        entry.Number.ToString(CultureInfo.InvariantCulture),
        entry.Act.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        entry.Act.Actor,
        entry.Act.Act,
        entry.Act.Subject,
        entry.Act.Detail,
    ];
}
