using System.Collections.Immutable;
using Forecasting.History;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Publishing;
using Forecasting.Storage;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>What is to be planned without going out.</summary>
/// <param name="Data">Where the input is: a folder, or the address of a blob container or prefix.</param>
/// <param name="Target">Where the files go.</param>
/// <param name="AsOf">Morning of the plan; null = the morning after the last sales.</param>
/// <param name="Database">The database that knows what went out before; null = nothing did.</param>
/// <param name="SettingsFile">Settings besides those of the data; null = none.</param>
/// <param name="Values">Settings by name, stronger than all others.</param>
/// <param name="Threads">Threads, ≥ 1.</param>
/// <param name="Wait">How long to wait while another program has the database open alone.</param>
internal sealed record PreviewRequest(
    string Data,
    string Target,
    DateOnly? AsOf,
    string? Database,
    string? SettingsFile,
    ImmutableArray<KeyValuePair<string, string>> Values,
    int Threads,
    TimeSpan Wait);

/// <summary>The plan that a run would make now, without publishing it. The database of the runs is only read and the ledger hears nothing of
/// it: one may ask what another setting would order, and ask again.</summary>
internal static class PlanPreview
{
    /// <summary>Ends the name of the folder: nobody takes it for a publication.</summary>
    private const string FolderSuffix = "_preview";

    /// <summary>Makes the plan and writes the files of a run, marked as a test.</summary>
    /// <exception cref="SettingsException">The settings cannot be worked with.</exception>
    /// <exception cref="InputException">There is no usable input, or the gate would hold the run.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; no file is there.</exception>
    public static RunResult Execute(PreviewRequest request, TimeProvider clock, RunProgress progress, CancellationToken cancellation)
    {
        var stages = new StageStopwatch(clock, progress);
        stages.Begin("read");
        using var source = RunInput.Open(request.Data, request.SettingsFile, cancellation, request.Values);
        var scratch = Directory.CreateTempSubdirectory("forecasting-plan-");
        try
        {
            var settings = source.Settings;
            var runs = request.Database ?? Path.Combine(scratch.FullName, "none.duckdb");
            using var own = ForecastingDatabase.Open(Path.Combine(scratch.FullName, "plan.duckdb"), settings.Settings.Database, clock);
            var vetoes = new VetoArchive(own);
            ImmutableArray<RememberedProfile> profiles;
            OverrideHistory everything;
            using (var known = Open())
            {
                profiles = RememberedProfile.ReadAll(known);
                everything = new OverrideArchive(known).Read();
                vetoes.Remember(new VetoArchive(known).Standing());
            }

            RememberedProfile.WriteAll(own, profiles);
            var imported = source.Import(own, progress, cancellation);
            vetoes.Remember(imported.Vetoes);
            var morning = PlanMorning.Of(own, imported, settings.Settings.ToPlanSettings(), request.AsOf);
            new OverrideArchive(own).Append(everything.Versions);
            var overrides = RunKnowledge.Overrides(own, morning);
            var identity = PlanningRun.IdentityOf(
                source.Folder, settings, morning, imported, vetoes.Standing(), overrides, PlanningRun.EngineVersion);
            progress.Begun?.Invoke(identity.RunId);

            stages.Begin("check");
            var (context, draft, published) = Check();
            stages.Begin("plan");
            var report = draft.Make(context, request.Threads, done => progress.Report("plan", done, draft.Count), cancellation);
            stages.Begin("publish");
            var folder = Write(report, settings.Settings, request.Target, stages, cancellation);
            return PreviewText.Of(report, folder, draft.Holds(report, published));

            ForecastingDatabase Open() =>
                ScopeLease.OpenDatabase(runs, settings.Settings.Database, request.Wait, clock, cancellation);

            (RunContext, PlanDraft, ImmutableArray<PublishedLine>) Check()
            {
                using var known = Open();
                var before = RunKnowledge.Read(
                    known, source.Folder, imported, morning, identity, profiles, vetoes.Standing(), overrides, settings.Settings.Partners);
                var checkedPlan = PlanDraft.Check(own, imported, settings, morning, before);
                before = before with
                {
                    LastGoodPlans = checkedPlan.NeedsLastGoodPlans ? RunKnowledge.LastGoodPlans(known, morning) : [],
                    Past = RunKnowledge.Past(known, morning),
                    Overridden = RunKnowledge.Overridden(known, morning),
                };
                return (before, checkedPlan, [.. new RunLedger(known).PublishedLines()]);
            }
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    // The same question again: its answer takes the place of the one before.
    private static string Write(PlanReport report, ProgramSettings settings, string target, StageStopwatch stages, CancellationToken cancellation)
    {
        var name = Publication.FolderName(report.Identity) + FolderSuffix;
        var folder = Path.Combine(target, name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Publication.Publish(
            target, name, Manifest.For(report, isTest: true), PlanArtefacts.Of(report, stages.Timings, settings.Publish.Workbooks, settings.Partners, isTest: true), null, cancellation);
        return folder;
    }
}
