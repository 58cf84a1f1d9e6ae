using System.Collections.Immutable;
using System.Text.Json;
using Forecasting.Jobs.Settings;
using Forecasting.Storage;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Service.Deadlines;

/// <summary>A published plan that stands.</summary>
/// <param name="Number">Its publication number.</param>
/// <param name="RunId">Its run.</param>
/// <param name="AsOf">Morning of the plan.</param>
/// <param name="Folder">Its folder, below that of the reports.</param>
public sealed record StandingPlan(long Number, string RunId, DateOnly AsOf, string Folder);

/// <summary>What <c>standing-plan.json</c> says: a deadline passed without a published run, there are no new orders, and the last published plan stands.</summary>
/// <param name="Version">Of the form: 1.</param>
/// <param name="Flag">Always <c>no-new-orders</c>.</param>
/// <param name="Deadline">The deadline, UTC.</param>
/// <param name="Why">Why there is no run, in full sentences.</param>
/// <param name="Plan">The plan that stands; null = none was ever published.</param>
public sealed record StandingPlanNotice(int Version, string Flag, DateTimeOffset Deadline, string Why, StandingPlan? Plan)
{
    /// <summary>Name of the file, in the folder of the reports.</summary>
    public const string FileName = "standing-plan.json";

    private const string NoNewOrders = "no-new-orders";

    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n" };

    /// <summary>The notice that is due; null when none is.</summary>
    /// <param name="settings">Whether one is wanted.</param>
    /// <param name="standing">How the deadlines stand.</param>
    /// <param name="database">Where the published runs are.</param>
    internal static StandingPlanNotice? Of(DeadlineSettings settings, ImmutableArray<DeadlineStanding> standing, ForecastingDatabase database)
    {
        if (settings.Fallback != DeadlineFallback.LastPlan || standing.FirstOrDefault(d => d is { Name: "run", State: DeadlineState.Missed }) is not { } missed)
            return null;
        var last = new RunLedger(database).Runs().Where(r => r is { State: RunState.Published, Sequence: not null }).MaxBy(r => r.Sequence);
        return new StandingPlanNotice(
            1, NoNewOrders, missed.DueAt, missed.Why, last is null ? null : new StandingPlan(last.Sequence!.Value, last.RunId, last.AsOf, last.Folder));
    }

    /// <summary>Brings the folder to a notice, or to none. Whoever reads meanwhile sees the file before or the file after.</summary>
    /// <param name="notice">The notice; null = none is due.</param>
    /// <param name="folder">Folder of the reports.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal static void Write(StandingPlanNotice? notice, string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (notice is null)
        {
            File.Delete(file);
            return;
        }

        var text = JsonSerializer.SerializeToUtf8Bytes(notice, Form);
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(text))
            return;
        var temporary = Path.Combine(folder, $".{FileName}.{Environment.ProcessId}.tmp");
        File.WriteAllBytes(temporary, text);
        File.Move(temporary, file, overwrite: true);
    }
}
