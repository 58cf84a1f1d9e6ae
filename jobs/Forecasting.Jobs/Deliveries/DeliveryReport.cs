using System.Collections.Immutable;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Deliveries;

/// <summary>What came of delivering what was due.</summary>
/// <param name="Delivered">Files that reached their targets now, in the order in which they did.</param>
/// <param name="Notes">What a person must know, as full sentences: what is held, what failed, what waits and why.</param>
/// <param name="IsComplete">False when a file is held or failed, or waits for one that did.</param>
internal sealed record DeliveryReport(ImmutableArray<PartnerDelivery> Delivered, ImmutableArray<string> Notes, bool IsComplete)
{
    /// <summary>For the caller of the program.</summary>
    public int ExitCode => IsComplete ? Runs.ExitCode.Done : Runs.ExitCode.SomeFailed;
}
