using System.CommandLine;
using System.Globalization;
using Forecasting.Jobs.Deliveries;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Storage;
using Forecasting.Storage.Answers;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting deliver</c>: brings partners' files to their targets, and shows what became of them.</summary>
internal static class DeliverCommand
{
    public static Command Create(TimeProvider clock)
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the reports, with the publications.", Required = true, HelpName = "DIR" };
        var database = DatabaseOption.Create();
        var partner = new Option<string?>("--partner") { Description = "Only files of this partner.", HelpName = "NAME" };
        var again = new Option<string?>("--again")
        {
            Description = "Deliver this file now: once more, or after what held it is mended. Same number, same bytes.",
            HelpName = "NAME/NUMBER",
        };
        var release = new Option<string?>("--release") { Description = "Let later files go before this one, which is held or pending.", HelpName = "NAME/NUMBER" };
        var by = new Option<string?>("--by") { Description = "Who decides, for --release: a name, kept in the audit log.", HelpName = "NAME" };
        var reason = new Option<string?>("--reason") { Description = "Why, for --release.", HelpName = "TEXT" };
        var list = new Option<bool>("--list") { Description = "Show every file and what became of it; nothing is sent." };
        var now = new Option<bool>("--now") { Description = "Try at once what failed a short while ago." };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Data folder whose settings.json names the targets, where they have changed.", HelpName = "DIR" };
        var settings = CommonOptions.Settings();
        var values = CommonOptions.Values();
        var wait = CommonOptions.Wait();
        var command = new Command(
            "deliver",
            """
            Bring partners' files to their targets, in order of their numbers; take up what is pending. Each run does the same at its end.

            Examples:
              forecasting deliver --out ./reports
              forecasting deliver --list --partner acme --out ./reports
              forecasting deliver --again acme/12 --out ./reports
              forecasting deliver --release acme/12 --by "Anna Smith" --reason "sent by mail" --out ./reports

            Exit codes: 0 all that was due is delivered · 1 something is held or failed · 2 wrong usage · 3 the database is unavailable
            """)
        {
            output, database, partner, again, release, by, reason, list, now, data, settings, values, wait,
        };
        command.Validators.Add(result =>
        {
            if (new[] { result.GetValue(again) is not null, result.GetValue(release) is not null, result.GetValue(list) }.Count(given => given) > 1)
                result.AddError("Give one of --again, --release and --list.");
        });
        command.SetAction((parse, cancellation) =>
        {
            var reports = parse.GetValue(output)!.FullName;
            var effective = EffectiveSettings.Load(
                RunRequest.SettingsFiles(parse.GetValue(data)?.FullName, parse.GetValue(settings)?.FullName), CommonOptions.Environment(),
                CommonOptions.Named(parse.GetValue(values))).Settings;
            var patience = TimeSpan.FromSeconds(parse.GetValue(wait));
            using var store = ScopeLease.OpenDatabase(
                DatabaseOption.Existing(parse.GetValue(database), reports), effective.Database, patience, clock, cancellation);
            if (parse.GetValue(list))
                return Task.FromResult(List(store, parse.GetValue(partner)));
            using var lease = ScopeLease.Acquire(store, patience, RunLeases.DefaultDuration, clock, cancellation);
            var code = lease.Work(() => parse.GetValue(release) is { } released
                ? Release(store, released, parse.GetValue(by), parse.GetValue(reason), clock)
                : Tell(RunDeliveries.Deliver(store, lease, reports, effective, clock, null, deliveries =>
                {
                    InterruptedPublications.Record(new RunLedger(store), reports, store.UtcNow(clock));
                    return parse.GetValue(again) is { } one
                        ? deliveries.DeliverAgain(FileNumber.Parse(one).Partner, FileNumber.Parse(one).Number, lease.Stop)
                        : deliveries.DeliverDue(parse.GetValue(partner), parse.GetValue(now), lease.Stop);
                })));
            return Task.FromResult(code);
        });
        return command;
    }

    private static int Tell(DeliveryReport report)
    {
        foreach (var note in report.Notes)
            Console.Error.WriteLine("note: " + note);
        foreach (var file in report.Delivered)
            Console.Out.WriteLine($"{file}: {file.FileName} is at {file.Target}.");
        if (report.Delivered.IsEmpty && report.Notes.IsEmpty)
            Console.Out.WriteLine("Nothing is pending.");
        return report.ExitCode;
    }

    private static int Release(ForecastingDatabase store, string released, string? by, string? reason, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(reason))
            throw new SettingsException("A release needs the name of who decides (--by) and why (--reason).");
        var (partner, number) = FileNumber.Parse(released);
        if (new DeliveryLedger(store).Release(partner, number, by, reason, store.UtcNow(clock)) is { } refusal)
            throw new SettingsException(refusal);
        Console.Out.WriteLine($"Later files no longer wait for {released}.");
        return ExitCode.Done;
    }

    private static int List(ForecastingDatabase store, string? partner)
    {
        var ledger = new AnswerLedger(store);
        var (standing, first) = (ledger.Standing(), ledger.FirstAnswers());
        var rows = new DeliveryLedger(store).All().Where(f => partner is null || f.Partner == partner)
            .Select(f => Row(f, standing.GetValueOrDefault((f.Series, f.Number)), first.TryGetValue((f.Series, f.Number), out var time) ? time : null));
        Console.Out.Write(PlainTable.Of(
            10, [["file", "state", "publication", "rows", "tries", "delivered", "next try", "answered", "answer", "name, target, fault"], .. rows]));
        return ExitCode.Done;
    }

    private static string[] Row(PartnerDelivery file, TechnicalAnswer? answer, DateTimeOffset? answeredAt) =>
    [
        file.ToString(),
        PartnerDeliveries.Word(file.State),
        file.Sequence.ToString(CultureInfo.InvariantCulture),
        file.Rows.ToString(CultureInfo.InvariantCulture),
        file.Tries.ToString(CultureInfo.InvariantCulture),
        Time(file.DeliveredAt),
        Time(file.NextTry),
        Time(answeredAt),
        answer?.ToString() ?? "",
        string.Join("; ", new[]
        {
            file.FileName,
            file.Target,
            file.IsTest ? "test" : "",
            file.Replaces is { } earlier ? string.Create(CultureInfo.InvariantCulture, $"replaces {earlier}") : "",
            file.ReleasedBy.Length > 0 ? $"released by {file.ReleasedBy}" : "",
            file.Fault,
        }.Where(t => t.Length > 0)),
    ];

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "";
}
