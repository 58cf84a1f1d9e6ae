using System.CommandLine;
using System.Globalization;
using Forecasting.History;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting backtest</c>: forecasts from past origins, scored against what came, on a long CSV.</summary>
internal static class BacktestCommand
{
    public static Command Create()
    {
        var input = new Option<FileInfo>("--input") { Description = "Long CSV: series_id,ds,y or series_id,period,value (.gz too).", Required = true, HelpName = "FILE" };
        var output = new Option<FileInfo>("--output") { Description = "Where to write all measures, one row for each series, model and origin. Written aside and moved into place.", Required = true, HelpName = "FILE" };
        var horizon = new Option<int>("--horizon") { Description = "Steps to forecast from each origin, 1..1000.", Required = true, HelpName = "N" };
        var frequency = new Option<string>("--frequency") { Description = "H, D, W, M, Q or Y.", Required = true, HelpName = "F" };
        frequency.AcceptOnlyFromAmong("H", "D", "W", "M", "Q", "Y");
        var season = new Option<int?>("--season") { Description = "Steps in a season; default H 24, D 7, W 52, M 12, Q 4, Y 1.", HelpName = "M" };
        var models = new Option<string?>("--models") { Description = "Models, with commas between them; default auto. seasonal_naive is always tried: value added is measured against it.", HelpName = "NAMES" };
        var origins = new Option<int>("--origins") { Description = "Origins of a series, one horizon apart, 1..100.", DefaultValueFactory = _ => 3, HelpName = "K" };
        var champion = new Option<string?>("--champion") { Description = "Model in use: compared with --challenger.", HelpName = "NAME" };
        var challenger = new Option<string?>("--challenger") { Description = "Model that may take its place.", HelpName = "NAME" };
        var settings = CommonOptions.Settings();
        var threads = CommonOptions.Threads();

        var command = new Command(
            "backtest",
            """
            Forecast series in a long CSV from past origins and score the forecasts against what came.

            Examples:
              forecasting backtest --input series.csv --horizon 13 --frequency W --output scores.csv
              forecasting backtest --input series.csv.gz --horizon 28 --frequency D --models auto,ssa,theta --origins 5 --output scores.csv
              forecasting backtest --input series.csv --horizon 13 --frequency W --champion auto --challenger ssa --output scores.csv
            """)
        {
            input, output, horizon, frequency, season, models, origins, champion, challenger, settings, threads,
        };
        command.SetAction((parse, cancellation) =>
        {
            var duel = Duel(parse.GetValue(champion), parse.GetValue(challenger));
            string[] asked = parse.GetValue(models)?.Split(',', StringSplitOptions.TrimEntries) ?? (duel is null ? ["auto"] : []);
            string[] files = parse.GetValue(settings) is { } file ? [file.FullName] : [];
            var unit = ForecastCommand.FrequencyOf(parse.GetValue(frequency)!);
            var request = new BacktestRequest(
                parse.GetValue(input)!.FullName,
                parse.GetValue(output)!.FullName,
                parse.GetValue(horizon),
                unit,
                parse.GetValue(season) ?? PeriodLabel.SeasonLength(unit),
                [.. WithMissing(asked, duel).Select(name => Model(name, files))],
                parse.GetValue(origins),
                parse.GetValue(threads));
            return Task.FromResult(Run(request, duel, cancellation));
        });
        return command;
    }

    private static int Run(BacktestRequest request, (string Champion, string Challenger)? names, CancellationToken cancellation)
    {
        request.Validate();
        return SeriesFile.Read(request.Input, request.Frequency, (series, faults) => Run(request, names, series, faults, cancellation));
    }

    private static int Run(
        BacktestRequest request, (string Champion, string Challenger)? names, IEnumerable<(string Id, Outcome<LongSeries> Series)> series, FirstMessages faults, CancellationToken cancellation)
    {
        var run = new BacktestRun(request);
        var duel = names is var (champion, challenger) ? new ModelDuel(champion, challenger, request.Horizon) : null;
        using (var progress = RunProgress.Start())
            run.Execute(series, tried => duel?.Add(tried), progress, cancellation);

        faults.Tell("rows set aside");
        run.Failures.Tell("series");
        Console.Out.Write(BacktestText.Of(run.Table, [.. request.Models.Select(m => m.Name)], BacktestRequest.Benchmark));
        if (duel is not null)
            Console.Out.Write("\n" + BacktestText.Of(names!.Value.Champion, names.Value.Challenger, duel.Findings(), duel.OfSeries()));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{run.Tried} of {run.Tried + run.Failures.Count} series tried from {run.Trials} origins, {request.Horizon} steps each: {request.Output}"));
        return run.Failures.Count + faults.Count > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static (string Champion, string Challenger)? Duel(string? champion, string? challenger) => (champion, challenger) switch
    {
        (null, null) => null,
        ({ } one, { } other) when one != other => (one, other),
        ({ } one, { } _) => throw new SettingsException($"--champion and --challenger are both {one}; name two models."),
        _ => throw new SettingsException("--champion and --challenger go together: name both."),
    };

    private static List<string> WithMissing(string[] asked, (string Champion, string Challenger)? duel)
    {
        var names = asked.ToList();
        string[] needed = duel is var (champion, challenger) ? [champion, challenger, BacktestRequest.Benchmark] : [BacktestRequest.Benchmark];
        names.AddRange(needed.Where(name => !names.Contains(name)));
        return names;
    }

    private static TriedModel Model(string name, string[] files)
    {
        if (name.Length == 0)
            throw new SettingsException("--models has an empty name: write them like auto,ssa,theta.");
        try
        {
            return new TriedModel(
                name, EffectiveSettings.Load(files, CommonOptions.Environment(), [new("forecast.model", name)]).Settings.Forecast);
        }
        catch (SettingsException fault) when (fault.Message.Contains("forecast.model", StringComparison.Ordinal))
        {
            throw new SettingsException($"There is no model \"{name}\"; `forecasting forecast --help` names those there are.");
        }
    }
}
