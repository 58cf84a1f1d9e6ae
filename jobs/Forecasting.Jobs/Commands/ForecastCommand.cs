using System.CommandLine;
using System.Globalization;
using System.Text;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Learning;
using Forecasting.Planning;
using Forecasting.Reports;
using Forecasting.Storage.Files;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting forecast</c>: only the models, on a long CSV. This is how anyone compares us with other programs on the same file.</summary>
internal static class ForecastCommand
{
    private const int FaultsShown = 20;

    public static Command Create()
    {
        var input = new Option<FileInfo>("--input") { Description = "Long CSV: series_id,ds,y or series_id,period,value (.gz too).", Required = true, HelpName = "FILE" };
        var output = new Option<FileInfo>("--output") { Description = "Where to write series_id,model,h,ds,mean,q0.025,q0.1,q0.5,q0.9,q0.975. Written aside and moved into place.", Required = true, HelpName = "FILE" };
        var horizon = new Option<int>("--horizon") { Description = "Steps to forecast, 1..1000.", Required = true, HelpName = "N" };
        var frequency = new Option<string>("--frequency") { Description = "H, D, W, M, Q or Y.", Required = true, HelpName = "F" };
        frequency.AcceptOnlyFromAmong("H", "D", "W", "M", "Q", "Y");
        var season = new Option<int?>("--season") { Description = "Steps in a season; default H 24, D 7, W 52, M 12, Q 4, Y 1.", HelpName = "M" };
        var model = new Option<string?>("--model") { Description = "Model: auto (default), ssa, theta, drift, seasonal_naive, moving_average, naive, ses, tsb, croston, sba, adida, imapa, ets, lightgbm (one model learnt from all series together) or auto+lightgbm (it joins where it has beaten auto).", HelpName = "NAME" };
        var quantiles = new Option<double[]>("--quantiles") { Description = "Other probabilities than 0.025 0.1 0.5 0.9 0.975.", AllowMultipleArgumentsPerToken = true, HelpName = "P" };
        var settings = CommonOptions.Settings();
        var threads = CommonOptions.Threads();

        var command = new Command(
            "forecast",
            """
            Forecast series in a long CSV: only the models, nothing else.

            Examples:
              forecasting forecast --input series.csv --horizon 13 --frequency W --output forecast.csv
              forecasting forecast --input series.csv.gz --horizon 28 --frequency D --season 7 --model ssa --output forecast.csv
            """)
        {
            input, output, horizon, frequency, season, model, quantiles, settings, threads,
        };
        command.SetAction((parse, cancellation) =>
        {
            var overrides = new List<KeyValuePair<string, string>>();
            var name = parse.GetValue(model);
            var scope = name == GlobalModel.Name ? Scope.Global : name == GlobalForecasts.JointName ? Scope.Joint : Scope.Local;
            if (scope == Scope.Joint)
                name = "auto";
            if (scope != Scope.Global && name is not null)
                overrides.Add(new("forecast.model", name));
            var effective = EffectiveSettings.Load(
                parse.GetValue(settings) is { } file ? [file.FullName] : [], CommonOptions.Environment(), overrides);
            var task = new ForecastRequest(
                parse.GetValue(input)!.FullName,
                parse.GetValue(output)!.FullName,
                parse.GetValue(horizon),
                FrequencyOf(parse.GetValue(frequency)!),
                parse.GetValue(season),
                parse.GetValue(quantiles) is { Length: > 0 } p ? [.. p.Order()] : [.. SkuLocationPlan.QuantileLevels],
                parse.GetValue(threads),
                effective.Settings.Forecast,
                scope);
            return Task.FromResult(Run(task, cancellation));
        });
        return command;
    }

    private static int Run(ForecastRequest request, CancellationToken cancellation)
    {
        request.Validate();
        var faults = 0;
        var series = LongSeriesFile.Read(request.Input, request.Frequency, (line, message) =>
        {
            if (faults++ < FaultsShown)
                Console.Error.WriteLine($"{Path.GetFileName(request.Input)} line {line}: {message}");
        });
        if (faults > FaultsShown)
            Console.Error.WriteLine($"… and {faults - FaultsShown} more rows set aside.");

        var results = new Outcome<DemandForecast>[series.Count];
        var season = request.Season ?? PeriodLabel.SeasonLength(request.Frequency);
        if (request.Scope != Scope.Local)
        {
            var global = new GlobalForecasts(
                request.Frequency, season, request.Horizon, request.Settings, request.Quantiles, request.Threads, cancellation);
            results = request.Scope == Scope.Global
                ? global.Alone(series)
                : global.Joint(series, decision => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{decision.Pattern}: weight {decision.Weight:0.00}. {decision.Reason}")));
        }
        else
        {
            using var progress = RunProgress.Start();
            var done = 0;
            Parallel.For(0, series.Count, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellation }, i =>
            {
                results[i] = Forecast(series[i].Series, season, request);
                progress.Report("forecast", Interlocked.Increment(ref done), series.Count);
            });
        }

        var failed = Write(request, series, results);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{series.Count - failed} of {series.Count} series forecast, {request.Horizon} steps each: {request.Output}"));
        return failed > 0 || faults > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static Outcome<DemandForecast> Forecast(Outcome<LongSeries> series, int season, ForecastRequest request) => series switch
    {
        Outcome<LongSeries>.Done { Value: var s } =>
            SeriesForecast.Create(s.Values, season, request.Horizon, request.Settings, request.Quantiles) switch
            {
                Outcome<SeriesForecast>.Done { Value: var f } => new Outcome<DemandForecast>.Done(f.Forecast),
                Outcome<SeriesForecast>.Skipped { Reason: var why } => new Outcome<DemandForecast>.Skipped(why),
                Outcome<SeriesForecast>.Failed { Error: var why } => new Outcome<DemandForecast>.Failed(why),
                _ => throw new InvalidOperationException("The family of outcomes is closed."),
            },
        Outcome<LongSeries>.Skipped { Reason: var why } => new Outcome<DemandForecast>.Skipped(why),
        Outcome<LongSeries>.Failed { Error: var why } => new Outcome<DemandForecast>.Failed(why),
        _ => throw new InvalidOperationException("The family of outcomes is closed."),
    };

    private static int Write(
        ForecastRequest request, IReadOnlyList<(string Id, Outcome<LongSeries> Series)> series, Outcome<DemandForecast>[] results)
    {
        var failed = 0;
        Directory.CreateDirectory(Path.GetDirectoryName(request.Output)!);
        var temporary = request.Output + ".tmp";
        using (var writer = new StreamWriter(temporary, false, new UTF8Encoding(false)) { NewLine = "\n" })
        {
            SeriesForecastFile.WriteHeader(writer, request.Quantiles);
            for (var i = 0; i < results.Length; i++)
            {
                if (results[i] is Outcome<DemandForecast>.Done { Value: var forecast } && series[i].Series is Outcome<LongSeries>.Done { Value: var history })
                {
                    SeriesForecastFile.WriteSeries(writer, series[i].Id, history.Last, request.Frequency, forecast);
                    continue;
                }

                if (failed++ < FaultsShown)
                {
                    var why = results[i] is Outcome<DemandForecast>.Skipped s ? s.Reason : ((Outcome<DemandForecast>.Failed)results[i]).Error;
                    Console.Error.WriteLine($"series {series[i].Id}: {why}");
                }
            }
        }

        File.Move(temporary, request.Output, overwrite: true);
        return failed;
    }

    /// <summary>The frequency that a letter stands for.</summary>
    internal static SeriesFrequency FrequencyOf(string letter) => letter switch
    {
        "H" => SeriesFrequency.Hourly,
        "D" => SeriesFrequency.Daily,
        "W" => SeriesFrequency.Weekly,
        "M" => SeriesFrequency.Monthly,
        "Q" => SeriesFrequency.Quarterly,
        _ => SeriesFrequency.Yearly,
    };

    /// <summary>Whose past a forecast is learnt from: the series' own, that of all series, or both.</summary>
    private enum Scope
    {
        Local,
        Global,
        Joint,
    }

    private sealed record ForecastRequest(
        string Input, string Output, int Horizon, SeriesFrequency Frequency, int? Season, double[] Quantiles, int Threads, ForecastSettings Settings, Scope Scope)
    {
        public void Validate()
        {
            if (Horizon is < 1 or > 1000)
                throw new SettingsException($"--horizon is {Horizon}; it must be between 1 and 1000.");
            if (Season is < 1 or > 10_000)
                throw new SettingsException($"--season is {Season}; it must be between 1 and 10,000.");
            if (Quantiles.Any(q => !(q is > 0 and < 1)))
                throw new SettingsException("--quantiles must lie strictly between 0 and 1.");
        }
    }
}
