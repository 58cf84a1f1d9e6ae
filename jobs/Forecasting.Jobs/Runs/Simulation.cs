using System.Collections.Immutable;
using Forecasting.Inventory;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Replay;
using Forecasting.Reports.Files;
using Forecasting.Reports.Pictures;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>What to simulate.</summary>
internal sealed record SimulationRequest(
    string Data, string OutFolder, int Weeks, DateOnly? Until, double CoverWeeks, double SafetyFactor, string? SettingsFile, int Threads)
{
    /// <summary>Settings by name, stronger than all others.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Values { get; init; } = [];

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

/// <summary>What came of it.</summary>
/// <param name="Settings">Stretch and step.</param>
/// <param name="Policies">What came of each policy, the plan first; <see cref="MinMaxPolicy"/> only of SKU-locations that have both numbers.</param>
/// <param name="Shadow">The plan's orders beside those on record; empty where none are.</param>
/// <param name="Files">Where all of it is.</param>
internal sealed record SimulationResult(
    ReplaySettings Settings, ImmutableArray<ReplayOutcome> Policies, ImmutableArray<ShadowPeriod> Shadow, ImmutableArray<string> Files)
{
    /// <summary>The plan of the same SKU-locations as another policy.</summary>
    public ReplayOutcome PlanBeside(ReplayOutcome other)
    {
        var plan = Policies[0];
        if (plan.AsSet.Scores.Length == other.AsSet.Scores.Length)
            return plan;
        var keys = other.AsSet.Scores.Select(s => s.Key).ToHashSet();
        return plan.Of(keys.Contains);
    }
}

/// <summary>Reads a folder and plays the plans on its past.</summary>
internal static class Simulation
{
    private static readonly double[] CoverSearch = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5];
    private static readonly double[] SafetySearch = [-1, -0.5, 0, 0.5, 1, 1.64, 2.33, 3, 4, 6, 9];

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
            var (history, settings, orders) = Read(request, Path.Combine(folder.FullName, "simulation.duckdb"), clock, progress, cancellation);
            var policies = Play(request, history, settings, progress, cancellation);
            var shadow = ShadowOrders.Of(policies[0].AsSet, orders.Receipts, orders.OpenOrders, settings.IntervalDays);
            return new SimulationResult(settings, policies, shadow, Write(request.OutFolder, policies, shadow, settings));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (ReplayHistory History, ReplaySettings Settings, ImportedData Orders) Read(
        SimulationRequest request, string path, TimeProvider clock, RunProgress progress, CancellationToken cancellation)
    {
        progress.Report("read", 0, 1);
        using var source = RunInput.Open(request.Data, request.SettingsFile, cancellation, request.Values);
        using var database = ScopeLease.OpenDatabase(path, source.Settings.Settings.Database, TimeSpan.Zero, clock, cancellation);
        using var lease = ScopeLease.Acquire(database, TimeSpan.Zero, RunLeases.DefaultDuration, clock, cancellation);
        return lease.Work(() =>
        {
            var imported = source.Import(database, progress, lease.Stop);
            var settings = source.Settings.Settings.ToPlanSettings();
            var deliveries = imported.Deliveries();
            var morning = PlanMorning.Of(database, imported, settings, request.Until);
            var end = morning.Bucket.StartOf(morning.AsOf);

            // Stock must last from one morning of the replay to the next, whatever shorter rhythm item or supplier allow.
            var interval = Math.Max(settings.Inventory.PlanIntervalDays, (int)Math.Round(morning.Bucket.MeanDays));
            settings = settings with { Inventory = settings.Inventory with { PlanIntervalDays = interval } };
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
                IntervalDays = interval,
                UnmetDemand = settings.Inventory.UnmetDemand,
            }, imported);

            SupplyTermsResolution TermsAsOf(DateOnly asOf) => new(
                imported.Items, imported.ItemLocations, imported.Places, imported.Suppliers, new LeadTimeLearning(deliveries, asOf), settings.Inventory)
            {
                LeastReviewDays = interval,
            };
        });
    }

    private static ImmutableArray<ReplayOutcome> Play(
        SimulationRequest request, ReplayHistory history, ReplaySettings settings, RunProgress progress, CancellationToken cancellation)
    {
        var withMinMax = history.Series.Select(s => s.Key).Where(k => MinMaxPolicy.Has(history.TermsAtEnd.ColumnsOf(k))).ToHashSet();
        var (weeks, currentWeeks) = Around(request.CoverWeeks, [.. CoverSearch.Select(c => c * request.CoverWeeks)]);
        var (factors, currentFactor) = Around(request.SafetyFactor, SafetySearch);
        List<IReplayFamily> families =
        [
            new PlanFamily(PlanFamily.SearchFactors, [.. OtherPlans(history, withMinMax.Count > 0)]),
            new LevelFamily(w => FormattableString.Invariant($"13-week mean × {w:0.##}"), weeks, currentWeeks, LevelFamily.Cover(13)),
            new LevelFamily(z => FormattableString.Invariant($"smoothing + {z:0.##} σ"), factors, currentFactor, LevelFamily.NormalTheory),
        ];
        if (withMinMax.Count > 0)
            families.Add(new SinglePolicy(new MinMaxPolicy()));
        try
        {
            return
            [
                .. families.SelectMany(family => ReplayPlay.Play(
                    history, family, settings, request.Threads,
                    done => progress.Report(family.Members[0].Policy, done, settings.Mornings + settings.WarmUp), cancellation))
                    .Select(outcome => outcome.Policy == MinMaxPolicy.PolicyName ? outcome.Of(withMinMax.Contains) : outcome),
            ];
        }
        catch (ArgumentException tooShort) when (tooShort.ParamName == "settings")
        {
            throw new SettingsException(tooShort.Message.Split(" (Parameter", 2)[0] + " Ask for fewer with --weeks.");
        }
    }

    // A total needs costs; and where each item names its own target, there is nothing to share.
    private static IEnumerable<string> OtherPlans(ReplayHistory history, bool hasMinMax)
    {
        if (history.HasJointOrders)
            yield return PlanFamily.PlanAlone;
        if (hasMinMax)
            yield return PlanFamily.PlanWithoutLimits;
        if (history.Series.Any(s => history.TermsAtEnd.ColumnsOf(s.Key) is { UnitCost: > 0, ServiceTarget: null }))
            yield return history.HasTotal ? PlanFamily.PlanByTargets : PlanFamily.PlanByTotal;
    }

    private static (ImmutableArray<double> Settings, int Current) Around(double current, double[] searched)
    {
        ImmutableArray<double> all = [.. searched.Append(current).Distinct().Order()];
        return (all, all.IndexOf(current));
    }

    private static ImmutableArray<string> Write(
        string folder, ImmutableArray<ReplayOutcome> policies, ImmutableArray<ShadowPeriod> shadow, ReplaySettings settings)
    {
        var alike = policies.Where(p => p.AsSet.Scores.Length == policies[0].AsSet.Scores.Length).ToImmutableArray();
        var isMoney = policies[0].AsSet.Scores.All(s => s.UnitCost > 0);
        List<(string Name, Action<Stream> Write)> files =
        [
            ("simulation.csv", stream => SimulationFile.Write(stream, policies)),
            ("simulation-curve.csv", stream => SimulationCurveFile.Write(stream, policies)),
            ("simulation.svg", stream => SimulationPicture.Write(stream, alike, isMoney, settings.IntervalDays)),
        ];
        if (!shadow.IsEmpty)
            files.Add(("simulation-orders.csv", stream => ShadowOrdersFile.Write(stream, shadow)));
        foreach (var (name, write) in files)
        {
            var temporary = Path.Combine(folder, name + ".tmp");
            using (var stream = File.Create(temporary))
                write(stream);
            File.Move(temporary, Path.Combine(folder, name), overwrite: true);
        }

        return [.. files.Select(f => Path.Combine(folder, f.Name))];
    }
}
