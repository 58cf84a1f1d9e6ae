namespace Forecasting.Storage.Files;

/// <summary>One file of the data folder that belongs to a feed.</summary>
/// <param name="File">Path relative to the data folder, with forward slashes.</param>
/// <param name="Feed">Which table.</param>
/// <param name="FullPath">Where it is.</param>
/// <param name="Sha256">Hash of its bytes when the folder was scanned, lower-case hexadecimal; empty when it could not be read.</param>
/// <param name="Bytes">Its size when the folder was scanned.</param>
public sealed record InputFile(string File, Feed Feed, string FullPath, string Sha256, long Bytes)
{
    /// <summary>Why it cannot be read; empty when it can. Such a file is reported as rejected.</summary>
    public string Fault { get; init; } = "";

    /// <summary>What a data owner should know about the choice of this file; empty when its name says it all.</summary>
    public string Note { get; init; } = "";
}
