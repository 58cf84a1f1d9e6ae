using System.Text;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Reports;

namespace Forecasting.Jobs.Runs;

/// <summary>A file of forecasts, written aside and moved into place when it is whole, and what did not go into it.</summary>
internal sealed class SeriesForecastOutput : IDisposable
{
    private readonly string path;
    private readonly SeriesFrequency frequency;
    private readonly StreamWriter writer;

    /// <summary>Begins the file.</summary>
    /// <param name="path">Where it will be.</param>
    /// <param name="frequency">Length of a step.</param>
    /// <param name="quantiles">Probabilities, ascending.</param>
    public SeriesForecastOutput(string path, SeriesFrequency frequency, double[] quantiles)
    {
        (this.path, this.frequency) = (path, frequency);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        writer = new StreamWriter(Temporary, false, new UTF8Encoding(false)) { NewLine = "\n" };
        SeriesForecastFile.WriteHeader(writer, quantiles);
    }

    /// <summary>Series taken.</summary>
    public int Count { get; private set; }

    /// <summary>Series that are not in the file.</summary>
    public FirstMessages Failures { get; } = new();

    private string Temporary => path + ".tmp";

    /// <summary>Takes the next series.</summary>
    /// <param name="series">As read.</param>
    /// <param name="result">What became of it.</param>
    public void Take((string Id, Outcome<LongSeries> Series) series, Outcome<DemandForecast> result)
    {
        Count++;
        if (result is Outcome<DemandForecast>.Done { Value: var forecast } && series.Series is Outcome<LongSeries>.Done { Value: var history })
        {
            SeriesForecastFile.WriteSeries(writer, series.Id, history.Last, frequency, forecast);
            return;
        }

        var why = result is Outcome<DemandForecast>.Skipped skipped ? skipped.Reason : ((Outcome<DemandForecast>.Failed)result).Error;
        Failures.Add($"series {series.Id}: {why}");
    }

    /// <summary>Moves the file into place.</summary>
    public void Complete()
    {
        writer.Dispose();
        File.Move(Temporary, path, overwrite: true);
    }

    /// <summary>Leaves nothing behind of a file that was not completed.</summary>
    public void Dispose()
    {
        writer.Dispose();
        File.Delete(Temporary);
    }
}
