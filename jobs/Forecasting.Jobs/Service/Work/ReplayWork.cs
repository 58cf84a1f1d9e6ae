using Forecasting.Jobs.Runs;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Work;

/// <summary>A published run once more from the raw archive, into a folder that is gone afterwards.</summary>
internal static class ReplayWork
{
    /// <summary>Replays the run that the order names.</summary>
    public static WorkResult Do(LiveWork work, ServiceOptions options, TimeProvider clock)
    {
        using var progress = RunProgress.To(work.Report, work.Begun);
        var run = work.Order.NarrowedTo;
        work.Begun(run);
        var scratch = Directory.CreateTempSubdirectory("forecasting-replay-");
        try
        {
            var result = ReplayRun.Execute(
                new ReplayRequest(run, options.Out, options.Database, options.Settings.Archive.Folder, scratch.FullName, Environment.ProcessorCount, AnyVersion: false)
                {
                    Opening = options.Settings.Database,
                },
                clock, progress, work.Stop);
            return result.Differing.IsEmpty
                ? new WorkResult(RequestState.Done, FormattableString.Invariant($"Run {run} is identical: its {result.Compared} files come out as they were published."))
                : new WorkResult(RequestState.Partial, $"Run {run} differs in {string.Join(", ", result.Differing)}.");
        }
        catch (ArchiveException fault)
        {
            return new WorkResult(RequestState.Refused, fault.Message);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
