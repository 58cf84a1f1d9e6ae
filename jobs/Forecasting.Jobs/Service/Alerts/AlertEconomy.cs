using System.Collections.Immutable;
using Forecasting.Jobs.Service.Views;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Storage.Privacy;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Alerts;

/// <summary>What is to be written and told after a look at the alarms.</summary>
/// <param name="Changes">Alarms whose record changes.</param>
/// <param name="Message">The message; null = none.</param>
internal sealed record AlertDecision(ImmutableArray<ToldAlert> Changes, AlertMessage? Message)
{
    /// <summary>True when there is nothing to write.</summary>
    public bool IsNothing => Changes.IsEmpty && Message is null;
}

/// <summary>Few messages: one for all that is new, a reminder of what is not mended, one all clear.</summary>
/// <remarks>
/// An alarm is told once. It is over when it has been gone for a while, so one that comes and goes is one. Each further message within 24 hours waits twice as
/// long as the one before it (1, 2, 4 … minutes, at most its share of the day), and after the last one that the day allows the alarms gather until the first
/// leaves the 24 hours. A missed deadline waits for nothing. Refused access of whatever many strangers is one alarm, and told by a reminder at most.
/// </remarks>
internal static class AlertEconomy
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Decides.</summary>
    /// <param name="alarms">The alarms now, the worst first.</param>
    /// <param name="told">Alarms that were told and are not over.</param>
    /// <param name="sent">When messages about alarms were made in the last 24 hours, UTC, in any order.</param>
    /// <param name="settings">How often.</param>
    /// <param name="now">Now.</param>
    public static AlertDecision Decide(
        IReadOnlyList<Alarm> alarms, IReadOnlyList<ToldAlert> told, IReadOnlyCollection<DateTimeOffset> sent, AlertSettings settings, DateTimeOffset now)
    {
        var items = Items(alarms);
        var standing = items.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        var known = told.ToDictionary(t => t.Id, StringComparer.Ordinal);
        var changes = new Dictionary<string, ToldAlert>(StringComparer.Ordinal);
        foreach (var alert in told)
        {
            if (standing.Contains(alert.Id) == alert.Gone is not null)
                changes[alert.Id] = alert with { Gone = alert.Gone is null ? now : null };
        }

        var over = told.Where(t => !standing.Contains(t.Id) && t.Gone <= now - TimeSpan.FromMinutes(settings.ClearMinutes)).ToList();
        var isFree = IsFree(sent, settings, now);
        var isAllClear = items.IsEmpty && told.Count > 0 && over.Count == told.Count;
        if (isAllClear && !isFree)
            return new AlertDecision([.. changes.Values], null);
        foreach (var alert in over)
            changes[alert.Id] = alert with { Cleared = now };
        if (isAllClear)
            return new AlertDecision([.. changes.Values], new AlertMessage(1, 0, AlertKind.Clear, now, settings.Page, [], 0));

        var fresh = items.Where(i => !known.ContainsKey(i.Id)).ToList();
        var isReminderDue = items.Any(i => known.TryGetValue(i.Id, out var t) && t.LastTold <= now - TimeSpan.FromHours(settings.RemindHours));
        var isUrgent = fresh.Exists(i => i.Alarm.Kind == AlarmKind.Missed);
        if (!(isUrgent || (isFree && (fresh.Count > 0 || isReminderDue))))
            return new AlertDecision([.. changes.Values], null);

        // All that stands is in the message, so all of it has been told now.
        foreach (var item in items)
        {
            changes[item.Id] = known.TryGetValue(item.Id, out var before)
                ? before with { Gone = null, LastTold = now, Told = before.Told + 1 }
                : new ToldAlert(item.Id, item.Alarm.Kind.ToString(), item.Alarm.Subject, now, now, 1);
        }

        var lines = items.OrderBy(i => known.ContainsKey(i.Id)).Take(AlertMessage.LinesMost)
            .Select(i => new AlertLine(!known.ContainsKey(i.Id), i.Alarm.Kind, OutgoingText.Of(i.Alarm.Subject), i.Alarm.Since, OutgoingText.Of(i.Alarm.Text), OutgoingText.Of(i.Alarm.Action)));
        var kind = fresh.Count > 0 ? AlertKind.Alarms : AlertKind.Reminder;
        return new AlertDecision([.. changes.Values], new AlertMessage(1, 0, kind, now, settings.Page, [.. lines], Math.Max(0, items.Length - AlertMessage.LinesMost)));
    }

    /// <summary>What makes an alarm this one and no other.</summary>
    public static string IdOf(Alarm alarm) => RunIdentity.HashOf(
        alarm.Identity is { } own ? $"{alarm.Kind}\u001f{own}" : $"{alarm.Kind}\u001f{alarm.Subject}\u001f{alarm.Text}");

    private static bool IsFree(IReadOnlyCollection<DateTimeOffset> sent, AlertSettings settings, DateTimeOffset now)
    {
        var lately = sent.Where(s => s > now - Day).ToList();
        if (lately is [])
            return true;
        var wait = Math.Min(Math.Pow(2, lately.Count - 1), Day.TotalMinutes / settings.PerDay);
        return lately.Count < settings.PerDay && lately.Max() + TimeSpan.FromMinutes(wait) <= now;
    }

    // An address is a person's, perhaps, and there may be many: what is told of refused access names none.
    private static ImmutableArray<(string Id, Alarm Alarm)> Items(IReadOnlyList<Alarm> alarms) =>
    [
        .. alarms.GroupBy(IdOf, StringComparer.Ordinal).Select(g => (g.Key, g.First() is { Identity: Alarm.Access } access
            ? new Alarm(access.Kind, Alarm.Access, g.Min(a => a.Since), FormattableString.Invariant($"Access was refused to {g.Count()} {(g.Count() == 1 ? "address" : "addresses")} within 24 hours."), access.Action)
            : g.First())),
    ];
}
