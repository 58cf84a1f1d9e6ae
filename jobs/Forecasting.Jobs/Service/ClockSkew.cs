using System.Globalization;

namespace Forecasting.Jobs.Service;

/// <summary>What is said of a machine whose clock is not that of the database's server.</summary>
/// <remarks>Leases, marks and records go by the clock of the server, so that nothing is done twice whatever a machine's clock shows; but it rings too early or
/// too late by as much, and its log cannot be read beside that of others.</remarks>
internal static class ClockSkew
{
    /// <summary>From how far on it is said.</summary>
    /// <remarks>A clock that is kept by NTP is right to some milliseconds, and a second is what a person sees.</remarks>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>The sentence; null when there is nothing to say.</summary>
    /// <param name="skew">How far the clock is ahead of that of the server; negative when it is behind.</param>
    /// <param name="machine">Whose clock.</param>
    public static string? Fault(TimeSpan skew, string machine) => skew.Duration() < Limit
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"The clock of {machine} is {skew.Duration().TotalSeconds:0} s {(skew > TimeSpan.Zero ? "ahead of" : "behind")} that of the database's server.");
}
