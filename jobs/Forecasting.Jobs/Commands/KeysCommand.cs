using System.CommandLine;
using System.Globalization;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Service.Security;
using Forecasting.Jobs.Settings;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting keys</c>: keys by which machines speak to the service.</summary>
internal static class KeysCommand
{
    private const int DaysMost = 730;

    public static Command Create(TimeProvider clock) => new(
        "keys",
        """
        Make, list and revoke keys by which machines speak to the service.

        Examples:
          forecasting keys create --name "warehouse" --role viewer --days 365 --out ./reports
          forecasting keys list --out ./reports
          forecasting keys revoke 0123456789abcdef --out ./reports
        """)
    {
        CreateCreate(clock), CreateList(clock), CreateRevoke(clock),
    };

    private static Command CreateCreate(TimeProvider clock)
    {
        var name = new Option<string>("--name") { Description = "In whose name it speaks: kept in the audit log, and the rule of four eyes goes by it.", Required = true, HelpName = "NAME" };
        var role = new Option<string>("--role") { Description = "What it may do: viewer, planner, operator or approver.", Required = true, HelpName = "ROLE" };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        var days = new Option<int>("--days") { Description = $"Days for which it is good, 1 to {DaysMost}.", Required = true, HelpName = "N" };
        days.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number is < 1 or > DaysMost)
                result.AddError($"--days must be from 1 to {DaysMost}.");
        });
        var ledger = new LedgerOptions();
        var command = new Command("create", "Make a key and tell it, once. Only its hash is kept: whoever loses it makes another.") { name, role, days, ledger.Out, ledger.Database };
        command.SetAction(parse =>
        {
            var who = parse.GetValue(name)!;
            if (string.IsNullOrWhiteSpace(who) || who.Length > 100)
                throw new SettingsException("A key needs a name of 1 to 100 characters (--name).");
            using var database = ledger.OpenOrMake(parse);
            var (key, text) = new ApiKeys(database).Create(
                who, parse.GetValue(role)!, TimeSpan.FromDays(parse.GetValue(days)), Environment.UserName, database.UtcNow(clock));
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Key {key.Id} of {key.Name}, {key.Role}, good until {key.ExpiresAt.UtcDateTime:yyyy-MM-dd}. It is told here and never again; send it as header {KeyAuthentication.Header}."));
            Console.Out.WriteLine(text);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateList(TimeProvider clock)
    {
        var ledger = new LedgerOptions();
        var command = new Command("list", "List every key that was ever made. The keys themselves are known to nobody.") { ledger.Out, ledger.Database };
        command.SetAction(parse =>
        {
            using var database = ledger.Open(parse);
            var now = database.UtcNow(clock);
            string[] header = ["key", "name", "role", "made", "by", "until", "state"];
            Console.Out.Write(PlainTable.Of(7, [header, .. new ApiKeys(database).All().Select(k => Row(k, now))]));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateRevoke(TimeProvider clock)
    {
        var id = new Argument<string>("KEY") { Description = "Id of the key, as `forecasting keys list` shows it." };
        var ledger = new LedgerOptions();
        var command = new Command("revoke", "Take a key back: the next call with it is refused.") { id, ledger.Out, ledger.Database };
        command.SetAction(parse =>
        {
            using var database = ledger.Open(parse);
            var key = parse.GetValue(id)!;
            if (!new ApiKeys(database).Revoke(key, Environment.UserName, database.UtcNow(clock)))
                throw new SettingsException($"There is no key {key} that is not revoked yet. `forecasting keys list` lists them.");
            Console.Out.WriteLine($"Key {key} is revoked.");
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(ApiKey key, DateTimeOffset now) =>
    [
        key.Id,
        key.Name,
        key.Role,
        Day(key.CreatedAt),
        key.CreatedBy,
        Day(key.ExpiresAt),
        key.RevokedAt is not null ? $"revoked by {key.RevokedBy}" : key.IsGood(now) ? "good" : "expired",
    ];

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
