using System.Globalization;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Deadlines;

/// <summary>Judges a moment of a deadline: what it is for is there, or when it is expected, and why it will be missed.</summary>
internal static class DeadlineJudge
{
    /// <summary>By when a run must be published.</summary>
    public static DeadlineStanding Run(DeadlineMoment moment, DeadlineFacts facts)
    {
        var met = facts.PublishedFor(moment).Select(r => facts.FoundPublished(r, moment) ?? r.FinishedAt).Min();
        return met is { } there ? There("run", moment, there) : Open("run", moment, facts, Expect(moment, facts));
    }

    /// <summary>By when the files for partners must be at their targets.</summary>
    public static DeadlineStanding Deliver(DeadlineMoment moment, DeadlineFacts facts)
    {
        var runs = facts.PublishedFor(moment);
        if (runs.IsEmpty)
            return Run(moment, facts) with { Name = "deliver" };
        var files = facts.Files.Where(f => f.Target.Length > 0 && f.State is not (DeliveryState.Reserved or DeliveryState.Void) && runs.Any(r => r.RunId == f.RunId)).ToList();
        if (files.Find(f => f.State == DeliveryState.Held) is { } held)
            return Open("deliver", moment, facts, new Expectation(facts.Now, $"The file {held} is held: {held.Fault}", IsStuck: true));
        var open = files.Where(f => f.State != DeliveryState.Delivered).ToList();
        if (open is [var first, ..])
        {
            var next = open.Max(f => f.NextTry ?? facts.Now);
            return Open("deliver", moment, facts, new Expectation(
                next > facts.Now ? next : facts.Now,
                string.Create(CultureInfo.InvariantCulture, $"{open.Count} files for partners are not at their targets; the first is {first}. {first.Fault}").TrimEnd(),
                IsStuck: false));
        }

        return There("deliver", moment, files.Max(f => f.DeliveredAt) ?? runs.Min(r => r.FinishedAt)!.Value);
    }

    private static DeadlineStanding There(string name, DeadlineMoment moment, DateTimeOffset at) =>
        new(name, moment.DueAt, at <= moment.DueAt ? DeadlineState.Met : DeadlineState.MetLate, at, "");

    private static DeadlineStanding Open(string name, DeadlineMoment moment, DeadlineFacts facts, Expectation expected)
    {
        if (facts.Now > moment.DueAt)
            return new DeadlineStanding(name, moment.DueAt, DeadlineState.Missed, null, expected.Why);
        var isAtRisk = (expected.IsStuck || expected.At > moment.DueAt) && facts.Now >= moment.DueAt - facts.Warning;
        return new DeadlineStanding(name, moment.DueAt, isAtRisk ? DeadlineState.AtRisk : DeadlineState.OnTime, expected.At, expected.Why);
    }

    // When a run will be published, the likeliest state of things first.
    private static Expectation Expect(DeadlineMoment moment, DeadlineFacts facts)
    {
        var (now, times) = (facts.Now, facts.Times);
        if (facts.Live is { } live)
        {
            var took = TimeSpan.FromSeconds(live.Stages.Sum(s => s.Seconds));
            var why = $"It is being made (stage {(live.Stage.Length > 0 ? live.Stage : "read")})."
                + (times.Count > 0 && took > times.High ? $" It is slower than usual: {Minutes(took)} so far, and nine in ten runs take no more than {Minutes(times.High)}." : "");
            return new Expectation(now + times.Remaining(live), why, IsStuck: false);
        }

        if (facts.Runs.FirstOrDefault(r => moment.IsBegunFor(r.StartedAt)) is { } newest)
        {
            if (newest.State == RunState.Held)
                return new Expectation(now + times.High, $"The plan of run {newest.RunId} waits for a decision.", IsStuck: true);
            if (newest.State is RunState.Started or RunState.Planned or RunState.Publishing && newest.FinishedAt is null && newest.StartedAt + times.High > now)
                return new Expectation(newest.StartedAt + times.High, $"Run {newest.RunId} is being made by another process.", IsStuck: false);
        }

        var start = facts.NextStart is { } next && next > now ? next : now;
        var expected = start + times.High;
        if (LastTry(moment, facts) is { } failed)
            return new Expectation(expected, failed, IsStuck: !(facts.NextStart is { } again && again + times.High <= moment.DueAt));
        var published = facts.Runs.FirstOrDefault(r => r.State == RunState.Published);
        if (facts.SalesChangedAt is { } changed && published is not null && changed < published.StartedAt)
        {
            return new Expectation(
                expected, string.Create(CultureInfo.InvariantCulture, $"It has not begun, and there are no newer sales: the newest file is of {changed.UtcDateTime:yyyy-MM-dd HH:mm}Z, before run {published.RunId}."),
                IsStuck: true);
        }

        var usual = times.Count > 0 ? $"A run takes up to {Minutes(times.High)}." : $"How long a run takes is not known yet; {Minutes(times.High)} are assumed.";
        return new Expectation(
            expected,
            (facts.NextStart is null ? "It has not begun, and the timetable begins none. " : string.Create(CultureInfo.InvariantCulture, $"It has not begun; the timetable begins it at {start.UtcDateTime:yyyy-MM-dd HH:mm}Z. ")) + usual,
            IsStuck: false);
    }

    // What became of the last try, where nothing was published; null when there was none. A run of a command is in the ledger alone.
    private static string? LastTry(DeadlineMoment moment, DeadlineFacts facts)
    {
        var last = facts.Requests.FirstOrDefault(q => q.Kind == RequestKind.Run && q.State != RequestState.Working && moment.IsBegunFor(q.At));
        var (how, outcome) = last?.State switch
        {
            RequestState.Refused => ("was refused", last.Outcome),
            RequestState.Held => ("was held", last.Outcome),
            RequestState.Failed or RequestState.Interrupted => ("broke off", last.Outcome),
            RequestState.Cancelled => ("was called off", last.Outcome),
            _ => facts.Runs.FirstOrDefault(r => moment.IsBegunFor(r.StartedAt)) is { State: RunState.Failed } run ? ("broke off", run.Outcome) : ("", ""),
        };
        return how.Length > 0 ? $"The last try {how}: {outcome.ReplaceLineEndings(" ")}" : null;
    }

    private static string Minutes(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):0} min");

    /// <summary>When it is expected.</summary>
    /// <param name="At">When, if nothing new happens; UTC.</param>
    /// <param name="Why">Why then.</param>
    /// <param name="IsStuck">True when it does not come at all unless somebody does something.</param>
    private sealed record Expectation(DateTimeOffset At, string Why, bool IsStuck);
}
