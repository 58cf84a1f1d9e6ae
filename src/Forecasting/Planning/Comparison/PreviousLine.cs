using Forecasting.Catalog;

namespace Forecasting.Planning.Comparison;

/// <summary>What a quantity of an earlier plan was made of. Units unless a name says days.</summary>
/// <param name="Key">Product and place.</param>
/// <param name="Model">Model of its forecast.</param>
/// <param name="ServiceTarget">Target used, in words.</param>
/// <param name="LeadTimeDays">Mean lead time.</param>
/// <param name="ReviewDays">Review period.</param>
/// <param name="ProtectionDays">Protection interval.</param>
/// <param name="ExpectedDemand">Expected demand over it.</param>
/// <param name="DemandSafety">Safety stock because demand is not always what was expected.</param>
/// <param name="LeadTimeSafety">Safety stock because deliveries do not always take the same time.</param>
/// <param name="ServiceSafety">Safety stock that the least stock, whole units or a joint target add.</param>
/// <param name="LotAllowance">Order-up-to level − reorder point.</param>
/// <param name="Position">Inventory position.</param>
/// <param name="NotNeeded">Correction to zero where no order was due.</param>
/// <param name="Quantity">The order.</param>
public sealed record PreviousLine(
    SkuLocation Key,
    string Model,
    string ServiceTarget,
    double LeadTimeDays,
    double ReviewDays,
    double ProtectionDays,
    decimal ExpectedDemand,
    decimal DemandSafety,
    decimal LeadTimeSafety,
    decimal ServiceSafety,
    decimal LotAllowance,
    decimal Position,
    decimal NotNeeded,
    decimal Quantity)
{
    /// <summary>The same of a line of a plan.</summary>
    /// <param name="line">The line.</param>
    public static PreviousLine Of(PlanLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var (advice, why) = (line.Recommendation, line.Recommendation.Explanation);
        return new PreviousLine(
            line.Key, line.Forecast.Model, advice.ServiceTarget, line.Terms.LeadTime.MeanDays, line.Terms.ReviewDays, advice.ProtectionIntervalDays,
            why.ExpectedDemand, why.DemandSafety, why.LeadTimeSafety, why.ServiceSafety, why.LotAllowance, why.InventoryPosition, why.NotNeeded, why.Quantity);
    }
}
