using System.Collections.Immutable;
using Forecasting.Sensing;

namespace Forecasting.Jobs.Sensing;

/// <summary>What is to be looked at.</summary>
/// <param name="Data">Where the input is: a folder, or the address of a blob container or prefix.</param>
/// <param name="Database">The database that knows the plans.</param>
/// <param name="AsOf">Morning of the look; null = the morning after the last sales.</param>
/// <param name="SettingsFile">Settings besides those of the data; null = none.</param>
/// <param name="Values">Settings by name, stronger than all others.</param>
/// <param name="Wait">How long to wait while a run is at work.</param>
internal sealed record SensingRequest(
    string Data, string Database, DateOnly? AsOf, string? SettingsFile, ImmutableArray<KeyValuePair<string, string>> Values, TimeSpan Wait);

/// <summary>What came of a look.</summary>
/// <param name="Look">What was found.</param>
/// <param name="Entries">What stands, most money first, then what has just ended.</param>
/// <param name="Refused">Files that were refused whole, and why.</param>
/// <param name="Settings">The settings that decided.</param>
internal sealed record SensingResult(SensingReport Look, ImmutableArray<StandingSignal> Entries, ImmutableArray<string> Refused, SensingSettings Settings)
{
    /// <summary>What stands.</summary>
    public ImmutableArray<StandingSignal> Standing => Entries.RemoveAll(e => e.EndedAsOf is not null);

    /// <summary>In one sentence.</summary>
    public string Summary => FormattableString.Invariant(
        $"{Standing.Length} signals stand as of {Look.AsOf:yyyy-MM-dd}, {Standing.Count(s => s.IsNew)} of them new; {Entries.Length - Standing.Length} have ended. {Look.Watched} SKU-locations are watched beside run {Look.RunId} of {Look.PlanAsOf:yyyy-MM-dd}.");
}
