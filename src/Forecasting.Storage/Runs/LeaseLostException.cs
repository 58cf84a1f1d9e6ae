namespace Forecasting.Storage.Runs;

/// <summary>Somebody else has taken over what this process was working on: the store refuses its writes. Nothing of the step was kept.</summary>
public sealed class LeaseLostException : DatabaseException
{
    /// <summary>A lease that is lost.</summary>
    /// <param name="message">What was lost, and to whom.</param>
    public LeaseLostException(string message)
        : base(message)
    {
    }

    /// <summary>A lease that is lost, because of another exception.</summary>
    /// <param name="message">What was lost, and to whom.</param>
    /// <param name="innerException">The cause.</param>
    public LeaseLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>For serializers only; says nothing useful.</summary>
    public LeaseLostException()
        : base("The lease is lost.")
    {
    }
}
