namespace Forecasting.Storage.Files;

/// <summary>A file whose series do not stand in one piece each cannot be read series by series.</summary>
public sealed class ScatteredSeriesException : Exception
{
    /// <summary>For serialisers and tests.</summary>
    public ScatteredSeriesException()
    {
    }

    /// <summary>Names the series: the message is its name alone, for nobody but the reader of the file hears of it.</summary>
    /// <param name="id">A series that goes on after another one has begun.</param>
    public ScatteredSeriesException(string id)
        : base(id)
    {
    }

    /// <summary>Names the series and what led to it.</summary>
    /// <param name="id">A series that goes on after another one has begun.</param>
    /// <param name="inner">The cause.</param>
    public ScatteredSeriesException(string id, Exception inner)
        : base(id, inner)
    {
    }
}
