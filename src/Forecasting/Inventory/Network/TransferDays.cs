using Forecasting.Catalog;

namespace Forecasting.Inventory.Network;

/// <summary>Days from the order of a transfer to stock on the shelf; null = nothing is sent that way.</summary>
/// <param name="from">Place that sends.</param>
/// <param name="to">Place that receives.</param>
public delegate int? TransferDays(Location from, Location to);

/// <summary>Which places may send to which, and how long it takes.</summary>
public static class TransferWays
{
    /// <summary>Along the ways that goods take anyway: between a place and its source, either way, and between two places of one source,
    /// by way of it.</summary>
    /// <param name="placeOf">Master data of each place; see <see cref="SupplyTermsResolution.PlaceOf"/>.</param>
    /// <param name="defaultDays">Days between a place and its source where they are not given, ≥ 0.</param>
    public static TransferDays AlongSources(Func<Location, StockingPlace> placeOf, int defaultDays)
    {
        ArgumentNullException.ThrowIfNull(placeOf);
        ArgumentOutOfRangeException.ThrowIfNegative(defaultDays);
        return (from, to) =>
        {
            var (sender, receiver) = (placeOf(from), placeOf(to));
            if (from == to)
                return null;
            if (receiver.SourceLocation == from)
                return Days(receiver);
            if (sender.SourceLocation == to)
                return Days(sender);
            return sender.SourceLocation is { } source && source == receiver.SourceLocation ? Days(sender) + Days(receiver) : null;
        };

        int Days(StockingPlace place) => place.TransferLeadTimeDays is { } days ? (int)Math.Ceiling(days) : defaultDays;
    }

    /// <summary>From any place to any other, along the sources where that is possible.</summary>
    /// <param name="placeOf">Master data of each place.</param>
    /// <param name="defaultDays">Days where they are not given, ≥ 0.</param>
    public static TransferDays BetweenAny(Func<Location, StockingPlace> placeOf, int defaultDays)
    {
        var along = AlongSources(placeOf, defaultDays);
        return (from, to) => from == to ? null : along(from, to) ?? defaultDays;
    }
}
