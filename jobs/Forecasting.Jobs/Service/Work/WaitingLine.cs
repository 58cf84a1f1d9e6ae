namespace Forecasting.Jobs.Service.Work;

/// <summary>Who waits until the desk is free, in the order in which they came: whoever asks meanwhile does not come before them, however often he asks.</summary>
/// <remarks>Not safe for several threads: the desk uses it under its lock.</remarks>
internal sealed class WaitingLine
{
    private readonly Queue<(WorkOrder Order, string By, TaskCompletionSource<DeskAnswer> Turn)> waiting = new();

    /// <summary>Waits at the end of the line.</summary>
    /// <param name="order">What is to be done.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Leaves the line.</param>
    /// <returns>What the desk answers when it is his turn.</returns>
    public async Task<DeskAnswer> Turn(WorkOrder order, string by, CancellationToken cancellation)
    {
        var turn = new TaskCompletionSource<DeskAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue((order, by, turn));
        using var left = cancellation.Register(() => turn.TrySetCanceled(cancellation));
        return await turn.Task;
    }

    /// <summary>Lets the first one ask who is still there, and the next one where that did not keep the desk.</summary>
    /// <param name="ask">Asks the desk.</param>
    /// <param name="isFree">Whether it is still free.</param>
    public void Next(Func<WorkOrder, string, DeskAnswer> ask, Func<bool> isFree)
    {
        while (isFree() && waiting.TryDequeue(out var first))
        {
            if (first.Turn.Task.IsCompleted)
                continue;
            try
            {
                first.Turn.TrySetResult(ask(first.Order, first.By));
            }
            catch (Storage.DatabaseException fault)
            {
                first.Turn.TrySetException(fault);
            }
        }
    }
}
