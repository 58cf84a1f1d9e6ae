using System.CommandLine;
using System.Globalization;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Learning;
using Forecasting.Planning;

namespace Forecasting.Jobs.Commands;

/// <summary><c>forecasting forecast</c>: only the models, on a long CSV. This is how anyone compares us with other programs on the same file.</summary>
internal static class ForecastCommand
{
    public static Command Create()
    {
        var input = new Option<FileInfo>("--input") { Description = "Long CSV: series_id,ds,y or series_id,period,value (.gz too).", Required = true, HelpName = "FILE" };
        var output = new Option<FileInfo>("--output") { Description = "Where to write series_id,model,h,ds,mean,q0.025,q0.1,q0.5,q0.9,q0.975. Written aside and moved into place.", Required = true, HelpName = "FILE" };
        var horizon = new Option<int>("--horizon") { Description = "Steps to forecast, 1..1000.", Required = true, HelpName = "N" };
        var frequency = new Option<string>("--frequency") { Description = "H, D, W, M, Q or Y.", Required = true, HelpName = "F" };
        frequency.AcceptOnlyFromAmong("H", "D", "W", "M", "Q", "Y");
        var season = new Option<int?>("--season") { Description = "Steps in a season; default H 24, D 7, W 52, M 12, Q 4, Y 1.", HelpName = "M" };
        var model = new Option<string?>("--model") { Description = "Model: auto (default), ssa, theta, drift, seasonal_naive, moving_average, naive, ses, tsb, croston, sba, adida, imapa, negative_binomial, ets, ces, lightgbm (one model learnt from all series together) or auto+lightgbm (it joins where it has beaten auto).", HelpName = "NAME" };
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
            var scope = name == GlobalModel.Name ? Scope.Global : name == SeriesChoices.NameWith(GlobalModel.Name) ? Scope.Joint : Scope.Local;
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
        return SeriesFile.Read(request.Input, request.Frequency, (series, faults) => Run(request, series, faults, cancellation));
    }

    private static int Run(
        ForecastRequest request, IEnumerable<(string Id, Outcome<LongSeries> Series)> series, FirstMessages faults, CancellationToken cancellation)
    {
        using var output = new SeriesForecastOutput(request.Output, request.Frequency, request.Quantiles);
        if (request.Scope == Scope.Local)
            ForecastEach(request, series, output, cancellation);
        else
            ForecastTogether(request, [.. series], output, cancellation);
        output.Complete();

        faults.Tell("rows set aside");
        output.Failures.Tell("series without a forecast");
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{output.Count - output.Failures.Count} of {output.Count} series forecast, {request.Horizon} steps each: {request.Output}"));
        return output.Failures.Count + faults.Count > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static void ForecastEach(
        ForecastRequest request, IEnumerable<(string Id, Outcome<LongSeries> Series)> series, SeriesForecastOutput output, CancellationToken cancellation)
    {
        var season = request.Season ?? PeriodLabel.SeasonLength(request.Frequency);
        using var progress = RunProgress.Start();
        OrderedWork.Run(
            series,
            request.Threads,
            s => Forecast(s.Series, season, request),
            (s, result) =>
            {
                output.Take(s, result);
                progress.Report("forecast", output.Count, 0);
            },
            cancellation);
    }

    private static void ForecastTogether(
        ForecastRequest request, (string Id, Outcome<LongSeries> Series)[] series, SeriesForecastOutput output, CancellationToken cancellation)
    {
        var season = request.Season ?? PeriodLabel.SeasonLength(request.Frequency);
        var global = new GlobalForecasts(request.Frequency, season, request.Horizon, request.Settings, request.Quantiles, request.Threads, cancellation);
        var results = request.Scope == Scope.Global
            ? global.Alone(series)
            : global.Joint(series, decision => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{decision.Pattern}: weight {decision.Weight:0.00}. {decision.Reason}")));
        for (var i = 0; i < series.Length; i++)
            output.Take(series[i], results[i]);
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
