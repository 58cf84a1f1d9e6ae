using System.Text;
using Forecasting.Catalog;
using Forecasting.Storage.Files;
using NodaTime;

namespace Forecasting.Storage.Import;

/// <summary>The time zone of every place: its own, else that of the settings.</summary>
/// <param name="defaultZone">IANA zone of places that name none; null = not known.</param>
internal sealed class LocationZones(string? defaultZone)
{
    private readonly Dictionary<Location, DateTimeZone> zones = [];
    private readonly DateTimeZone? fallback = defaultZone is null ? null : TimeZones.Find(defaultZone);

    /// <summary>All zones and the edition of their rules as one text: the same text, the same days.</summary>
    public string Fingerprint
    {
        get
        {
            var text = new StringBuilder($"{DateTimeZoneProviders.Tzdb.VersionId}\u001f{fallback?.Id}");
            foreach (var (place, zone) in zones.OrderBy(z => z.Key))
                text.Append('\u001f').Append(place.Code).Append('\u001e').Append(zone.Id);
            return text.ToString();
        }
    }

    /// <summary>Takes the zones that places name.</summary>
    public void Add(IEnumerable<StockingPlace> places)
    {
        foreach (var place in places.Where(p => p.TimeZone.Length > 0))
            zones[place.Location] = TimeZones.Find(place.TimeZone)!;
    }

    /// <summary>The zone of a place; null when it is not known.</summary>
    public DateTimeZone? Of(Location place) => zones.GetValueOrDefault(place) ?? fallback;
}
