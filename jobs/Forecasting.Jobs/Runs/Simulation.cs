using System.Collections.Immutable;
using Forecasting.Inventory;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Replay;
using Forecasting.Reports.Files;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>What to simulate.</summary>
internal sealed record SimulationRequest(
    string Data, string OutFolder, int Weeks, DateOnly? Until, double CoverWeeks, double SafetyFactor, string? SettingsFile, int Threads)
{
    public void Validate()
    {
        if (Weeks is < 1 or > 520)
            throw new SettingsException($"--weeks is {Weeks}; it must be between 1 and 520.");
        if (!(CoverWeeks is > 0 and <= 104))
            throw new SettingsException(FormattableString.Invariant($"--cover is {CoverWeeks}; it must be above 0 and at most 104."));
        if (!(SafetyFactor is >= 0 and <= 6))
            throw new SettingsException(FormattableString.Invariant($"--safety is {SafetyFactor}; it must be between 0 and 6."));
    }
}

/// <summary>What came of it: the scores of each policy, the plans first.</summary>
/// <param name="Mornings">Mornings scored.</param>
/// <param name="Policies">Name and scores of each.</param>
/// <param name="File">Where all of it is.</param>
internal sealed record SimulationResult(int Mornings, ImmutableArray<(string Name, ReplayScore[] Scores)> Policies, string File);

/// <summary>Reads a folder and plays the plans on its past.</summary>
internal static class Simulation
{
    private const string FileName = "simulation.csv";

    /// <summary>Mornings that are played before the first that is scored: the longest usual lead time.</summary>
    private const int WarmUp = 4;

    /// <summary>Simulates. The rows are read into a database of its own, which is removed after.</summary>
    /// <exception cref="SettingsException">The settings cannot be worked with, or the past is too short.</exception>
    /// <exception cref="InputException">There is no usable input.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; no file was written.</exception>
    public static SimulationResult Execute(SimulationRequest request, TimeProvider clock, RunProgress progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(request.OutFolder);
        var folder = Directory.CreateTempSubdirectory("forecasting-simulate-");
        try
        {
            var (history, mornings) = Read(request, Path.Combine(folder.FullName, "simulation.duckdb"), clock, progress, cancellation);
            var policies = Play(request, history, mornings, progress, cancellation);
            var file = Path.Combine(request.OutFolder, FileName);
            Write(file, policies);
            return new SimulationResult(mornings.Mornings, policies, file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (ReplayHistory History, ReplaySettings Settings) Read(
        SimulationRequest request, string path, TimeProvider clock, RunProgress progress, CancellationToken cancellation)
    {
        progress.Report("read", 0, 1);
        using var source = RunInput.Open(request.Data, request.SettingsFile, cancellation);
        using var database = ScopeLease.OpenDatabase(path, source.Settings.Settings.Database, TimeSpan.Zero, clock, cancellation);
        using var lease = ScopeLease.Acquire(database, TimeSpan.Zero, RunLeases.DefaultDuration, clock, cancellation);
        return lease.Work(() =>
        {
            var imported = source.Import(database, progress, lease.Stop);
            var settings = source.Settings.Settings.ToPlanSettings();
            var morning = PlanMorning.Of(database, imported, settings, request.Until);
            var end = morning.Bucket.StartOf(morning.AsOf);
            var input = new PlanInput(
                end,
                morning.Bucket,
                [.. new DemandHistory(database).ReadSeries(imported.History, morning.Bucket, end)],
                TermsAsOf(end),
                new StockPositions([]),
                imported.Events,
                [],
                settings)
            {
                Global = new Learning.LightGbmForecaster(),
            };
            return (new ReplayHistory(input, TermsAsOf), new ReplaySettings
            {
                Mornings = request.Weeks,
                WarmUp = WarmUp,
                IntervalDays = Math.Max(settings.Inventory.PlanIntervalDays, (int)Math.Round(morning.Bucket.MeanDays)),
                UnmetDemand = settings.Inventory.UnmetDemand,
            });

            SupplyTermsResolution TermsAsOf(DateOnly asOf) => new(
                imported.Items, imported.ItemLocations, imported.Places, imported.Suppliers,
                new LeadTimeLearning(imported.Receipts, asOf), settings.Inventory);
        });
    }

    private static ImmutableArray<(string Name, ReplayScore[] Scores)> Play(
        SimulationRequest request, ReplayHistory history, ReplaySettings settings, RunProgress progress, CancellationToken cancellation)
    {
        IReplayPolicy[] policies = [new PlanPolicy("plan"), new CoverPolicy(13, request.CoverWeeks), new NormalTheoryPolicy(request.SafetyFactor)];
        try
        {
            return
            [
                .. policies.Select(policy => (policy.Name, ReplayPlay.Play(
                    history, policy, settings, request.Threads, done => progress.Report(policy.Name, done, settings.Mornings + settings.WarmUp), cancellation))),
            ];
        }
        catch (ArgumentException tooShort) when (tooShort.ParamName == "settings")
        {
            throw new SettingsException(tooShort.Message.Split(" (Parameter", 2)[0] + " Ask for fewer with --weeks.");
        }
    }

    private static void Write(string file, ImmutableArray<(string Name, ReplayScore[] Scores)> policies)
    {
        var temporary = file + ".tmp";
        using (var stream = File.Create(temporary))
            SimulationFile.Write(stream, policies);
        File.Move(temporary, file, overwrite: true);
    }
}
