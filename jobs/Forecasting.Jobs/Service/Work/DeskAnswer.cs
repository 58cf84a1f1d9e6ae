using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Work;

/// <summary>What the desk says to somebody who asks for work.</summary>
internal abstract record DeskAnswer
{
    private DeskAnswer()
    {
    }

    /// <summary>It is being done, or was: this is the request.</summary>
    /// <param name="RequestId">The request.</param>
    /// <param name="Work">The work while it is being done here; null when it has ended, or another node does it.</param>
    /// <param name="IsNew">True for the one who was first.</param>
    public sealed record Taken(string RequestId, LiveWork? Work, bool IsNew) : DeskAnswer;

    /// <summary>Something else is being done.</summary>
    /// <param name="Request">What it is.</param>
    /// <param name="Work">The same here; null when another node does it.</param>
    public sealed record Busy(ServiceRequest Request, LiveWork? Work) : DeskAnswer;

    /// <summary>The idempotency key was used for something else.</summary>
    public sealed record KeyReused(string RequestId) : DeskAnswer;
}
