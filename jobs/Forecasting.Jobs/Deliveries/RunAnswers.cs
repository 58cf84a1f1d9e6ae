using System.Collections.Immutable;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Storage;

namespace Forecasting.Jobs.Deliveries;

/// <summary>The answers that a run takes before it plans. Whatever becomes of them, the run goes on.</summary>
/// <param name="Notes">What came of them.</param>
/// <param name="IsComplete">False when something was refused, or a partner owes an answer.</param>
internal sealed record RunAnswers(ImmutableArray<string> Notes, bool IsComplete)
{
    /// <summary>Looks into the inboxes of all partners.</summary>
    public static RunAnswers Take(
        ForecastingDatabase database, ScopeLease lease, string outFolder, ProgramSettings settings, string actor, TimeProvider clock, Action<string>? before)
    {
        if (settings.Partners.All(p => p.Inbox is null && p.AnswerWithin is null))
            return new RunAnswers([], true);
        var report = new PartnerAnswers(database, outFolder, settings, actor, clock, lease.Write, step =>
        {
            lease.Check();
            before?.Invoke(step);
        }).TakeAll();
        return new RunAnswers([.. report.Notes, .. report.Taken.Select(t => $"Answers of {t}")], report.IsComplete);
    }

    /// <summary>The result of the run with what came of them; what its own warnings say already is not said twice.</summary>
    public RunResult AddTo(RunResult result) => result with
    {
        ExitCode = IsComplete ? result.ExitCode : Math.Max(result.ExitCode, ExitCode.SomeFailed),
        Warnings = [.. result.Warnings, .. Notes.Except(result.Warnings)],
    };
}
