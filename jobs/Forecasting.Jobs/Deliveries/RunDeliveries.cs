using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Storage;
using Forecasting.Storage.Deliveries;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Deliveries;

/// <summary>The deliveries of a run: those that are pending, then its own. Whatever becomes of them, the plan is published.</summary>
internal static class RunDeliveries
{
    /// <summary>Delivers, and adds what came of it to the result of the run.</summary>
    /// <param name="result">The result so far.</param>
    /// <param name="database">The ledger.</param>
    /// <param name="lease">The right to do it.</param>
    /// <param name="outFolder">Folder of all publications.</param>
    /// <param name="settings">The settings of the run.</param>
    /// <param name="clock">For the ledger of an embedded database, and for the pauses.</param>
    /// <param name="before">Told of each step before it happens.</param>
    public static RunResult AddTo(
        RunResult result,
        ForecastingDatabase database,
        ScopeLease lease,
        string outFolder,
        ProgramSettings settings,
        TimeProvider clock,
        Action<string>? before)
    {
        try
        {
            var report = Deliver(database, lease, outFolder, settings, clock, before, d => d.DeliverDue(null, isUrgent: true, lease.Stop));
            return result with
            {
                ExitCode = Math.Max(result.ExitCode, report.ExitCode),
                Summary = report.Delivered.IsEmpty ? result.Summary : $"{result.Summary}\nDelivered: {string.Join(", ", report.Delivered)}",
                Warnings = [.. result.Warnings, .. report.Notes],
            };
        }
        catch (Exception fault) when (fault is DatabaseException or LeaseLostException or OperationCanceledException)
        {
            var why = fault is OperationCanceledException ? "were interrupted." : $"stopped: {fault.Message}";
            return result with
            {
                ExitCode = ExitCode.SomeFailed,
                Warnings = [.. result.Warnings, $"The plan is published. Deliveries to partners {why} `forecasting deliver` takes them up."],
            };
        }
    }

    /// <summary>Does something with deliveries under a lease.</summary>
    public static T Deliver<T>(
        ForecastingDatabase database,
        ScopeLease lease,
        string outFolder,
        ProgramSettings settings,
        TimeProvider clock,
        Action<string>? before,
        Func<PartnerDeliveries, T> work)
    {
        using var places = new DropPlaces(outFolder, settings.Delivery, new DropSecrets(Environment.GetEnvironmentVariable));
        return work(new PartnerDeliveries(database, outFolder, settings, clock, places, lease.Write, step =>
        {
            // Nothing gets its name from whoever was taken over.
            lease.Check();
            before?.Invoke(step);
        }));
    }
}
