namespace Forecasting.Reports.Publishing;

/// <summary>A durable side effect of a publication.</summary>
public enum PublicationAction
{
    /// <summary>The folder is made.</summary>
    CreateFolder,

    /// <summary>A leftover of an attempt that was cut short is removed.</summary>
    RemoveLeftover,

    /// <summary>The bytes go to a temporary name.</summary>
    Write,

    /// <summary>The bytes go to disk.</summary>
    Flush,

    /// <summary>The file gets its name.</summary>
    Rename,

    /// <summary>The names go to disk.</summary>
    FlushFolder,
}

/// <summary>What a publication is about to do.</summary>
/// <param name="Action">Which side effect.</param>
/// <param name="File">File name, or folder name for an action on the folder.</param>
public readonly record struct PublicationStep(PublicationAction Action, string File);
