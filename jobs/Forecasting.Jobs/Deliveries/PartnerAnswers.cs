using System.Collections.Immutable;
using Forecasting.Jobs.Settings;
using Forecasting.Reports.Formats;
using Forecasting.Storage;
using Forecasting.Storage.Answers;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Deliveries;

/// <summary>What came of looking for answers.</summary>
/// <param name="Taken">A line for each file.</param>
/// <param name="Notes">What a person must know, as full sentences.</param>
/// <param name="IsComplete">False when something was refused, or a partner owes an answer.</param>
internal sealed record AnswerReport(ImmutableArray<string> Taken, ImmutableArray<string> Notes, bool IsComplete);

/// <summary>Takes partners' answers, and notes those that do not come.</summary>
/// <param name="database">The ledger.</param>
/// <param name="outFolder">Folder of the reports: inboxes are named from there.</param>
/// <param name="settings">Where answers arrive, and when.</param>
/// <param name="actor">Who looks.</param>
/// <param name="clock">For the ledger of an embedded database.</param>
/// <param name="write">Does durable work, whole or not at all, and only by right.</param>
/// <param name="before">Told of each durable step before it happens; whatever it throws stops there.</param>
internal sealed class PartnerAnswers(
    ForecastingDatabase database, string outFolder, ProgramSettings settings, string actor, TimeProvider clock, Action<Action> write, Action<string>? before = null)
{
    private DateTimeOffset Now => database.UtcNow(clock);

    /// <summary>Looks into every inbox, and then for answers that are due.</summary>
    /// <exception cref="DatabaseException">The ledger cannot be read or written.</exception>
    /// <remarks>Not while a publication is interrupted: its files may be out, and answers that came since would change what must be made once more.</remarks>
    public AnswerReport TakeAll()
    {
        if (new RunLedger(database).Unpublished().FirstOrDefault(r => r.State == RunState.Publishing) is { } run)
            return new AnswerReport([], [$"Answers wait: the publication of run {run.RunId} is not finished. Finish it with the same command, or cancel it."], true);
        var (taken, notes, isComplete) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>(), true);
        foreach (var profile in settings.Partners.Where(p => p.Inbox is not null))
        {
            try
            {
                var report = TakeFolder(Path.Combine(outFolder, profile.Inbox!), profile.Name);
                taken.AddRange(report.Taken);
                notes.AddRange(report.Notes);
                isComplete &= report.IsComplete;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                notes.Add($"The inbox of {profile.Name} cannot be used ({fault.Message.TrimEnd('.')}).");
                isComplete = false;
            }
        }

        var alarms = Alarms();
        return new AnswerReport(taken.ToImmutable(), [.. notes, .. alarms], isComplete && alarms.IsEmpty);
    }

    /// <summary>Takes what is ready in a folder.</summary>
    /// <param name="folder">The folder; a relative one is where the program stands.</param>
    /// <param name="partner">Whose it is; null = nobody said.</param>
    /// <exception cref="IOException">The folder is not there, or cannot be read or written.</exception>
    /// <exception cref="DatabaseException">The ledger cannot be written.</exception>
    public AnswerReport TakeFolder(string folder, string? partner)
    {
        if (Path.GetFullPath(folder).StartsWith(Path.GetFullPath(outFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            Directory.CreateDirectory(folder);
        var inbox = new PartnerInbox(folder, Profile(partner)?.InboxMarker ?? false, clock.GetUtcNow(), before);
        var files = inbox.TakeAll((bytes, name) => Take(bytes, name, partner));
        return new AnswerReport(
            [.. files.Where(f => f.Result is not null).Select(f => $"{Named(f.Name, partner)}: {f.Result}.")],
            [
                .. files.SelectMany(f => f.Result is null ? [$"{f.Fault} It is in {Path.Combine(folder, "failed")}."]
                    : f.Result.Refused.Select(r => $"{Named(f.Name, partner)} {r}. It was refused.")),
            ],
            files.All(f => f.IsWhole));
    }

    /// <summary>Takes a file.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="partner">Whose it is; null = nobody said.</param>
    /// <exception cref="AnswerFileException">It cannot be read, or comes from somebody else.</exception>
    /// <exception cref="DatabaseException">The ledger cannot be written.</exception>
    public IntakeResult Take(byte[] bytes, string name, string? partner)
    {
        IntakeResult? result = null;
        var profile = Profile(partner);
        var who = profile is null ? new AnsweringPartner(partner ?? "") : new AnsweringPartner(profile.Name, Value(profile, "sender"), Value(profile, "receiver"));
        write(() => result = new AnswerIntake(database).Take(bytes, name, who, actor, Now));
        return result!;
    }

    /// <summary>Notes what is not answered in time, and tells of everything that is open.</summary>
    /// <exception cref="DatabaseException">The ledger cannot be read or written.</exception>
    public ImmutableArray<string> Alarms()
    {
        var within = settings.Partners.Where(p => p.AnswerWithin is not null).ToDictionary(p => p.Name, p => p.AnswerWithin!.Value, StringComparer.Ordinal);
        var ledger = new AnswerLedger(database);
        write(() => ledger.NoteOverdue(within, actor, Now));
        return [.. SentFiles.Before(database, "").Select(f => f.Warning).OfType<string>()];
    }

    private PartnerProfile? Profile(string? partner) => settings.Partners.FirstOrDefault(p => p.Name == partner);

    private static string Named(string file, string? partner) => partner is null ? file : $"{partner}: {file}";

    private static string Value(PartnerProfile profile, string name) => profile.Values.GetValueOrDefault(name, "");
}
