using Forecasting.Catalog;

namespace Forecasting.Inventory.LeadTimes;

/// <summary>One line of an order, whatever number of lorries brought it, as it was known on the morning of a plan.</summary>
/// <param name="Sender">Code of the supplier, or of the place that sends a transfer.</param>
/// <param name="Order">Number of the order among those of its sender to its place: its lines share it.</param>
/// <param name="Key">What and where to.</param>
/// <param name="Ordered">Day of the order; null = not given.</param>
/// <param name="Promised">Day promised by what completed the line, or for what is still awaited; null = not given.</param>
/// <param name="Came">Day on which <see cref="DeliveryRecords.EnoughShare"/> of its units were there; null = still awaited.</param>
/// <param name="IsWhole">True when one delivery brought all of it; false while any of it is awaited.</param>
/// <param name="OpenDays">Days from the order until it came, or until the plan, on which the sender was not closed; 0 without the day of the order.</param>
internal readonly record struct DeliveredLine(
    string Sender, int Order, SkuLocation Key, DateOnly? Ordered, DateOnly? Promised, DateOnly? Came, bool IsWhole, double OpenDays)
{
    /// <summary>1 ÷ lines of the order, so that an order counts once however long it is; 1 for the line by itself.</summary>
    public double Weight { get; init; } = 1;
}
