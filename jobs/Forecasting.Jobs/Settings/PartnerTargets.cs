using Forecasting.Reports.Formats;
using Forecasting.Storage.Deliveries;
using Forecasting.Storage.Files;

namespace Forecasting.Jobs.Settings;

/// <summary>What is wrong with where the files of a profile go.</summary>
internal static class PartnerTargets
{
    /// <summary>Every fault, as full sentences; a secret in an address is not repeated.</summary>
    public static IEnumerable<string> Faults(PartnerProfile profile)
    {
        if (profile.Target is { } target && DropPlaces.Fault(target, profile.HostKey) is { } fault)
            yield return $"partners.{profile.Name}.target {fault}.";
        if (profile.TimeZone is { } zone && !TimeZones.IsKnown(zone))
            yield return $"partners.{profile.Name}.timeZone is \"{zone}\", which is no IANA time zone (expected e.g. Europe/Rome).";
    }
}
