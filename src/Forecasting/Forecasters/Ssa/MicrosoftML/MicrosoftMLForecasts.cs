using System.Globalization;

namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>Their forecasts from every origin of a task, each fitted to nothing but the history up to it.</summary>
internal static class MicrosoftMLForecasts
{
    /// <summary>Forecasts from each origin.</summary>
    /// <returns><see cref="Outcome{T}.Skipped"/> where the whole history cannot be fitted. A past origin that cannot has NaN in its row:
    /// with 104 weeks and a window of 51 there is no shorter history to try.</returns>
    public static Outcome<RollingForecast> Of(ForecastTask task, MicrosoftMLSettings settings)
    {
        var history = task.History.AsSpan();
        var means = new double[task.Origins.Length * task.Horizon];
        Outcome<MicrosoftMLModel>? fit = null;
        MicrosoftMLPrediction? prediction = null;
        for (var number = 0; number < task.Origins.Length; number++)
        {
            fit = Fit(history[..task.Origins[number]], settings);
            prediction = (fit as Outcome<MicrosoftMLModel>.Done)?.Value.Predict(task.Horizon, settings.ConfidenceLevel);
            var row = means.AsSpan(number * task.Horizon, task.Horizon);
            if (prediction is null)
                row.Fill(double.NaN);
            else
                prediction.Forecast.CopyTo(row);
        }

        // Fit and prediction are now those of the last origin, the end of history.
        return fit switch
        {
            Outcome<MicrosoftMLModel>.Done done => new Outcome<RollingForecast>.Done(
                new RollingForecast(task.Origins, task.Horizon, [.. means], Describe(done.Value)) { Deviations = prediction!.Deviation }),
            Outcome<MicrosoftMLModel>.Skipped skipped => new Outcome<RollingForecast>.Skipped(skipped.Reason),
            _ => new Outcome<RollingForecast>.Skipped("There is no origin to forecast from."),
        };
    }

    private static string Describe(MicrosoftMLModel model) =>
        string.Create(CultureInfo.InvariantCulture, $"like Microsoft.ML, window {model.WindowLength}, rank {model.Rank}");

    /// <summary>Fits the first values and consumes the others, as a transformer does when it is shown a test set.</summary>
    private static Outcome<MicrosoftMLModel> Fit(ReadOnlySpan<double> history, MicrosoftMLSettings settings)
    {
        var trained = 0;
        var next = 0;
        for (; next < history.Length && trained < settings.TrainSize; next++)
            trained += double.IsNaN(history[next]) ? 0 : 1;
        var fit = MicrosoftMLModel.Fit(history[..next], settings);
        if (fit is not Outcome<MicrosoftMLModel>.Done { Value: var model })
            return fit;
        foreach (var value in history[next..])
        {
            if (float.IsInfinity((float)value))
                return new Outcome<MicrosoftMLModel>.Skipped("A value is beyond single precision.");
            model = model.Update(value);
        }

        return new Outcome<MicrosoftMLModel>.Done(model);
    }
}
