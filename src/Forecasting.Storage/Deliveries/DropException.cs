namespace Forecasting.Storage.Deliveries;

/// <summary>What to do about a target that did not take a file.</summary>
public enum DropFault
{
    /// <summary>It may take it later: it is busy, or the connection was lost.</summary>
    Transient,

    /// <summary>It will not take it until a person has changed something.</summary>
    Refused,

    /// <summary>A name is taken by other bytes. Nothing was overwritten.</summary>
    Conflict,
}

/// <summary>A target did not take a file.</summary>
public sealed class DropException : IOException
{
    /// <summary>A file that was not taken.</summary>
    /// <param name="fault">What to do about it.</param>
    /// <param name="message">What was found, as a full sentence.</param>
    /// <param name="cause">The exception beneath; null = none.</param>
    public DropException(DropFault fault, string message, Exception? cause = null)
        : base(message, cause) => Fault = fault;

    /// <summary>What to do about it.</summary>
    public DropFault Fault { get; }
}
