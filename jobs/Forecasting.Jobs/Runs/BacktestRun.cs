using System.Collections.Immutable;
using System.Text;
using Forecasting.Accuracy;
using Forecasting.History;
using Forecasting.Reports;
using Forecasting.Segmentation;

namespace Forecasting.Jobs.Runs;

/// <summary>Rolling origins over a file of series, written in the order of the file.</summary>
/// <param name="request">What is asked.</param>
internal sealed class BacktestRun(BacktestRequest request)
{
    /// <summary>Probabilities whose quantiles are tried.</summary>
    public static readonly ImmutableArray<double> Levels = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];

    /// <summary>The scores, summed up.</summary>
    public TrialTable Table { get; } = new(request.Horizon, Levels);

    /// <summary>Series that were tried.</summary>
    public int Tried { get; private set; }

    /// <summary>Trials of one model.</summary>
    public long Trials { get; private set; }

    /// <summary>Series that were not, and why.</summary>
    public FirstMessages Failures { get; } = new();

    /// <summary>Tries every series and writes every score. Nothing has the name of the output until all is written.</summary>
    /// <param name="series">The series.</param>
    /// <param name="each">Told of the trials of each series, in the order of the file.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops between two series.</param>
    /// <exception cref="IOException">The output cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Execute(
        IEnumerable<(string Id, Outcome<LongSeries> Series)> series,
        Action<TriedSeries> each,
        RunProgress progress,
        CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(request.Output)!);
        var temporary = request.Output + ".tmp";
        using (var writer = new StreamWriter(temporary, false, new UTF8Encoding(false)) { NewLine = "\n" })
        {
            SeriesBacktestFile.WriteHeader(writer);
            var done = 0;
            OrderedWork.Run(
                series,
                request.Threads,
                of => Try(of.Series),
                (of, result) =>
                {
                    Take(writer, of, result, each);
                    progress.Report("backtest", ++done, 0);
                },
                cancellation);
        }

        File.Move(temporary, request.Output, overwrite: true);
    }

    private void Take(TextWriter writer, (string Id, Outcome<LongSeries> Series) of, Outcome<TriedSeries> result, Action<TriedSeries> each)
    {
        if (result is not Outcome<TriedSeries>.Done { Value: var tried } || of.Series is not Outcome<LongSeries>.Done { Value: var history })
        {
            var why = result is Outcome<TriedSeries>.Skipped s ? s.Reason : ((Outcome<TriedSeries>.Failed)result).Error;
            Failures.Add($"series {of.Id}: {why}");
            return;
        }

        Tried++;
        Trials += tried.Models[0].Trials.Length;
        foreach (var (model, trials) in tried.Models)
        {
            Table.Add(model, tried.Class, trials);
            foreach (var trial in trials)
            {
                var lastSeen = history.Last.Add(request.Frequency, trial.Origin - history.Values.Length);
                SeriesBacktestFile.WriteTrial(writer, of.Id, model, tried.Class, lastSeen.ToString(), trial);
            }
        }

        each(tried);
    }

    private Outcome<TriedSeries> Try(Outcome<LongSeries> series) => series switch
    {
        Outcome<LongSeries>.Done { Value: var s } => Try(s.Values),
        Outcome<LongSeries>.Skipped { Reason: var why } => new Outcome<TriedSeries>.Skipped(why),
        Outcome<LongSeries>.Failed { Error: var why } => new Outcome<TriedSeries>.Failed(why),
        _ => throw new InvalidOperationException("The family of outcomes is closed."),
    };

    private Outcome<TriedSeries> Try(ImmutableArray<double> history)
    {
        var origins = TrialOrigins.Choose(history.Length, request.Horizon, request.Origins);
        if (origins.IsEmpty)
        {
            return new Outcome<TriedSeries>.Skipped(FormattableString.Invariant(
                $"{history.Length} steps are too few: {request.Horizon} are forecast, from at least {TrialOrigins.Least(request.Horizon)}."));
        }

        var models = ImmutableArray.CreateBuilder<(string, ImmutableArray<ForecastTrial>)>(request.Models.Length);
        foreach (var model in request.Models)
        {
            var trials = ImmutableArray.CreateBuilder<ForecastTrial>(origins.Length);
            foreach (var origin in origins)
            {
                if (ForecastTrial.Of(history, origin, request.Season, request.Horizon, model.Settings, Levels.AsSpan())
                    is Outcome<ForecastTrial>.Done { Value: var trial })
                {
                    trials.Add(trial);
                }
            }

            if (trials.Count == 0)
                return new Outcome<TriedSeries>.Skipped("No step was observed before the last origin.");
            models.Add((model.Name, trials.ToImmutable()));
        }

        var pattern = DemandClassifier.Classify(history.AsSpan(0, origins[^1]));
        return new Outcome<TriedSeries>.Done(new TriedSeries(NameOf(pattern), models.MoveToImmutable()));
    }

    private static string NameOf(DemandPattern pattern) => pattern switch
    {
        DemandPattern.NoDemand => "no demand",
        DemandPattern.Smooth => "smooth",
        DemandPattern.Erratic => "erratic",
        DemandPattern.Intermittent => "intermittent",
        _ => "lumpy",
    };
}

/// <summary>The trials of one series.</summary>
/// <param name="Class">Kind of demand, by what was seen at the last origin.</param>
/// <param name="Models">The trials of each model, from all origins.</param>
internal sealed record TriedSeries(string Class, ImmutableArray<(string Model, ImmutableArray<ForecastTrial> Trials)> Models);
