using Forecasting.Storage.Stores;

namespace Forecasting.Storage;

/// <summary>The database cannot be opened or written. The message is one clear line for an operator; the cause is inside.</summary>
public class DatabaseException : Exception
{
    /// <summary>A database that cannot be used.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    public DatabaseException(string message)
        : base(message)
    {
    }

    /// <summary>A database that cannot be used, because of another exception.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DatabaseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>For serializers only; says nothing useful.</summary>
    public DatabaseException()
        : base("The database cannot be used.")
    {
    }

    /// <summary>True when the same work, begun anew, may succeed: a rival was faster, or the server was gone for a moment.</summary>
    public bool IsTransient => Fault != StoreFault.Refused;

    /// <summary>True when another process has the database file open: later it may be free.</summary>
    public bool IsBusy { get; init; }

    /// <summary>What kind of fault it is.</summary>
    internal StoreFault Fault { get; init; } = StoreFault.Refused;
}
