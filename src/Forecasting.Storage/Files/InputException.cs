namespace Forecasting.Storage.Files;

/// <summary>The data folder cannot be used at all. The message says what was found and what to do, in words a planner understands.</summary>
public sealed class InputException : Exception
{
    /// <summary>A folder that cannot be used.</summary>
    /// <param name="message">What was found, and what to do.</param>
    public InputException(string message)
        : base(message)
    {
    }

    /// <summary>A folder that cannot be used, because of another exception.</summary>
    /// <param name="message">What was found, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public InputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>For serializers only; says nothing useful.</summary>
    public InputException()
        : base("The data folder cannot be used.")
    {
    }
}

/// <summary>One file cannot be used; every other file of the folder still can.</summary>
/// <param name="reason">A full sentence without the file's name, which the report gives.</param>
internal sealed class FileRejectedException(string reason) : Exception(reason);
