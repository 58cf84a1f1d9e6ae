using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Jobs.Settings;
using Forecasting.Reports.Formats;
using Forecasting.Storage;
using Forecasting.Storage.Deliveries;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Deliveries;

/// <summary>Brings partners' files from published folders to their targets, in order of their numbers, and keeps the ledger of it.</summary>
/// <remarks>One process at a time: call it under the lease of the scope, and let <paramref name="write"/> be its writes. A file that was interrupted
/// anywhere is taken up again with the same bytes: what its target has of it already is not written twice.</remarks>
/// <param name="database">Where the ledger is.</param>
/// <param name="outFolder">Folder of all publications.</param>
/// <param name="settings">Where files go now; a profile that is not there any more goes where its file was meant to go.</param>
/// <param name="clock">For the ledger of an embedded database, and for the pauses.</param>
/// <param name="places">Opens targets.</param>
/// <param name="write">Does durable work, whole or not at all, and only by right.</param>
/// <param name="before">Told of each step at a target before it happens; whatever it throws stops there.</param>
internal sealed class PartnerDeliveries(
    ForecastingDatabase database,
    string outFolder,
    ProgramSettings settings,
    TimeProvider clock,
    DropPlaces places,
    Action<Action> write,
    Action<string>? before = null)
{
    private readonly DeliveryLedger ledger = new(database);
    private readonly DropRetry retry = new(settings.Delivery, clock);

    private DateTimeOffset Now => database.UtcNow(clock);

    /// <summary>Delivers what is pending. A file waits while an earlier one of its series is in the way.</summary>
    /// <param name="partner">Only files of this profile; null = all.</param>
    /// <param name="isUrgent">True to try now what failed a short while ago.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="DatabaseException">The ledger cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was under way is pending.</exception>
    public DeliveryReport DeliverDue(string? partner, bool isUrgent, CancellationToken cancellation)
    {
        var pass = new Pass();
        foreach (var series in ledger.Open().GroupBy(f => f.Series, StringComparer.Ordinal))
        {
            PartnerDelivery? inTheWay = null;
            foreach (var file in series.OrderBy(f => f.Number))
            {
                cancellation.ThrowIfCancellationRequested();
                var after = file;
                if (partner is null || file.Partner == partner)
                    after = inTheWay is null ? Due(file, isUrgent, pass, cancellation) : pass.Waits(file, inTheWay);
                if (after.IsInTheWay)
                    inTheWay ??= after;
            }
        }

        return pass.Report();
    }

    /// <summary>Delivers one file now: again, or after what held it is mended. The number and the bytes are those that it always had.</summary>
    /// <param name="partner">Name of the profile.</param>
    /// <param name="number">Its number.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="SettingsException">There is no such file, nothing of it is out, it has no target, or an earlier one must go first.</exception>
    /// <exception cref="DatabaseException">The ledger cannot be read or written.</exception>
    public DeliveryReport DeliverAgain(string partner, long number, CancellationToken cancellation)
    {
        var file = ledger.Find(partner, number) ?? throw new SettingsException(DeliveryLedger.Unknown(partner, number));
        if (file.State is DeliveryState.Reserved or DeliveryState.Void)
            throw new SettingsException($"Nothing is out under {file}: it is {Word(file.State)}{(file.Fault.Length > 0 ? $" ({file.Fault})" : "")}.");
        if (Where(file).Target.Length == 0)
            throw new SettingsException($"{file} has no target: name the settings that have one with --data or --settings.");
        if (file.IsInTheWay && ledger.Open().FirstOrDefault(f => f.Series == file.Series && f.Number < file.Number && f.IsInTheWay) is { } earlier)
            throw new SettingsException($"{earlier} is {Word(earlier.State)} and must go before {file}. Deliver it first, or release it.");
        var pass = new Pass();
        Try(Where(file), again: true, pass, cancellation);
        return pass.Report();
    }

    /// <summary>A state in words.</summary>
    public static string Word(DeliveryState state) => state.ToString().ToLowerInvariant();

    private PartnerDelivery Due(PartnerDelivery file, bool isUrgent, Pass pass, CancellationToken cancellation)
    {
        if (file.State == DeliveryState.Held)
            return file.IsInTheWay ? pass.Fails(file, $"{file} is held: {file.Fault} See `forecasting deliver --again {file}` and --release.") : file;
        if (file.NextTry > Now && !(isUrgent && file.Tries > 0))
            return file.Tries > 0 ? pass.Fails(file, $"{file} is tried again after {Text(file.NextTry.Value)}: {file.Fault}") : pass.Notes(file, $"{file} {file.Fault}.");
        var profile = Profile(file);
        if (profile is not null && DeliveryTime.Lateness(profile, settings.Calendar.TimeZone, Now) is { } late)
        {
            if (profile.Late == LateFile.Wait)
                return Waits(file, $"waits until {Text(late.Until)}: {late.Reason}", late.Until, pass);
            pass.Notes(file, $"{file} goes out late: {late.Reason}.");
        }

        return Try(Where(file), again: false, pass, cancellation);
    }

    private PartnerDelivery Waits(PartnerDelivery file, string why, DateTimeOffset until, Pass pass)
    {
        var waiting = file with { Fault = why, NextTry = until };
        write(() => ledger.Record(waiting, Now));
        return pass.Notes(waiting, $"{file} {why}.");
    }

    private PartnerDelivery Try(PartnerDelivery file, bool again, Pass pass, CancellationToken cancellation)
    {
        var wasDelivered = file.State == DeliveryState.Delivered;
        try
        {
            var (bytes, manifest) = PublishedFile.Open(outFolder, database, file);
            var isNew = retry.Run(
                () => Drop.Deliver(
                    places.Open(file.Target, file.HostKey, file.Partner), bytes, manifest, again, step => before?.Invoke($"delivery: {step}"), cancellation),
                cancellation);
            var after = file with
            {
                State = DeliveryState.Delivered,
                Tries = file.Tries + 1,
                Fault = "",
                NextTry = null,
                DeliveredAt = file.DeliveredAt ?? Now,
            };
            var how = wasDelivered ? isNew ? "again" : "was there already" : isNew ? "" : "was there";
            write(() => ledger.Record(after, Now, Act(AuditActs.Deliver, file, $"{file.FileName} to {file.Target} {how}".TrimEnd())));
            return pass.Reaches(after, wasDelivered && !isNew);
        }
        catch (DropException fault)
        {
            return Failed(file, fault, wasDelivered, pass);
        }
    }

    private PartnerDelivery Failed(PartnerDelivery file, DropException fault, bool wasDelivered, Pass pass)
    {
        var isRefused = fault.Fault != DropFault.Transient;
        var tries = file.Tries + 1;
        var next = Now + DeliveryBackOff.After(file.FileName, tries, settings.Delivery.BackOffMinutes);
        var after = file with
        {
            // What was delivered once stays so: later files need not wait for its repetition.
            State = wasDelivered ? DeliveryState.Delivered : isRefused ? DeliveryState.Held : DeliveryState.Pending,
            Tries = tries,
            Fault = fault.Message,
            NextTry = wasDelivered || isRefused ? null : next,
        };
        write(() => ledger.Record(after, Now, isRefused ? Act(AuditActs.Undelivered, file, fault.Message) : null));
        return pass.Fails(
            after,
            wasDelivered ? $"{file} did not go out again: {fault.Message}"
            : isRefused ? $"{file} is held: {fault.Message} When that is mended: `forecasting deliver --again {file}`."
            : $"{file} did not go out and is tried again after {Text(next)}: {fault.Message}");
    }

    private PartnerProfile? Profile(PartnerDelivery file) => settings.Partners.FirstOrDefault(p => p.Name == file.Partner);

    /// <summary>The file with the target that the settings name now.</summary>
    private PartnerDelivery Where(PartnerDelivery file) =>
        Profile(file) is { Target: { } target } profile ? file with { Target = target, HostKey = profile.HostKey ?? "" } : file;

    private AuditAct Act(string act, PartnerDelivery file, string detail) => new(Now, Environment.UserName, act, file.ToString(), detail);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>What one pass has come to so far.</summary>
    private sealed class Pass
    {
        private readonly ImmutableArray<PartnerDelivery>.Builder delivered = ImmutableArray.CreateBuilder<PartnerDelivery>();
        private readonly ImmutableArray<string>.Builder notes = ImmutableArray.CreateBuilder<string>();
        private bool isComplete = true;

        public DeliveryReport Report() => new(delivered.ToImmutable(), notes.ToImmutable(), isComplete);

        public PartnerDelivery Reaches(PartnerDelivery file, bool wasThere)
        {
            if (wasThere)
                return Notes(file, $"{file} is there already, with the same bytes: nothing was written.");
            delivered.Add(file);
            return file;
        }

        public PartnerDelivery Notes(PartnerDelivery file, string note)
        {
            notes.Add(note);
            return file;
        }

        public PartnerDelivery Fails(PartnerDelivery file, string note)
        {
            notes.Add(note);
            isComplete = false;
            return file;
        }

        public PartnerDelivery Waits(PartnerDelivery file, PartnerDelivery earlier)
        {
            notes.Add($"{file} waits for {earlier}.");
            return file;
        }
    }
}
