using System.CommandLine;
using System.Globalization;
using Forecasting.Jobs.Runs;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting acknowledge</c>: takes what suppliers and warehouses answer about the lines that went out.</summary>
internal static class AcknowledgeCommand
{
    public static Command Create(TimeProvider clock)
    {
        var file = new Argument<FileInfo>("FILE.csv") { Description = "CSV with line_id, status (received, accepted, rejected), quantity, reason." };
        var ledger = new LedgerOptions();
        var command = new Command(
            "acknowledge",
            """
            Take answers about lines that went out. Each row is applied or refused with the reason; what is known already changes nothing.

            Example:
              forecasting acknowledge ./answers.csv --out ./reports

            Exit codes: 0 every row was taken · 1 some were refused · 2 wrong usage · 3 the file or the database is unavailable
            """)
        {
            file, ledger.Out, ledger.Database,
        };
        command.SetAction(parse =>
        {
            var path = parse.GetValue(file)!;
            var rows = AcknowledgementFile.Read(path.FullName);
            using var database = ledger.Open(parse);
            var orders = new ReorderLedger(database);
            var (applied, known, refused) = (0, 0, 0);
            foreach (var row in rows)
            {
                var outcome = row.Answer is { } answer
                    ? orders.Acknowledge(answer, database.UtcNow(clock))
                    : new AnswerOutcome(AnswerResult.Refused, row.Fault);
                switch (outcome.Result)
                {
                    case AnswerResult.Applied:
                        applied++;
                        break;
                    case AnswerResult.NothingNew:
                        known++;
                        break;
                    default:
                        refused++;
                        Console.Error.WriteLine(string.Create(
                            CultureInfo.InvariantCulture, $"{path.Name} line {row.Line}, {row.LineId}: {outcome.Reason}. The row was refused."));
                        break;
                }
            }

            var summary = string.Create(CultureInfo.InvariantCulture, $"{applied} applied, {known} known already, {refused} refused");
            if (applied + refused > 0)
                new AuditLog(database).Append(new AuditAct(database.UtcNow(clock), Environment.UserName, AuditActs.Acknowledge, path.Name, summary));
            Console.Out.WriteLine($"{path.Name}: {summary}.");
            return refused > 0 ? ExitCode.SomeFailed : ExitCode.Done;
        });
        return command;
    }
}
