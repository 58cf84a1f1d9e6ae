using Forecasting.History;
using Forecasting.Storage.Files;

namespace Forecasting.Jobs.Runs;

/// <summary>An analyst's file, read series by series where each stands in one piece, whole otherwise.</summary>
internal static class SeriesFile
{
    /// <summary>Does work over a file; from its beginning again when series turn out to be scattered over it, by date for instance.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frequency">Length of a step.</param>
    /// <param name="work">Given the series in the order of the file, and the rows set aside so far. It keeps nothing from an attempt that did not end.</param>
    /// <returns>What the work returned.</returns>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static int Read(
        string path, SeriesFrequency frequency, Func<IEnumerable<(string Id, Outcome<LongSeries> Series)>, FirstMessages, int> work)
    {
        try
        {
            return Work(LongSeriesFile.Stream);
        }
        catch (ScatteredSeriesException)
        {
            return Work(LongSeriesFile.Read);
        }

        int Work(Func<string, SeriesFrequency, Action<long, string>, IEnumerable<(string Id, Outcome<LongSeries> Series)>> read)
        {
            var faults = new FirstMessages();
            return work(read(path, frequency, (line, message) => faults.Add($"{Path.GetFileName(path)} line {line}: {message}")), faults);
        }
    }
}
