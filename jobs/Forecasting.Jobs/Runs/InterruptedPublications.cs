using Forecasting.Jobs.Deliveries;
using Forecasting.Reports.Files;
using Forecasting.Reports.Publishing;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>Publications that are complete on disk but not in the ledger, because the program was killed between the two.</summary>
/// <remarks>Their lines are out: a reader may have them. They go into the ledger before any other plan is made, or they would be ordered again.</remarks>
internal static class InterruptedPublications
{
    /// <summary>Records every one that is found.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="outFolder">Folder of all publications.</param>
    /// <param name="now">Now.</param>
    public static void Record(RunLedger ledger, string outFolder, DateTimeOffset now)
    {
        foreach (var run in ledger.Unpublished())
        {
            var name = Publication.FolderName(run.AsOf, run.RunId);
            var folder = Path.Combine(outFolder, name);
            if (!File.Exists(Path.Combine(folder, Publication.DoneName)))
                continue;
            var manifest = Publication.Verify(folder);
            using var stream = File.OpenRead(Path.Combine(folder, ReorderFile.Name));
            var lines = ReorderFile.Read(stream).Lines;
            var outcome = run.Outcome == RunOutcome.Partial ? RunOutcome.Partial : "published; recorded after an interruption";
            ledger.RecordPublication(run.RunId, run.AsOf, manifest.Sequence, name, manifest.Cycle, lines, outcome, now, PartnerRecords.Published(manifest));
        }
    }
}
