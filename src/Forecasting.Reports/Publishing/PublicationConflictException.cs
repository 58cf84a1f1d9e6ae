namespace Forecasting.Reports.Publishing;

/// <summary>A published name is taken by other bytes. Nothing was overwritten: a person has to look.</summary>
public sealed class PublicationConflictException : IOException
{
    /// <summary>A conflict.</summary>
    /// <param name="path">File at fault.</param>
    /// <param name="message">What was found, what was expected.</param>
    public PublicationConflictException(string path, string message)
        : base($"{path}: {message}") => Path = path;

    /// <summary>File at fault.</summary>
    public string Path { get; }
}
