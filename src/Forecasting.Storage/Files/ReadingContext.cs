using Forecasting.Catalog;
using NodaTime;

namespace Forecasting.Storage.Files;

/// <summary>What the reading of a feed needs to know that does not stand in its files.</summary>
/// <param name="Earlier">How the feed was written in earlier imports.</param>
/// <param name="Zone">The time zone of a place; null when it is not known.</param>
internal sealed record ReadingContext(EarlierProfile Earlier, Func<Location, DateTimeZone?> Zone)
{
    /// <summary>Nothing is known.</summary>
    public static readonly ReadingContext None = new(EarlierProfile.None, _ => null);
}
