using System.CommandLine;
using Forecasting.Jobs.Deliveries;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Storage;
using Forecasting.Storage.Answers;
using Forecasting.Storage.Files;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting acknowledge</c>: takes what partners answer about files and lines that went out.</summary>
internal static class AcknowledgeCommand
{
    public static Command Create(TimeProvider clock)
    {
        var path = new Argument<string?>("FILE|DIR")
        {
            Description = "A file of answers (CSV, X12 997, TA1 or 855, EDIFACT CONTRL or ORDRSP, states of Dynamics 365), or a folder of them.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var inbox = new Option<bool>("--inbox") { Description = "Look into the inboxes of all partners, and for answers that are due." };
        var partner = new Option<string?>("--partner") { Description = "Whose answers they are: a technical answer needs it.", HelpName = "NAME" };
        var settle = new Option<string?>("--settle") { Description = "Close what a partner did not answer, or refused: it is dealt with.", HelpName = "NAME/NUMBER" };
        var by = new Option<string?>("--by") { Description = "Who decides, for --settle: a name, kept in the audit log.", HelpName = "NAME" };
        var reason = new Option<string?>("--reason") { Description = "Why, for --settle.", HelpName = "TEXT" };
        var ledger = new LedgerOptions();
        var data = new Option<DirectoryInfo?>("--data") { Description = "Data folder whose settings.json names partners and inboxes.", HelpName = "DIR" };
        var settings = CommonOptions.Settings();
        var values = CommonOptions.Values();
        var wait = CommonOptions.Wait();
        var command = new Command(
            "acknowledge",
            """
            Take answers about files and lines that went out. Each is applied or refused with the reason; what is known already changes nothing. Of a
            folder, each file is taken once and moved to done or failed.

            Examples:
              forecasting acknowledge ./answers.csv --out ./reports
              forecasting acknowledge ./from-acme --partner acme --out ./reports
              forecasting acknowledge --inbox --data ./export --out ./reports
              forecasting acknowledge --settle acme/12 --by "Anna Smith" --reason "confirmed by phone" --out ./reports

            Exit codes: 0 every answer was taken, none is missed · 1 some were refused, or a partner owes one · 2 wrong usage · 3 the file or the database is unavailable
            """)
        {
            path, inbox, partner, settle, by, reason, ledger.Out, ledger.Database, data, settings, values, wait,
        };
        command.Validators.Add(result =>
        {
            if (new[] { result.GetValue(path) is not null, result.GetValue(inbox), result.GetValue(settle) is not null }.Count(given => given) != 1)
                result.AddError("Give one of FILE|DIR, --inbox and --settle.");
        });
        command.SetAction((parse, cancellation) =>
        {
            var effective = EffectiveSettings.Load(
                RunRequest.SettingsFiles(parse.GetValue(data)?.FullName, parse.GetValue(settings)?.FullName), CommonOptions.Environment(),
                CommonOptions.Named(parse.GetValue(values))).Settings;
            var address = DatabaseOption.Existing(parse.GetValue(ledger.Database), parse.GetValue(ledger.Out)?.FullName);
            var reports = parse.GetValue(ledger.Out)?.FullName ?? Directory.GetCurrentDirectory();
            var patience = TimeSpan.FromSeconds(parse.GetValue(wait));
            using var store = ScopeLease.OpenDatabase(address, effective.Database, patience, clock, cancellation);
            using var lease = ScopeLease.Acquire(store, patience, RunLeases.DefaultDuration, clock, cancellation);
            var answers = new PartnerAnswers(store, reports, effective, Environment.UserName, clock, lease.Write, _ => lease.Check());
            var code = lease.Work(() => parse.GetValue(settle) is { } settled
                ? Settle(new AnswerLedger(store), settled, parse.GetValue(by), parse.GetValue(reason), store.UtcNow(clock))
                : parse.GetValue(path) is { } given ? TakePath(answers, given, parse.GetValue(partner))
                : TakeInboxes(store, answers, reports, store.UtcNow(clock)));
            return Task.FromResult(code);
        });
        return command;
    }

    private static int TakePath(PartnerAnswers answers, string path, string? partner)
    {
        if (Directory.Exists(path))
            return Tell(answers.TakeFolder(path, partner));
        var name = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > AnswerFile.MostBytes })
                throw new AnswerFileException(FormattableString.Invariant($"it has more than {AnswerFile.MostBytes} bytes"));
            var result = answers.Take(File.ReadAllBytes(path), name, partner);
            foreach (var refused in result.Refused)
                Console.Error.WriteLine($"{name} {refused}. It was refused.");
            Console.Out.WriteLine($"{name}: {result}.");
            return result.Refused.IsEmpty ? ExitCode.Done : ExitCode.SomeFailed;
        }
        catch (FileNotFoundException)
        {
            throw new InputException($"The file of answers \"{path}\" is not there.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or AnswerFileException)
        {
            throw new InputException($"The file of answers \"{path}\" cannot be taken: {fault.Message.TrimEnd('.')}.");
        }
    }

    private static int TakeInboxes(ForecastingDatabase store, PartnerAnswers answers, string reports, DateTimeOffset now)
    {
        InterruptedPublications.Record(new RunLedger(store), reports, now);
        return Tell(answers.TakeAll());
    }

    private static int Tell(AnswerReport report)
    {
        foreach (var note in report.Notes)
            Console.Error.WriteLine("note: " + note);
        foreach (var taken in report.Taken)
            Console.Out.WriteLine(taken);
        if (report.Taken.IsEmpty && report.Notes.IsEmpty)
            Console.Out.WriteLine("There is no new answer, and none is missed.");
        return report.IsComplete ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static int Settle(AnswerLedger ledger, string settled, string? by, string? reason, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(reason))
            throw new SettingsException("To settle an answer needs the name of who decides (--by) and why (--reason).");
        var (partner, number) = FileNumber.Parse(settled);
        if (ledger.Settle(partner, number, by, reason, now) is { } refusal)
            throw new SettingsException(refusal);
        Console.Out.WriteLine($"{settled} is dealt with.");
        return ExitCode.Done;
    }
}
