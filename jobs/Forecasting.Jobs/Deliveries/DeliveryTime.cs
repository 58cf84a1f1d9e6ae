using Forecasting.Reports.Formats;
using Forecasting.Storage.Files;

namespace Forecasting.Jobs.Deliveries;

/// <summary>Whether a file goes out in time, by the partner's clock.</summary>
internal static class DeliveryTime
{
    /// <summary>Why a file is late, and until when it would wait; null when it is in time, or when the partner takes none within a year.</summary>
    /// <param name="profile">The partner.</param>
    /// <param name="calendarZone">The zone of partners that name none; null = UTC.</param>
    /// <param name="now">Now.</param>
    public static (string Reason, DateTimeOffset Until)? Lateness(PartnerProfile profile, string? calendarZone, DateTimeOffset now)
    {
        var zone = profile.TimeZone ?? calendarZone ?? "UTC";
        var local = TimeZones.Local(now, zone);
        var window = profile.Window();
        return window.Lateness(local) is { } reason && window.NextDay(local) is { } day ? ($"{reason} ({zone})", TimeZones.StartOf(day, zone)) : null;
    }
}
