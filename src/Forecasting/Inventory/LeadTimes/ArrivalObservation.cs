namespace Forecasting.Inventory.LeadTimes;

/// <summary>How long one line of an order took, or has taken until now.</summary>
/// <param name="Days">Days after the order, or after the promise; below 0 = before the promise.</param>
/// <param name="HasCome">False where it is still awaited: it takes longer than <paramref name="Days"/>.</param>
/// <param name="Weight">Share of an order that it stands for, 0..1.</param>
/// <param name="Start">Day number of the order; of the promise, where the order has none.</param>
internal readonly record struct ArrivalObservation(double Days, bool HasCome, double Weight, int Start)
{
    /// <summary>What is seen of a line, counted from some day on.</summary>
    public static ArrivalObservation Of(DeliveredLine line, double days) =>
        new(days, line.Came is not null, line.Weight, (line.Ordered ?? line.Promised!.Value).DayNumber);
}
